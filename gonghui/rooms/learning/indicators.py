"""The figures of this room (handbook homes §10, §15); the review only reads them.

persons (人) and person_times (人次) stand side by side: which one a sentence means is the editor's
choice, the unit is always printed.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.indicators.api import (
    Count,
    Distinct,
    Indicator,
    Part,
    Question,
    Ratio,
    Reading,
    RowColumn,
    RowSet,
    register,
)
from gonghui.kernel.indicators.measures import Measure, Split, rounded
from gonghui.rooms.learning.queries import figures
from gonghui.rooms.learning.rules.attendance import trimmed

READ = "learning.record:read"
SOURCE = "培训统计口径（省教育科技工会）"
COMPLETED = "期内结束的培训中状态为“结业”的学员记录；"
HIGH = "主办级别为省级或国家级（省教科技系统级不是省级）；"


def _link(row: Any) -> str:
    return reverse("learning:record-detail", args=[row.pk])


def _event_link(row: Any) -> str:
    return reverse("learning:event-detail", args=[row.pk])


RECORD = (
    RowColumn("姓名", lambda row: row.name, _link),
    RowColumn("单位（当时名称）", lambda row: row.unit_name),
    RowColumn("职务", lambda row: row.duty),
    RowColumn("培训", lambda row: row.event.title),
    RowColumn("主办单位", lambda row: row.event.organiser_name),
    RowColumn("级别", lambda row: row.event.get_organiser_level_display()),
    RowColumn("结束日期", lambda row: row.event.ends_on),
    RowColumn("学时", lambda row: trimmed(row.hours)),
    RowColumn("证书编号", lambda row: row.certificate_no),
)
EVENT = (
    RowColumn("培训", lambda row: row.title, _event_link),
    RowColumn("主办单位", lambda row: row.organiser_name),
    RowColumn("级别", lambda row: row.get_organiser_level_display()),
    RowColumn("开始日期", lambda row: row.starts_on),
    RowColumn("结束日期", lambda row: row.ends_on),
    RowColumn("学时", lambda row: trimmed(row.hours)),
)
CADRE = (
    RowColumn("姓名", lambda row: row.person.name),
    RowColumn("工会", lambda row: row.union.name),
    RowColumn("职务", lambda row: row.get_kind_display()),
    RowColumn("任职日期", lambda row: row.valid_from),
)


@dataclass(frozen=True)
class HoursPerCadre(Measure):
    """人均学时: hours of the cadres in office over their number; asked for a calendar year."""

    def row_sets(self) -> tuple[RowSet, ...]:
        """The records whose hours are added."""
        return (RowSet("rows", "学员记录", figures.of_cadres),)

    def read(self, question: Question) -> Reading:
        """Hours a head, with the sum, the records and the heads beside it; None without cadres."""
        rows = figures.of_cadres(question)
        hours = rows.aggregate(total=Sum("hours"))["total"] or Decimal(0)
        heads = figures.cadres(question).count()
        parts = (
            Part("学员记录", rows.count(), "条", "rows"),
            Part("学时合计", hours, "学时"),
            Part("在职工会干部", heads, "人"),
        )
        return Reading(rounded(Decimal(hours) / heads) if heads else None, parts)


LEVELS = tuple(
    RowSet(f"level-{level.value}", level.label, figures.at_level(level.value))
    for level in reversed(Level)
)
HIGH_LEVELS = tuple(each for each in LEVELS if int(each.key[-2:]) >= Level.PROVINCE)


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, **more: Any
) -> Indicator:
    facts = {"columns": RECORD, "permission": READ, "source": SOURCE} | more
    return Indicator(
        key=f"learning.{key}", name=name, unit=unit, definition=definition, measure=measure, **facts
    )


INDICATORS = (
    _indicator(
        "persons",
        "参加省级以上培训的工会干部（人）",
        "人",
        COMPLETED + HIGH + "同一人多次结业计一人；名册上没有的人按姓名和单位区分。",
        Distinct(figures.high, "who", "结业记录"),
    ),
    _indicator(
        "person_times",
        "参加省级以上培训（人次）",
        "人次",
        COMPLETED + HIGH + "一人多次结业计多次。",
        Split(figures.high, HIGH_LEVELS, "结业记录", "人次"),
    ),
    _indicator(
        "persons_all",
        "参加各级培训的工会干部（人）",
        "人",
        COMPLETED + "不限主办级别；同一人多次结业计一人。",
        Distinct(figures.completed, "who", "结业记录"),
    ),
    _indicator(
        "person_times_all",
        "参加各级培训（人次）",
        "人次",
        COMPLETED + "不限主办级别，按级别分列。",
        Split(figures.completed, LEVELS, "结业记录", "人次"),
    ),
    _indicator(
        "events",
        "培训班",
        "期",
        "期内结束、所问范围内有人结业的培训班。",
        Count(figures.events_held, "培训班"),
        columns=EVENT,
    ),
    _indicator(
        "share_trained",
        "在职工会干部参训率",
        "%",
        "期末在职的工会干部（届内任职登记）中，期内至少结业一次的占比；一人多职计一人。",
        Ratio(figures.cadres_trained, figures.cadres, ("参训干部", "在职干部")),
        columns=CADRE,
    ),
    _indicator(
        "avg_hours",
        "在职工会干部人均学时",
        "学时",
        "期末在职工会干部期内结业学时之和，除以期末在职工会干部人数；按自然年度使用。",
        HoursPerCadre(),
    ),
)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)
