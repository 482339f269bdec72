"""The lists of this room."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.kernel.unions.api import Office
from gonghui.rooms.learning.enums import EventSource, EventStatus, RecordStatus, TrainingForm
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from gonghui.rooms.learning.queries import chairs, events, records
from gonghui.rooms.learning.rules.attendance import trimmed

EVENT_TONES = {
    EventStatus.OPEN: "info",
    EventStatus.ENDED: "good",
    EventStatus.CANCELLED: "bad",
}
RECORD_TONES = {
    RecordStatus.APPLIED: "warn",
    RecordStatus.WAITING: "warn",
    RecordStatus.ADMITTED: "info",
    RecordStatus.IN_TRAINING: "info",
    RecordStatus.COMPLETED: "good",
    RecordStatus.INCOMPLETE: "bad",
    RecordStatus.ABSENT: "bad",
}
LEVEL_TONES = {Level.PROVINCE: "gold", Level.NATION: "gold"}


def _to(url_name: str) -> Any:
    return lambda row: reverse(url_name, args=[row.pk])


def _high(field: str) -> Any:
    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        high = rows.filter(**{f"{field}__gte": Level.PROVINCE})
        return high if value == "1" else rows.filter(**{f"{field}__lt": Level.PROVINCE})

    return narrow


def _hours(row: Any) -> Any:
    return trimmed(row.hours) if row.hours else None


class EventTable(Table):
    """Trainings: own ones that run here, and those that were imported."""

    key = "learning.events"
    label = "培训班"
    exchange = "learning.events"
    columns = (
        Column("title", "培训名称", link=_to("learning:event-detail"), sort="title"),
        Column(
            "organiser_level",
            "主办级别",
            kind="state",
            sort="organiser_level",
            tone=lambda row: LEVEL_TONES.get(row.organiser_level, ""),
        ),
        Column("organiser_name", "主办单位", phone=False, sort="organiser_name"),
        Column("form", "形式", shown=False),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
        Column("hours", "学时", _hours, kind="number", sort="hours"),
        Column("people", "参训人次", kind="number", sort="people"),
        Column("completed", "结业人次", kind="number", sort="completed"),
        Column("document_no", "通知文号", shown=False, phone=False),
        Column("union", "登记工会", "union__name", shown=False, sort="union__path"),
        Column("source", "来源", shown=False),
        Column("status", "状态", kind="state", tone=lambda row: EVENT_TONES.get(row.status, "")),
    )
    filters = (
        ChoiceFilter("level", "主办级别", field="organiser_level", choices=Level.choices),
        YesNoFilter("high", "省级以上", apply_with=_high("organiser_level")),
        ChoiceFilter("status", "状态", choices=EventStatus.choices),
        ChoiceFilter("form", "形式", choices=TrainingForm.choices, more=True),
        ChoiceFilter("source", "来源", choices=EventSource.choices, more=True),
        DateFilter("ends_on", "结束日期", more=True),
    )
    default_sort = ("-starts_on",)
    search_fields = ("title", "organiser_name", "document_no", "place")
    search_hint = "名称、主办单位、文号"
    empty = EmptyState(
        "还没有培训班",
        "本级办的培训在这里新建；以往的和外单位办的用 Excel 导入，有名单的在“培训记录”里导入。",
        "learning:event-create",
        "新建培训",
        "mortarboard",
    )

    def rows(self) -> QuerySet[TrainingEvent]:
        """Trainings that the scope shows."""
        return events.list_events()


class RecordTable(Table):
    """Who was trained: one row a person and training."""

    key = "learning.records"
    label = "培训记录"
    exchange = "learning.records"
    columns = (
        Column("name", "姓名", link=_to("learning:record-detail"), sort="name"),
        Column("unit_name", "单位（当时名称）", sort="unit_name"),
        Column("duty", "当时职务", phone=False),
        Column("event", "培训", "event__title", sort="event__title"),
        Column(
            "level",
            "主办级别",
            "event__organiser_level",
            kind="state",
            sort="event__organiser_level",
            tone=lambda row: LEVEL_TONES.get(row.event.organiser_level, ""),
        ),
        Column("ends_on", "结束日期", "event__ends_on", kind="date", sort="event__ends_on"),
        Column("hours", "学时", _hours, kind="number", sort="hours"),
        Column("score", "成绩", kind="number", shown=False, sort="score"),
        Column("certificate_no", "证书编号", shown=False),
        Column("union", "所属工会", "union__name", shown=False, sort="union__path"),
        Column("status", "状态", kind="state", tone=lambda row: RECORD_TONES.get(row.status, "")),
    )
    filters = (
        UnionFilter("union", "范围"),
        YesNoFilter("high", "省级以上", apply_with=_high("event__organiser_level")),
        ChoiceFilter("status", "状态", choices=RecordStatus.choices),
        ChoiceFilter(
            "level",
            "主办级别",
            field="event__organiser_level",
            choices=Level.choices,
            more=True,
        ),
        DateFilter("event__ends_on", "结束日期", more=True),
    )
    default_sort = ("-ends_on",)
    search_fields = ("name", "unit_name", "event__title", "certificate_no")
    search_hint = "姓名、单位、培训、证书号"
    empty = EmptyState(
        "还没有培训记录",
        "本系统办的培训会自动记入；以前的和外单位办的，请用 Excel 导入，一人一行。",
        icon="mortarboard",
    )

    def rows(self) -> QuerySet[TrainingRecord]:
        """Records in scope."""
        return records.list_records()


def _overdue(rows: QuerySet[Office], value: str) -> QuerySet[Office]:
    late = chairs.overdue_chairs(rows)
    return late if value == "1" else rows.exclude(pk__in=late.order_by().values("pk"))


class ChairTable(Table):
    """应训未训: chairs in office who were not trained since their election."""

    key = "learning.chairs"
    label = "应训未训"
    columns = (
        Column("person", "姓名", "person__name", sort="person__name"),
        Column("union", "工会", "union__name", sort="union__path"),
        Column("kind", "职务"),
        Column("valid_from", "任职日期", kind="date", sort="valid_from"),
        Column(
            "is_late",
            "情况",
            lambda row: "已超期" if row.is_late else "期限内",
            kind="state",
            tone=lambda row: "bad" if row.is_late else "info",
        ),
    )
    filters = (UnionFilter("union", "范围"), YesNoFilter("overdue", "已超期", apply_with=_overdue))
    default_sort = ("valid_from",)
    search_fields = ("person__name", "union__name")
    search_hint = "姓名、工会"
    empty = EmptyState(
        "没有应训未训的主席",
        "新任主席当选后在期限内没有结业记录的，会列在这里。",
        icon="person-check",
    )

    def rows(self) -> QuerySet[Office]:
        """Offices in scope."""
        return chairs.untrained_chairs()
