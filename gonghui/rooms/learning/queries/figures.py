"""Sets of rows behind the figures of this room (handbook homes §10, §15)."""

from collections.abc import Callable

from django.db.models import Case, CharField, Exists, F, Min, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import Office
from gonghui.rooms.learning.enums import EventStatus, RecordStatus
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord

Rows = Callable[[Question], QuerySet[TrainingRecord]]


def with_who(rows: QuerySet[TrainingRecord]) -> QuerySet[TrainingRecord]:
    """Annotates ``who``: the same for one person however often; people on no roll by name and unit."""
    person = Concat(Value("p"), Cast("person_id", CharField()))
    named = Concat(F("name"), Value("|"), F("unit_name"), output_field=CharField())
    known = When(person_id__isnull=False, then=person)
    return rows.annotate(who=Case(known, default=named, output_field=CharField()))


def completed(question: Question) -> QuerySet[TrainingRecord]:
    """Records with 结业 whose training ended in the period, whatever its level."""
    rows = TrainingRecord.objects.filter(
        below(question.path, "union__path"),
        status=RecordStatus.COMPLETED,
        event__ends_on__range=(question.start, question.end),
    )
    return with_who(rows.select_related("event", "union")).order_by("-event__ends_on", "pk")


def high(question: Question) -> QuerySet[TrainingRecord]:
    """省级以上: organised by the province or the nation, not by the industry union."""
    return completed(question).filter(event__organiser_level__gte=Level.PROVINCE)


def at_level(value: int) -> Rows:
    """Records of trainings organised at one level."""

    def ask(question: Question) -> QuerySet[TrainingRecord]:
        return completed(question).filter(event__organiser_level=value)

    return ask


def events_held(question: Question) -> QuerySet[TrainingEvent]:
    """Trainings that ended in the period and that somebody below the asked union completed."""
    done = completed(question).order_by().filter(event=OuterRef("pk"))
    rows = TrainingEvent.objects.filter(Exists(done)).exclude(status=EventStatus.CANCELLED)
    return rows.select_related("union").order_by("-ends_on", "pk")


def cadres(question: Question) -> QuerySet[Office]:
    """Cadres in office at the end of the period: one row a person, their earliest office."""
    held = Office.objects.filter(dates.valid_on(question.end), below(question.path, "union__path"))
    first = held.order_by().values("person").annotate(first=Min("pk")).values("first")
    rows = Office.objects.filter(pk__in=first)
    return rows.select_related("person", "union").order_by("union__path", "pk")


def cadres_trained(question: Question) -> QuerySet[Office]:
    """Those of them who completed a training in the period."""
    done = completed(question).order_by().filter(person=OuterRef("person"))
    return cadres(question).filter(Exists(done))


def of_cadres(question: Question) -> QuerySet[TrainingRecord]:
    """Completed records of cadres in office at the end of the period: their hours are averaged."""
    in_office = cadres(question).order_by().values("person")
    return completed(question).filter(person__in=in_office)
