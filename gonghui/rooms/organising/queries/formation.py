"""Rows of the dynamic formation rate and of the figures beside it (handbook organisation §10, §16)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.kernel.indicators.api import Gain, Question
from gonghui.kernel.lib.dates import valid_on
from gonghui.kernel.lib.paths import ancestor_ids, below
from gonghui.kernel.unions.api import (
    Coverage,
    Ownership,
    Placement,
    Union,
    UnionKind,
    Unit,
    UnitKind,
    prefectures,
    units_existing,
    units_with_union,
)

UPPER = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)
SCHOOLS = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN)


def units_in(rows: QuerySet[Unit], path: str, on: date) -> QuerySet[Unit]:
    """Those of ``rows`` that belong to the union at the end of ``path``.

    For a union above the grassroots these are the units of its region, with or without a union, and
    whatever its unions cover; for the others what they cover themselves.
    """
    if not path:
        return rows
    union = Union.objects.get(pk=ancestor_ids(path)[-1])
    placed = Placement.objects.filter(valid_on(on), below(path)).values("union_id")
    covered = Coverage.objects.filter(valid_on(on), unit=OuterRef("pk"), union__in=placed)
    wanted = Q(Exists(covered))
    if union.kind in UPPER and union.region_code:
        wanted |= Q(region_code__startswith=_stem(union.region_code))
    return rows.filter(wanted)


def existing(question: Question) -> QuerySet[Unit]:
    """The base: units in operation and not exempt, at the end of the period."""
    return units_in(units_existing(question.end), question.path, question.end)


def built(question: Question) -> QuerySet[Unit]:
    """Those of the base with a union, own or joint, at the end of the period."""
    return units_in(units_with_union(question.end), question.path, question.end)


def private_schools(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """民办中小学、幼儿园: private schools and kindergartens; private universities are counted apart."""
    return rows.filter(ownership=Ownership.PRIVATE, kind__in=SCHOOLS)


def private_existing(question: Question) -> QuerySet[Unit]:
    """The base of the rate for private schools and kindergartens."""
    return private_schools(existing(question))


def private_built(question: Question) -> QuerySet[Unit]:
    """Those of them with a union, own or joint."""
    return private_schools(built(question))


def under_joint_unions(question: Question) -> QuerySet[Unit]:
    """Units of the base that a joint union covers: n units, one union (§5)."""
    joint = Coverage.objects.filter(
        valid_on(question.end), unit=OuterRef("pk"), union__kind=UnionKind.JOINT
    )
    return built(question).filter(Exists(joint))


@dataclass(frozen=True)
class CityRate:
    """One city's line: both ends of the period, and how complete its data is."""

    code: str
    name: str
    gain: Gain
    unsure: int
    """Units without an opening day: counted as existing ever since, which may be wrong."""


def city_rates(question: Question, *, private_only: bool = True) -> list[CityRate]:
    """The rate by prefecture; a rate whose data came from below is only as good as each line."""
    narrow = private_schools if private_only else (lambda rows: rows)
    lines = []
    counts = [
        _by_city(narrow(rows(each)))
        for each in (question.opening, question)
        for rows in (built, existing)
    ]
    unsure = _by_city(narrow(existing(question)).filter(opened_on=None))
    for city in prefectures(question.end):
        code = city.prefecture
        gain = Gain(*(count.get(code, 0) for count in counts))
        if gain.whole0 or gain.whole1:
            lines.append(CityRate(code, city.name, gain, unsure.get(code, 0)))
    return lines


def _by_city(rows: QuerySet[Unit]) -> dict[str, int]:
    """How many per prefecture; the first four digits are stable when districts merge (§3)."""
    found: dict[str, int] = {}
    for code in rows.order_by().values_list("region_code", flat=True).iterator():
        found[code[:4]] = found.get(code[:4], 0) + 1
    return found


def _stem(region_code: str) -> str:
    """The digits that all codes of a province, prefecture or county share."""
    if region_code.endswith("0000"):
        return region_code[:2]
    return region_code[:4] if region_code.endswith("00") else region_code
