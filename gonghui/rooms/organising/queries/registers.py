"""What the registers of units and unions show: rows in scope, with what their lists need."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.dates import FOREVER, valid_on
from gonghui.kernel.lib.paths import ancestor_ids
from gonghui.kernel.people.api import VISIBLE, Membership
from gonghui.kernel.unions.api import (
    Coverage,
    Region,
    Term,
    Union,
    UnionKind,
    Unit,
    UnitExemption,
    UnitStanding,
)
from gonghui.rooms.organising.queries.formation import units_in

COVERING = (UnionKind.GRASSROOTS, UnionKind.JOINT)


def units_in_scope(on: date | None = None) -> QuerySet[Unit]:
    """The units that belong to the unions of the active scope."""
    scope = scoping.current()
    if scope.everything or "" in scope.paths:
        return Unit.objects.all()
    rows = Unit.objects.none()
    for path in scope.paths:
        rows = rows | units_in(Unit.objects.all(), path, on or dates.today())
    return rows


def unions_in_scope() -> QuerySet[Union]:
    """Living unions of the active scope."""
    condition = scoping.current().condition("path", None)
    rows = Union.objects.filter(revoked_on__gt=dates.today())
    return rows if condition is None else rows.filter(condition)


def register_of_units() -> QuerySet[Unit]:
    """Units with their standing, exemption and union of today."""
    day = dates.today()
    standing = UnitStanding.objects.filter(valid_on(day), unit=OuterRef("pk"))
    exempt = UnitExemption.objects.filter(valid_on(day), unit=OuterRef("pk"))
    covering = Coverage.objects.filter(valid_on(day), unit=OuterRef("pk"))
    return units_in_scope().annotate(
        standing=Subquery(standing.values("status")[:1]),
        is_exempt=Exists(exempt),
        union_id=Subquery(covering.values("union_id")[:1]),
        union_name=Subquery(covering.values("union__name")[:1]),
    )


def register_of_unions() -> QuerySet[Union]:
    """Living unions with the day their term runs out."""
    term = Term.objects.filter(union=OuterRef("pk"), ended_on=None).order_by("-started_on")
    due = term.annotate(due=Coalesce(F("extended_to"), F("due_end")))
    return unions_in_scope().annotate(
        term_due=Subquery(due.values("due")[:1]), term_no=Subquery(term.values("term_no")[:1])
    )


def without_members(rows: QuerySet[Union]) -> QuerySet[Union]:
    """Own and joint unions with nobody on their roll, neither themselves nor in a branch (§15)."""
    present = Membership._base_manager.filter(
        union=OuterRef("pk"), valid_to=FOREVER, status__in=VISIBLE
    )
    inhabited = Union.objects.filter(Exists(present)).values_list("lead_path", flat=True)
    alive = {pk for path in inhabited for pk in ancestor_ids(path)}
    asked = set(rows.filter(kind__in=COVERING).order_by().values_list("pk", flat=True))
    return rows.filter(pk__in=asked - alive)


def overdue(rows: QuerySet[Union]) -> QuerySet[Union]:
    """Unions whose term is over."""
    return rows.filter(term_due__lt=dates.today())


def wrong_union_code(rows: QuerySet[Union]) -> QuerySet[Union]:
    """Unions that carry a unit's code (§3)."""
    return rows.exclude(uscc="").exclude(uscc__startswith="81")


def without_term(rows: QuerySet[Union]) -> QuerySet[Union]:
    """Own and joint unions without a running term."""
    return rows.filter(kind__in=COVERING, term_due=None)


def wrong_unit_code(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units that carry a union's code (§3)."""
    return rows.filter(uscc__startswith="81")


def without_region(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units whose region code means nothing today (§15: a renamed district)."""
    known = Region.objects.filter(valid_on(dates.today()), code=OuterRef("region_code"))
    return rows.filter(~Exists(known))


def without_staff(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Running units that nobody entered the staff of."""
    return rows.filter(Q(staff_total=None) | Q(staff_total=0), standing="running")


def covered(rows: QuerySet[Unit], value: str) -> QuerySet[Unit]:
    """With a union, or without one."""
    if value == "1":
        return rows.exclude(union_id=None)
    return rows.filter(union_id=None, is_exempt=False)


UNIT_HINTS = {
    "code": ("代码填成了工会代码的单位", wrong_unit_code),
    "region": ("行政区划代码无效的单位", without_region),
    "staff": ("教职工数未填的单位", without_staff),
}
UNION_HINTS = {
    "members": ("没有会员的工会", without_members),
    "overdue": ("超期未换届的工会", overdue),
    "term": ("没有届次记录的工会", without_term),
    "code": ("代码填成了单位代码的工会", wrong_union_code),
}
"""Data-quality hints: what each is called and which rows have it (handbook §15)."""


def quality_board() -> list[tuple[str, str, str, int]]:
    """List, hint, label and number of rows in scope for every hint."""
    unions, units = register_of_unions(), register_of_units()
    found = [("union", key, label, rows(unions)) for key, (label, rows) in UNION_HINTS.items()]
    found += [("unit", key, label, rows(units)) for key, (label, rows) in UNIT_HINTS.items()]
    return [(kind, key, label, rows.count()) for kind, key, label, rows in found]
