"""The rows behind the figures of contact points and visits (handbook homes §15)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.kernel.indicators.api import Question
from gonghui.kernel.lib.dates import valid_on
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.paths import below
from gonghui.kernel.unions.api import Coverage, UnitKind, federation
from gonghui.rooms.stewardship.enums import PointStatus, Rating
from gonghui.rooms.stewardship.models import (
    ContactPoint,
    HalfDay,
    Leader,
    PointReport,
    Stop,
    Ticket,
    Visit,
)
from gonghui.rooms.stewardship.queries.points import (
    compliant,
    counted_half_days,
    minimum_of,
    with_year,
)
from gonghui.rooms.stewardship.rules.options import CAPITAL


def capital() -> str:
    """The four digits of the capital: chosen, else the first prefecture of the owner's province."""
    owner = federation()
    return option(CAPITAL, owner) or f"{owner.region_code[:2]}01"


def points_outside(question: Question) -> QuerySet[ContactPoint]:
    """Points of the owner at the end of the period that are universities outside the capital."""
    return _outside(question, question.end).filter(valid_on(question.end))


def points_replaced(question: Question) -> QuerySet[ContactPoint]:
    """Such points that were replaced in the period; they are no part of the figure."""
    within = (question.start, question.end)
    rows = _outside(question, None).filter(status=PointStatus.ADJUSTED, valid_to__range=within)
    return rows.select_related("replaced_by__union")


def _outside(question: Question, day: date | None) -> QuerySet[ContactPoint]:
    covered = Coverage.objects.filter(union=OuterRef("union"), unit__kind=UnitKind.UNIVERSITY)
    covered = covered.filter(valid_on(day)) if day else covered
    away = covered.exclude(unit__region_code__startswith=capital())
    rows = ContactPoint.objects.filter(below(question.path, "union__path"), owner=federation())
    return rows.filter(Exists(away)).select_related("union", "leader", "owner")


def visits(question: Question) -> QuerySet[Visit]:
    """Visits to contact points that began in the period."""
    stops = Stop.objects.filter(below(question.path, "union__path"), visit=OuterRef("pk"))
    rows = Visit.objects.filter(Exists(stops.exclude(point=None)))
    return rows.filter(first_day__range=(question.start, question.end)).select_related("leader")


def half_days(question: Question) -> QuerySet[HalfDay]:
    """Half-days of leaders at contact points in the period, each once."""
    stops = Stop.objects.filter(below(question.path, "union__path"), visit=OuterRef("visit"))
    rows = counted_half_days().filter(Exists(stops.exclude(point=None)))
    found = rows.filter(day__range=(question.start, question.end))
    return found.select_related("visit__leader").order_by("leader", "day", "half")


def reports(question: Question) -> QuerySet[PointReport]:
    """Research reports of years that lie in the period."""
    rows = PointReport.objects.filter(below(question.path, "leader__union__path"))
    years = (question.start.year, question.end.year)
    return rows.filter(year__range=years).select_related("leader__union")


def problems_solved(question: Question) -> QuerySet[Ticket]:
    """Problems closed in the period; the union that raised one was content."""
    return _content(question).filter(closed_on__range=(question.start, question.end))


def problems_due(question: Question) -> QuerySet[Ticket]:
    """Problems whose deadline lay in the period."""
    return _tickets(question).filter(due_on__range=(question.start, question.end))


def problems_due_solved(question: Question) -> QuerySet[Ticket]:
    """Those of them that were closed by the end, to the content of the union that raised them."""
    content = _content(question).filter(closed_on__lte=question.end)
    return content.filter(due_on__range=(question.start, question.end))


def leaders_obliged(question: Question) -> QuerySet[Leader]:
    """Leaders who had to visit in the last calendar year of the period, with what they did."""
    year = question.end.year
    rows = Leader.objects.filter(below(question.path, "union__path"), obliged=True)
    served = Q(valid_from__lte=date(year, 12, 31), valid_to__gt=date(year, 1, 1))
    return with_year(rows.filter(served), year).select_related("union")


def leaders_compliant(question: Question) -> QuerySet[Leader]:
    """Those of them with visits, days and report as the owner's settings ask."""
    return compliant(leaders_obliged(question), minimum_of(federation()))


def points_in_force(question: Question) -> QuerySet[ContactPoint]:
    """Every point in force at the end of the period."""
    rows = ContactPoint.objects.filter(below(question.path, "union__path"), valid_on(question.end))
    return rows.select_related("union", "leader", "owner")


def points_visited(question: Question) -> QuerySet[ContactPoint]:
    """Those of them that were visited in the last calendar year of the period."""
    year = question.end.year
    stops = Stop.objects.filter(point=OuterRef("pk"), visit__first_day__year=year)
    return points_in_force(question).filter(
        Exists(stops.filter(visit__first_day__lte=question.end))
    )


def _tickets(question: Question) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(below(question.path, "union__path"))
    return rows.select_related("union", "visit__leader")


def _content(question: Question) -> QuerySet[Ticket]:
    return _tickets(question).filter(rating__in=(Rating.SATISFIED, Rating.BASIC))
