"""Lists of meetings and topics."""

from django.db.models import QuerySet

from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.stewardship.enums import AgendaState
from gonghui.rooms.stewardship.models import AgendaRecord, PartyMeeting
from gonghui.rooms.stewardship.queries import agenda
from gonghui.rooms.stewardship.tables.points import to

TONES = {AgendaState.HELD: "warn", AgendaState.FILED: "good", AgendaState.SIGNED: "good"}


class MeetingTable(Table):
    """Meetings of Party groups."""

    key = "stewardship.meetings"
    label = "党组会"
    columns = (
        Column("meeting_no", "会议", link=to("stewardship:meeting-detail"), sort="meeting_no"),
        Column("union", "工会", "union__name", sort="union__path", phone=False),
        Column("held_on", "日期", kind="date", sort="held_on"),
        Column("chair", "主持人"),
        Column("should_attend", "应到", kind="number", phone=False),
        Column("present", "实到", kind="number", phone=False),
        Column("studied_first", "第一议题", kind="yes_no"),
    )
    filters = (
        UnionFilter("union", "范围"),
        YesNoFilter("studied_first", "第一议题"),
        DateFilter("held_on", "日期", more=True),
    )
    default_sort = ("-held_on",)
    search_fields = ("meeting_no", "chair", "union__name")
    search_hint = "会议、主持人、工会"
    empty = EmptyState(
        "还没有登记党组会",
        "登记每次党组会，第一议题落实率随之计算。",
        "stewardship:meeting-create",
        "登记会议",
        "people",
    )

    def rows(self) -> QuerySet[PartyMeeting]:
        """Meetings in scope."""
        return agenda.list_meetings()


class TopicTable(Table):
    """First-agenda topics from the pool on."""

    key = "stewardship.topics"
    label = "第一议题"
    columns = (
        Column("theme", "学习主题", link=to("stewardship:topic-detail"), sort="theme"),
        Column("source_title", "学习文件", phone=False),
        Column("source_on", "文件日期", kind="date", sort="source_on"),
        Column("held_on", "学习日期", "meeting__held_on", kind="date", sort="meeting__held_on"),
        Column("lead_reader", "领学人", phone=False),
        Column("union", "工会", "union__name", sort="union__path", shown=False),
        Column("status", "状态", kind="state", tone=TONES),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("status", "状态", choices=AgendaState.choices),
        DateFilter("source_on", "文件日期", more=True),
    )
    default_sort = ("-source_on",)
    search_fields = ("theme", "source_title", "lead_reader")
    search_hint = "主题、文件、领学人"
    empty = EmptyState(
        "议题库是空的",
        "把需要学习的讲话、批示、文件收入议题库，再排到党组会。",
        "stewardship:topic-create",
        "议题入库",
        "journal-text",
    )

    def rows(self) -> QuerySet[AgendaRecord]:
        """Topics in scope."""
        return agenda.list_topics()
