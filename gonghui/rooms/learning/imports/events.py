"""The list of trainings as a register: those of before and of other organisers come in, all go out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.exchange.api import (
    Desk,
    ExchangeColumn,
    ParsedBlock,
    RegisterTarget,
    Row,
    Setting,
    choice,
    labels_of,
    normal,
    text,
    whole_day,
)
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import ancestor_ids, below
from gonghui.kernel.unions.api import KEEPING
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.history import (
    PastEvent,
    correct_event,
    enter_event,
    take_back_events,
)
from gonghui.rooms.learning.enums import EventSource, TrainingForm
from gonghui.rooms.learning.imports.columns import LEVELS, number
from gonghui.rooms.learning.models import TrainingEvent
from gonghui.rooms.learning.rules.attendance import objection_to_hours, trimmed

DAY = whole_day(today=today, earliest=1990)
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "title", "培训名称", text(128, nulls=False), required=True, width=28,
        synonyms="培训班 培训班名称 班次 培训项目 名称", example="全省教科技系统工会干部培训班",
    ),
    ExchangeColumn(
        "organiser_level", "主办级别", LEVELS, required=True, choices=tuple(Level.labels), width=14,
        synonyms="级别 培训级别 层次 培训层次", example="省级",
        help="按主办单位填；省教科技工会主办的是系统级，不是省级",
    ),
    ExchangeColumn(
        "organiser_name", "主办单位", text(128), synonyms="举办单位 组织单位 主办", example="示范省总工会",
        width=20,
    ),
    ExchangeColumn(
        "form", "形式", choice(labels_of(TrainingForm.choices), "形式"), synonyms="培训形式 培训方式",
        choices=tuple(TrainingForm.labels), help="不填为脱产", width=8,
    ),
    ExchangeColumn(
        "starts_on", "开始日期", DAY, required=True, example="2023-09-10",
        synonyms="开班日期 开始时间 培训时间 培训日期 时间", help="写到日",
    ),
    ExchangeColumn("ends_on", "结束日期", DAY, synonyms="结业日期 结束时间 结班日期", help="不填按一天"),
    ExchangeColumn(
        "hours", "学时", number(999, "学时", "学时"), synonyms="学时数 课时 总学时", help="填学时，不是天数",
        width=8,
    ),
    ExchangeColumn("document_no", "通知文号", text(64), synonyms="文号 发文字号", width=16),
    ExchangeColumn("place", "地点", text(128), synonyms="培训地点 举办地点", width=16),
    ExchangeColumn("host", "承办单位", text(128), synonyms="承办", width=16),
    ExchangeColumn("teachers", "师资", text(255), synonyms="授课教师 讲师", width=16),
    ExchangeColumn(
        "union", "登记工会", text(128), help="只导出；导入的由选定的工会登记", width=20
    ),
)  # fmt: skip
TEXTS = ("organiser_name", "document_no", "place", "host", "teachers")
KNOWN = ("title", "organiser_level", "starts_on", "union")
KEPT = "名称、级别和开始日期用来认出一次培训，登记后不能由表格更改。"


class EventTarget(RegisterTarget):
    """培训班."""

    key = "learning.events"
    label = "培训班"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("title", "starts_on")
    ordinal = "ordinal"
    kept_by = "union"
    done_url = "learning:event-list"
    row_name = "培训名称"
    reasons = {"days": "天数当作学时", "about": "不是确数", "hours_odd": "学时不对"}
    changeable = (*TEXTS, "form", "ends_on", "hours")
    known_by = (KNOWN,)
    where_to_change = dict.fromkeys(KNOWN[:3], KEPT) | {"union": "登记工会不能更改。"}
    words = {
        "organiser_level": {str(level.value): level.label for level in Level},
        "form": dict(TrainingForm.choices),
    }

    def present(self, setting: Setting) -> QuerySet[TrainingEvent]:
        """Trainings of the importing union, of those below and of those above."""
        above = ancestor_ids(setting.union.path)
        return TrainingEvent.objects.filter(
            below(setting.union.path, "union__path") | Q(union__in=above)
        )

    def with_facts(self, rows: QuerySet[TrainingEvent]) -> QuerySet[TrainingEvent]:
        """With the union that keeps each."""
        return rows.select_related("union")

    def row_of(self, record: TrainingEvent) -> Row:
        """What a row would say of a training."""
        return {
            **{key: getattr(record, key) for key in ("title", "form", *TEXTS)},
            "organiser_level": str(record.organiser_level),
            "starts_on": record.starts_on.isoformat(),
            "ends_on": record.ends_on.isoformat(),
            "hours": str(trimmed(record.hours)) if record.hours else "",
            "union": record.union.name,
        }

    def desk(self, setting: Setting) -> "EventDesk":
        """Ends, hours, and who keeps it."""
        return EventDesk(setting)

    def why_not_change(self, setting: Setting, record: TrainingEvent) -> str:
        """Own trainings change on their page, those of others where they are kept."""
        if record.source == EventSource.OWN:
            return _("本系统办的培训请在培训班页面修改。")
        return super().why_not_change(setting, record)

    def create(self, setting: Setting, row: Row) -> int:
        """Enter the training."""
        level = int(row["organiser_level"])
        facts = _facts({key: row[key] for key in (*TEXTS, "form", "ends_on", "hours")})
        more = {key: facts.pop(key) for key in ("form", "place", "host", "teachers")}
        facts["organiser_name"] = facts["organiser_name"] or Level(level).label
        past = PastEvent(
            title=row["title"],
            organiser_level=level,
            starts_on=date.fromisoformat(row["starts_on"]),
            **facts,
        )
        return enter_event(actor=setting.actor, kept_by=setting.union, event=past, **more).pk

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Correct the training."""
        return correct_event(
            actor=setting.actor,
            event=TrainingEvent.objects.get(pk=record),
            expected_version=version,
            **_facts(changes),
        ).version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take entered trainings back."""
        return take_back_events(actor=setting.actor, kept_by=setting.union, ids=ids)


class EventDesk(Desk):
    """Fills in end and keeper; refuses days and hours that cannot be."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def fill(self, row: Row) -> None:
        """One day, kept by the importing union."""
        row["ends_on"] = row["ends_on"] or row["starts_on"]
        row["union"] = row["union"] or self.setting.union.name

    def read(self, block: ParsedBlock, index: int, row: Row) -> None:
        """An end before the start; hours that are days."""
        if not row["starts_on"] or not row["ends_on"]:
            return
        start, end = (date.fromisoformat(row[key]) for key in ("starts_on", "ends_on"))
        if end < start:
            block.refuse(index, "ends_on", "date_order", _("结束日期早于开始日期，请核对。"))
        elif row["hours"] and (said := objection_to_hours(Decimal(row["hours"]), start, end)):
            block.refuse(index, "hours", "hours_odd", said)

    def ask_of_new(self, block: ParsedBlock, index: int, row: Row) -> None:
        """Trainings of another union are entered by that union."""
        row["form"] = row["form"] or TrainingForm.RESIDENT.value
        if normal(row["union"]) != normal(self.setting.union.name):
            message = _("“%(union)s”的培训请由它自己导入，或清空这一格，由“%(own)s”登记。")
            words = {"union": row["union"], "own": self.setting.union}
            block.refuse(index, "union", "impossible", message % words)


def _facts(row: Row) -> dict[str, Any]:
    """Cells as the columns of a training take them."""
    facts = {key: value or "" for key, value in row.items()}
    if "ends_on" in facts:
        facts["ends_on"] = date.fromisoformat(facts["ends_on"])
    if "hours" in facts:
        facts["hours"] = Decimal(facts["hours"] or 0)
    return facts
