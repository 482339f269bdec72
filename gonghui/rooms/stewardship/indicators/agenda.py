"""Figures of the first agenda."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse

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
    percent,
)
from gonghui.kernel.indicators.measures import Measure, rounded
from gonghui.rooms.stewardship.queries import agenda as figures

SOURCE = "第一议题台账（省教育科技工会）"


@dataclass(frozen=True)
class Lag(Measure):
    """Days from the source to the meeting, on average."""

    def row_sets(self) -> tuple[RowSet, ...]:
        """The topics."""
        return (RowSet("rows", "第一议题", figures.studied),)

    def read(self, question: Question) -> Reading:
        """The mean with the longest beside; no topic has no mean."""
        days = [row.lag.days for row in figures.studied(question)]
        mean = rounded(Decimal(sum(days)) / len(days)) if days else None
        longest = Part("最长", max(days, default=None), "天")
        return Reading(mean, (Part("第一议题", len(days), "个", "rows"), longest))


@dataclass(frozen=True)
class Attendance(Measure):
    """Present by should attend, pooled over the meetings."""

    def row_sets(self) -> tuple[RowSet, ...]:
        """The meetings."""
        return (RowSet("rows", "会议", figures.meetings),)

    def read(self, question: Question) -> Reading:
        """The percentage with both sums."""
        rows = figures.meetings(question).order_by()
        found = rows.aggregate(present=Sum("present"), asked=Sum("should_attend"))
        present, asked = found["present"] or 0, found["asked"] or 0
        parts = (
            Part("会议", rows.count(), "次", "rows"),
            Part("实到", present, "人次"),
            Part("应到", asked, "人次"),
        )
        return Reading(percent(present, asked), parts)


def _to(name: str, field: str = "pk") -> Any:
    return lambda row: reverse(f"stewardship:{name}", args=[getattr(row, field)])


MEETING_COLUMNS = (
    RowColumn("会议", str, _to("meeting-detail")),
    RowColumn("工会", lambda row: str(row.union)),
    RowColumn("主持人", lambda row: row.chair),
    RowColumn("应到", lambda row: row.should_attend),
    RowColumn("实到", lambda row: row.present),
    RowColumn("第一议题", lambda row: "有" if row.studied_first else "无"),
)
TOPIC_COLUMNS = (
    RowColumn("学习主题", str, _to("topic-detail")),
    RowColumn("学习文件", lambda row: row.source_title),
    RowColumn("文件日期", lambda row: row.source_on),
    RowColumn("学习日期", lambda row: row.meeting.held_on),
    RowColumn("时滞（天）", lambda row: row.lag.days),
    RowColumn("领学人", lambda row: row.lead_reader),
)
TASK_COLUMNS = (
    RowColumn("落实事项", str, _to("topic-detail", "topic_id")),
    RowColumn("学习主题", lambda row: str(row.topic)),
    RowColumn("责任人", lambda row: row.owner_name),
    RowColumn("期限", lambda row: row.due_on),
    RowColumn("完成日期", lambda row: row.done_on),
)


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, columns: Any
) -> Indicator:
    return Indicator(
        key=f"stewardship.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=columns,
        permission=figures.READ,
        source=SOURCE,
    )


AGENDA = (
    _indicator(
        "first_agendas",
        "落实“第一议题”制度的党组会",
        "次",
        "期内召开的、第一项议程为第一议题学习的党组会。",
        Count(figures.meetings_first, "会议"),
        MEETING_COLUMNS,
    ),
    _indicator(
        "first_agenda_share",
        "“第一议题”落实率",
        "%",
        "第一项议程为第一议题学习的党组会 ÷ 期内党组会。",
        Ratio(figures.meetings_first, figures.meetings, ("有第一议题", "党组会")),
        MEETING_COLUMNS,
    ),
    _indicator(
        "first_agenda_themes",
        "“第一议题”学习主题",
        "个",
        "期内学习过的不同主题；同一主题多次学习计一个。",
        Distinct(figures.studied, "theme", "第一议题"),
        TOPIC_COLUMNS,
    ),
    _indicator(
        "first_agenda_lag",
        "“第一议题”学习时滞",
        "天",
        "学习日期 − 文件日期的平均天数；另列最长。",
        Lag(),
        TOPIC_COLUMNS,
    ),
    _indicator(
        "first_agenda_follow_up",
        "“第一议题”任务按期落实率",
        "%",
        "期限在期内的落实任务中，按期完成的占比。",
        Ratio(figures.tasks_on_time, figures.tasks_due, ("按期完成", "到期任务")),
        TASK_COLUMNS,
    ),
    _indicator(
        "party_attendance",
        "党组会到会率",
        "%",
        "期内党组会 Σ实到 ÷ Σ应到。",
        Attendance(),
        MEETING_COLUMNS,
    ),
)
