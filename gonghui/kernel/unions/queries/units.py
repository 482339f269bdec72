"""Which units existed on a day and which of them had a union: the base of the formation rate (§10)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.unions.enums import UnionKind, UnitStatus
from gonghui.kernel.unions.models import Coverage, Union, Unit, UnitExemption, UnitStanding
from gonghui.kernel.unions.queries.tree import federation
from gonghui.kernel.unions.rules import COVERING


def units_existing(on: date) -> QuerySet[Unit]:
    """base(d): units in operation on ``on``, opened by then, without the exempt ones (§10)."""
    running = UnitStanding.objects.filter(
        valid_on(on), unit=OuterRef("pk"), status=UnitStatus.RUNNING
    )
    exempt = UnitExemption.objects.filter(valid_on(on), unit=OuterRef("pk"))
    opened = Q(opened_on__isnull=True) | Q(opened_on__lte=on)
    return Unit.objects.filter(opened, Exists(running), ~Exists(exempt))


def units_with_union(on: date) -> QuerySet[Unit]:
    """built(d): units of the base that a living grassroots or joint union covers on ``on`` (§10)."""
    return units_existing(on).filter(Exists(_covering(on)))


def units_without_union(on: date) -> QuerySet[Unit]:
    """Units of the base that no union covers: the subject of organising work."""
    return units_existing(on).filter(~Exists(_covering(on)))


def covering_union(unit: Unit, on: date | None = None) -> Union | None:
    """The union that covers ``unit`` on ``on`` (today)."""
    rows = Coverage.objects.filter(valid_on(on or today()), unit=unit)
    coverage = rows.select_related("union").order_by("pk").first()
    return coverage.union if coverage else None


def units_of(union: Union, on: date | None = None) -> QuerySet[Unit]:
    """The units that ``union`` covers on ``on`` (today)."""
    rows = Coverage.objects.filter(valid_on(on or today()), union=union)
    return Unit.objects.filter(pk__in=rows.values("unit_id")).order_by("name_pinyin", "pk")


def responsible_union(unit: Unit) -> Union | None:
    """Who answers for ``unit``; None in an empty system.

    Its own union, else the industrial union of its county, then of its city, else the federation.
    """
    own = covering_union(unit) if unit.pk else None
    if own is not None:
        return own
    codes = [unit.region_code, f"{unit.region_code[:4]}00"]
    rows = Union.objects.filter(
        kind=UnionKind.INDUSTRIAL, region_code__in=codes, revoked_on__gt=today()
    )
    found = sorted(rows, key=lambda one: (codes.index(one.region_code), one.pk))
    if found:
        return found[0]
    try:
        return federation()
    except Union.DoesNotExist:
        return None


def _covering(on: date) -> QuerySet[Coverage]:
    return Coverage.objects.filter(
        valid_on(on),
        unit=OuterRef("pk"),
        union__kind__in=COVERING,
        union__founded_on__lte=on,
        union__revoked_on__gt=on,
    )
