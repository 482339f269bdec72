"""Writes down a leader's trip and the problems raised there (handbook homes §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import open_case
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.paths import below
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.actions.points import MANAGE
from gonghui.rooms.stewardship.enums import Half, PointStatus, VisitForm
from gonghui.rooms.stewardship.models import ContactPoint, HalfDay, Leader, Stop, Ticket, Visit
from gonghui.rooms.stewardship.rules.halfdays import LONGEST, half_days, said
from gonghui.rooms.stewardship.rules.options import GRACE
from gonghui.rooms.stewardship.rules.tickets import KEY


@dataclass(frozen=True)
class Trip:
    """What was typed about a visit; both ends are half-days that count."""

    form: str
    theme: str
    first_day: date
    last_day: date
    first_half: str = Half.MORNING
    last_half: str = Half.AFTERNOON
    participants: str = ""
    people_met: int = 0
    help_given: str = ""
    meals_recorded: bool = False


@action
def record_visit(
    *,
    actor: Any,
    leader: Leader,
    trip: Trip,
    points: Sequence[ContactPoint] = (),
    others: Sequence[Union] = (),
    problems: Sequence[str] = (),
) -> Visit:
    """Keep a visit with its stops and half-days; named points become 在联. Traces, opens tickets.

    Args:
        actor: manages the contact points of the leader's union.
        leader: who went.
        trip: when, how, what about.
        points: own contact points that were visited.
        others: further unions; kept, not counted.
        problems: raised at the one union of the visit.

    Raises:
        Refused: no permission.
        ValidationError: nowhere, days that cannot be, a year already closed, a half-day booked
            before, a point not in force, or problems of several unions at once.
    """
    row = Leader.objects.select_for_update(of=("self",)).select_related("union").get(pk=leader.pk)
    require(actor, MANAGE, row.union)
    halves = check_trip(row, trip, points, others)
    if problems and len(points) + len(others) > 1:
        message = _("一次走访了多个单位，请保存后在走访页面逐个登记问题。")
        raise ValidationError({"problems": message})
    visit = Visit(
        leader=row, owner=row.union, entered_by_id=getattr(actor, "pk", None), **vars(trip)
    )
    visit.clean_fields(exclude=("leader", "owner", "entered_by"))
    visit.save()
    HalfDay.objects.bulk_create(
        HalfDay(visit=visit, leader=row, day=day, half=half) for day, half in halves
    )
    _stop(visit, points, others)
    trace(
        "stewardship.visit.recorded",
        actor=actor,
        subject=visit,
        union_id=row.union_id,
        leader=row.name,
        day=trip.first_day.isoformat(),
    )
    for text in problems:
        raise_problem(
            actor=actor, visit=visit, union=[*(p.union for p in points), *others][0], text=text
        )
    return visit


def check_trip(
    leader: Leader, trip: Trip, points: Sequence[ContactPoint], others: Sequence[Union]
) -> list[tuple[date, str]]:
    """The half-days of a trip that may be written down.

    Raises:
        ValidationError: as ``record_visit`` says.
    """
    halves = _halves(leader, trip)
    _refuse_places(trip, points, others)
    for point in points:
        _refuse_outside(leader, point, trip)
    _refuse_booked(leader, halves)
    return halves


@action
def change_visit(*, actor: Any, visit: Visit, expected_version: int, **facts: Any) -> Visit:
    """Put right what was typed about a visit, not its days and places; traces.

    Raises:
        Refused: no permission.
        Stale: somebody changed it since ``expected_version``.
        ValidationError: a value does not fit.
    """
    row = Visit.objects.select_for_update(of=("self",)).select_related("leader").get(pk=visit.pk)
    require(actor, MANAGE, row.owner)
    changed = edit(row, facts, expected_version=expected_version)
    trace(
        "stewardship.visit.changed",
        actor=actor,
        subject=row,
        union_id=row.owner_id,
        leader=row.leader.name,
        fields=labels_of(row, changed),
    )
    return row


@action
def withdraw_visits(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Take entered visits back that nobody touched and that raised no problem; all or nothing.

    Points that nobody visits any more are 确定 again. Traces the number.

    Returns:
        What those are called that were touched since; then none was taken back.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, kept_by)
    rows = Visit.objects.filter(below(kept_by.path, "owner__path"), pk__in=ids)
    touched = rows.filter(Q(version__gt=1) | ~Q(tickets=None)).select_related("leader").distinct()
    names = [str(row) for row in touched]
    if not names:
        points = list(rows.exclude(stops__point=None).values_list("stops__point", flat=True))
        rows.delete()
        left = ContactPoint.objects.filter(pk__in=points, stops=None, status=PointStatus.ACTIVE)
        for point in left.select_for_update(of=("self",)):
            edit(point, {"status": PointStatus.NAMED, "begun_on": None})
    trace(
        "stewardship.visit.withdrawn",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
    )
    return names


@action
def raise_problem(*, actor: Any, visit: Visit, union: Union, text: str) -> Ticket:
    """Keep a problem that ``union`` raised on the visit; opens its case, traces.

    Raises:
        Refused: no permission.
        ValidationError: the visit did not go there, or nothing was written.
    """
    require(actor, MANAGE, visit.owner)
    if not visit.stops.filter(union=union).exists():
        raise ValidationError({"union": _("这次走访没有到“%(union)s”。") % {"union": union}})
    ticket = Ticket(
        visit=visit,
        owner=visit.owner,
        union=union,
        text=text.strip(),
        raised_on=visit.last_day,
    )
    ticket.clean_fields(exclude=("visit", "owner", "union", "case", "due_on"))
    ticket.save()
    trace(
        "stewardship.problem.raised",
        actor=actor,
        subject=ticket,
        union_id=ticket.owner_id,
        union=str(union),
    )
    case = open_case(
        actor=actor,
        table_key=KEY,
        subject=ticket,
        title=_("%(union)s反映：%(text)s") % {"union": union, "text": ticket.text[:60]},
        union=ticket.owner,
        counterpart=union,
    )
    edit(ticket, {"case": case})
    return ticket


def _halves(leader: Leader, trip: Trip) -> list[tuple[date, str]]:
    """The half-days of the trip, if they are past, in one piece, and of a year still open."""
    today = dates.today()
    if trip.last_day > today:
        raise ValidationError({"last_day": _("走访还没有结束，请在结束后登记。")})
    if (trip.last_day - trip.first_day).days >= LONGEST:
        raise ValidationError({"first_day": _("一次走访不能超过两个月，请核对年份。")})
    halves = list(half_days(trip.first_day, trip.first_half, trip.last_day, trip.last_half))
    if not halves:
        raise ValidationError({"last_day": _("结束不能早于开始。")})
    limit = date(trip.first_day.year + 1, 1, 1) + timedelta(days=option(GRACE, leader.union) - 1)
    if trip.first_day.year < today.year and today > limit:
        message = _("%(year)s年的走访应在%(limit)s前登记，现已不能补登。")
        words = {"year": trip.first_day.year, "limit": f"{limit + timedelta(days=1):%Y-%m-%d}"}
        raise ValidationError({"first_day": message % words})
    return halves


def _refuse_places(
    trip: Trip,
    points: Sequence[ContactPoint],
    others: Sequence[Union],
) -> None:
    if not points and not others:
        raise ValidationError({"points": _("请至少选一个联系点或填一个其他单位。")})
    if not points and trip.form != VisitForm.RESEARCH:
        message = _("没有到联系点的，方式请选“调研”；它会留存，但不计入联系点走访。")
        raise ValidationError({"form": message})


def _refuse_outside(leader: Leader, point: ContactPoint, trip: Trip) -> None:
    if point.leader_id != leader.pk:
        message = _("“%(union)s”不是%(leader)s的联系点。")
        raise ValidationError({"points": message % {"union": point.union, "leader": leader}})
    if not (point.valid_from <= trip.first_day and trip.last_day < point.valid_to):
        message = _("这几天“%(union)s”不是联系点，请核对日期。")
        raise ValidationError({"points": message % {"union": point.union}})


def _refuse_booked(leader: Leader, halves: Sequence[tuple[date, str]]) -> None:
    """A half-day counts once, also when two secretaries enter it (§14)."""
    wanted = set(halves)
    days = {day for day, _half in halves}
    booked = HalfDay.objects.filter(leader=leader, day__in=days)
    rows = booked.select_related("visit__entered_by").order_by("day", "half")
    for row in rows:
        if (row.day, row.half) in wanted:
            message = _(
                "%(half)s已登记过%(leader)s的走访“%(theme)s”（登记人：%(who)s），同一半天不能重复登记。"
            )
            words = {
                "half": said(row.day, row.half),
                "leader": leader,
                "theme": row.visit.theme,
                "who": row.visit.entered_by or _("系统"),
            }
            raise ValidationError({"first_day": message % words})


def _stop(visit: Visit, points: Sequence[ContactPoint], others: Sequence[Union]) -> None:
    own = {point.union_id for point in points}
    stops = [Stop(visit=visit, union_id=point.union_id, point=point) for point in points]
    stops += [Stop(visit=visit, union=union) for union in others if union.pk not in own]
    Stop.objects.bulk_create(stops)
    for point in points:
        if point.status == PointStatus.NAMED:
            fresh = ContactPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
            edit(fresh, {"status": PointStatus.ACTIVE, "begun_on": visit.first_day})
