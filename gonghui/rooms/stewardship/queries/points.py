"""Leaders and contact points with their year: visits, days, reports (handbook homes §7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.models import (
    ContactPoint,
    HalfDay,
    Leader,
    PointReport,
    Stop,
    Ticket,
    Visit,
)
from gonghui.rooms.stewardship.rules.options import MIN_DAYS, MIN_VISITS

READ = "stewardship.point:read"


@dataclass(frozen=True)
class Minimum:
    """What a leader owes a year."""

    visits: int
    days: int


def minimum_of(union: Union) -> Minimum:
    """The yearly minimum that ``union`` set for its leaders."""
    return Minimum(option(MIN_VISITS, union), option(MIN_DAYS, union))


def counted_visits() -> QuerySet[Visit]:
    """Visits to own contact points; what else was visited is kept, but not counted."""
    return Visit.objects.filter(
        Exists(Stop.objects.filter(visit=OuterRef("pk")).exclude(point=None))
    )


def counted_half_days() -> QuerySet[HalfDay]:
    """Their half-days: two make a day, however many points shared it."""
    to_point = Stop.objects.filter(visit=OuterRef("visit")).exclude(point=None)
    return HalfDay.objects.filter(Exists(to_point))


def with_year(rows: QuerySet[Leader], year: int) -> QuerySet[Leader]:
    """Leaders with ``visit_count``, ``halves`` (half-days) and ``reported`` of a calendar year."""
    visits = counted_visits().filter(leader=OuterRef("pk"), first_day__year=year)
    halves = counted_half_days().filter(leader=OuterRef("pk"), day__year=year)
    return rows.annotate(
        visit_count=_number(visits, "leader"),
        halves=_number(halves, "leader"),
        reported=Exists(PointReport.objects.filter(leader=OuterRef("pk"), year=year)),
    )


def list_leaders(year: int | None = None) -> QuerySet[Leader]:
    """The roster in scope with the figures of a year (this one) and the number of points now."""
    day = dates.today()
    running = Q(points__valid_from__lte=day, points__valid_to__gt=day)
    rows = Leader.objects.select_related("union").annotate(
        point_count=Count("points", filter=running, distinct=True)
    )
    return with_year(rows, year or day.year)


def compliant(rows: QuerySet[Leader], minimum: Minimum) -> QuerySet[Leader]:
    """Those of ``with_year`` who did what the year asks, with a report."""
    return rows.filter(visit_count__gte=minimum.visits, halves__gte=2 * minimum.days, reported=True)


def days_of(leader: Leader, year: int) -> Decimal:
    """Distinct half-days at own points in a year, in days."""
    return Decimal(counted_half_days().filter(leader=leader, day__year=year).count()) / 2


def list_points() -> QuerySet[ContactPoint]:
    """Contact points in scope, with the number of visits this year and open problems."""
    year = dates.today().year
    visits = Stop.objects.filter(point=OuterRef("pk"), visit__first_day__year=year)
    tickets = Ticket.objects.filter(
        union=OuterRef("union"), visit__stops__point=OuterRef("pk"), case__is_open=True
    )
    rows = ContactPoint.objects.select_related("leader", "owner", "union", "replaced_by__union")
    return rows.annotate(visit_count=_number(visits, "point"), open_count=_number(tickets, "union"))


def points_on(day: date) -> QuerySet[ContactPoint]:
    """Points in force on a day."""
    return ContactPoint.objects.filter(dates.valid_on(day)).select_related("leader", "union")


def choosable_points(leader: Leader) -> QuerySet[ContactPoint]:
    """Points of a leader that a visit may go to: of this year and the last."""
    since = date(dates.today().year - 1, 1, 1)
    rows = leader.points.filter(valid_to__gt=since).select_related("union")
    return rows.order_by("-valid_to", "union__name")


def list_visits() -> QuerySet[Visit]:
    """Visits in scope with their half-days, problems and whether they count."""
    halves = HalfDay.objects.filter(visit=OuterRef("pk"))
    tickets = Ticket.objects.filter(visit=OuterRef("pk"))
    counted = Stop.objects.filter(visit=OuterRef("pk")).exclude(point=None)
    rows = Visit.objects.select_related("leader", "owner").prefetch_related("stops__union")
    return rows.annotate(
        halves=_number(halves, "visit"), problems=_number(tickets, "visit"), counted=Exists(counted)
    )


def stops_at(point: ContactPoint) -> QuerySet[Stop]:
    """Visits to a point as the union visited sees them too, the latest first."""
    rows = Stop.objects.filter(point=point).select_related("visit__leader")
    return rows.order_by("-visit__first_day", "-pk")


def may_read_point(user: Any, point: ContactPoint) -> Decision:
    """Whoever reads contact points at the union that sends or at the one that is visited."""
    first = decide(user, READ, point.owner)
    return first if first else decide(user, READ, point.union)


def may_fetch_report(user: Any, stored: Any) -> Decision:
    """Whoever reads the contact points of the leader's union."""
    rows = PointReport.objects.filter(stored=stored).select_related("leader__union")
    report = rows.first()
    if report is None or not user.pk:
        return Decision(False, "没有找到这份报告。")
    return decide(user, READ, report.leader.union) if user.pk != stored.owner_id else ALLOWED


def _number(rows: QuerySet, by: str) -> Coalesce:
    """How many rows of a correlated query there are."""
    counted = rows.order_by().values(by).annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
