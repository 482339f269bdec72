"""Writes regions, units, unions, terms and their history of the demonstration province."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from gonghui.demo.names import CITIES, PROVINCE_CODE, credit_code
from gonghui.demo.plan import Province, UnitPlan
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import (
    Union,
    Unit,
    create_unit,
    exempt_unit,
    found_union,
    move_union,
    seed_regions,
    set_unit_standing,
    start_term,
)

OLD = date(1950, 6, 1)
REGIONS = Path(__file__).with_name("regions.csv")
FEDERATION = "示范省教育科技工会"
UNIT_PREFIX = {"private": "52", "public": "12", "joint": "52"}


@dataclass
class Territory:
    """What was written, for the steps that follow."""

    federation: Union
    cities: list[Union]
    unions: dict[str, Union] = field(default_factory=dict)
    branches: dict[str, list[Union]] = field(default_factory=dict)
    serial: int = 0

    def next_serial(self) -> int:
        """A number nobody else has."""
        self.serial += 1
        return self.serial


def write_territory(plan: Province) -> Territory:
    """Regions, the federation, its cities, then every unit with its union, forty an action."""
    seed_regions(actor=SYSTEM, path=REGIONS)
    territory = _found_federation()
    everyone = (*plan.direct, *plan.schools)
    for start in range(0, len(everyone), 40):
        _write_units(territory, plan, everyone[start : start + 40])
    _write_history(territory, plan)
    return territory


@action
def _found_federation() -> Territory:
    federation = found_union(
        actor=SYSTEM, name=FEDERATION, kind="industrial", founded_on=OLD, code="P00",
        region_code=f"{PROVINCE_CODE}0000", legal_person=True,
    )  # fmt: skip
    cities = [
        found_union(
            actor=SYSTEM, name=f"{city}市教育科技工会", kind="industrial", founded_on=OLD,
            guide=federation, code=f"C{number:02d}",
            region_code=f"{PROVINCE_CODE}{number:02d}00", legal_person=True,
        )
        for number, city in enumerate(CITIES, 1)
    ]  # fmt: skip
    return Territory(federation, cities)


@action
def _write_units(territory: Territory, plan: Province, units: Iterable[UnitPlan]) -> None:
    for planned in units:
        unit = _write_unit(territory, planned)
        if planned.has_union:
            _write_union(territory, plan, planned, unit)


def _write_unit(territory: Territory, planned: UnitPlan) -> Unit:
    unit = create_unit(
        actor=SYSTEM,
        name=planned.name,
        kind=planned.kind,
        region_code=planned.region_code,
        opened_on=planned.opened_on,
        ownership=planned.ownership,
        area=planned.area,
        for_profit=False,
        uscc=credit_code(UNIT_PREFIX[planned.ownership], territory.next_serial()),
    )
    if planned.closed_on < FOREVER:
        set_unit_standing(
            actor=SYSTEM, unit=unit, status="closed", on=planned.closed_on, reason="停止办学"
        )
    if planned.exempt:
        exempt_unit(actor=SYSTEM, unit=unit, reason=planned.exempt, on=planned.opened_on)
    return unit


def _write_union(territory: Territory, plan: Province, planned: UnitPlan, unit: Unit) -> None:
    upper = territory.federation if planned.direct else territory.cities[planned.city]
    number = territory.next_serial()
    union = found_union(
        actor=SYSTEM,
        name=f"{planned.name}工会",
        kind="grassroots",
        founded_on=planned.founded_on,
        upper=upper,
        units=[unit],
        code=f"U{number:05d}",
        region_code=planned.region_code,
        uscc=credit_code("81", number),
        legal_person=True,
        certificate_valid_to=plan.end + timedelta(days=number % 900 - 60),
        approval_no=f"示教科工〔{planned.founded_on.year}〕{number % 90 + 1}号",
    )
    territory.unions[planned.name] = union
    territory.branches[planned.name] = [
        found_union(
            actor=SYSTEM, name=f"{planned.name}{_branch_name(branch)}", short_name=branch,
            kind="branch", founded_on=planned.founded_on, upper=union, code=f"U{number:05d}-{order}",
        )
        for order, branch in enumerate(planned.branches, 1)
    ]  # fmt: skip
    _write_terms(union, planned, plan)


def _branch_name(branch: str) -> str:
    return branch if branch.endswith("工会") else f"{branch}分工会"


def _write_terms(union: Union, planned: UnitPlan, plan: Province) -> None:
    """Terms of five years since the founding; a few of the present ones have run out."""
    late = union.pk % 17 == 0
    day = planned.founded_on
    while day <= plan.end:
        number = (day.year - planned.founded_on.year) // 5 + 1
        following = date(day.year + 5, day.month, min(day.day, 28))
        last = following > plan.end or (late and following.year == plan.end.year)
        if day >= date(plan.start.year - 5, 1, 1) or last:
            start_term(actor=SYSTEM, union=union, started_on=day, years=5, term_no=number)
        if last:
            return
        day = following


@action
def _write_history(territory: Territory, plan: Province) -> None:
    """What happens to institutions: a move between levels, a new name, a joint union."""
    random = Random(plan.end.toordinal())  # noqa: S311 -- a demonstration must repeat itself
    moved = territory.unions[
        random.choice([u.name for u in plan.direct[1:60] if u.founded_on < plan.start])
    ]
    city = random.choice(territory.cities)
    move_union(
        actor=SYSTEM, union=moved, upper=city, on=plan.start + timedelta(days=30), reason="划归市属"
    )
    move_union(
        actor=SYSTEM, union=moved, upper=territory.federation,
        on=plan.start + timedelta(days=800), reason="划回省属",
    )  # fmt: skip
    trace("demo.history.written", actor=SYSTEM, union_id=territory.federation.pk)
