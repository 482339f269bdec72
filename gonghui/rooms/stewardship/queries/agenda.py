"""Meetings, topics and tasks, and the rows behind their figures (handbook homes §9, §15)."""

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.paths import below
from gonghui.rooms.stewardship.models import AgendaRecord, AgendaTask, PartyMeeting
from gonghui.rooms.stewardship.rules.agenda import STUDIED

READ = "stewardship.agenda:read"


def _first_of_meeting() -> QuerySet[AgendaRecord]:
    rows = AgendaRecord.objects.filter(meeting=OuterRef("pk"), place_no=1)
    return rows.filter(status__in=STUDIED)


def list_meetings() -> QuerySet[PartyMeeting]:
    """Meetings in scope and whether they studied first."""
    rows = PartyMeeting.objects.select_related("union")
    return rows.annotate(studied_first=Exists(_first_of_meeting()))


def list_topics() -> QuerySet[AgendaRecord]:
    """Topics in scope with meeting and union."""
    return AgendaRecord.objects.select_related("union", "meeting", "signed_by")


def open_meetings(topic: AgendaRecord) -> QuerySet[PartyMeeting]:
    """Meetings that a pooled topic may be put on, the latest first."""
    rows = PartyMeeting.objects.filter(union=topic.union, held_on__gte=topic.source_on)
    return rows.order_by("-held_on")


def meetings(question: Question) -> QuerySet[PartyMeeting]:
    """Meetings of Party groups in the period."""
    rows = list_meetings().filter(below(question.path, "union__path"))
    return rows.filter(held_on__range=(question.start, question.end))


def meetings_first(question: Question) -> QuerySet[PartyMeeting]:
    """Those whose first item was a first-agenda record."""
    return meetings(question).filter(Exists(_first_of_meeting()))


def studied(question: Question) -> QuerySet[AgendaRecord]:
    """Topics studied in the period, with ``lag``: from the date of the source to the meeting."""
    rows = list_topics().filter(below(question.path, "union__path"), status__in=STUDIED)
    within = rows.filter(meeting__held_on__range=(question.start, question.end))
    lag = ExpressionWrapper(F("meeting__held_on") - F("source_on"), DurationField())
    return within.annotate(lag=lag)


def tasks_due(question: Question) -> QuerySet[AgendaTask]:
    """Tasks due in the period."""
    rows = AgendaTask.objects.filter(below(question.path, "topic__union__path"))
    found = rows.filter(due_on__range=(question.start, question.end))
    return found.select_related("topic")


def tasks_on_time(question: Question) -> QuerySet[AgendaTask]:
    """Those of them done by their day."""
    return tasks_due(question).filter(done_on__lte=F("due_on"))
