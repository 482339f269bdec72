"""The dynamic formation rate: the handbook's example, and every way a unit leaves or joins it (§10)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from gonghui.kernel.indicators.api import Gain, Question, figure, readds
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import (
    Coverage,
    Ownership,
    Union,
    Unit,
    UnitKind,
    dissolve_union,
    exempt_unit,
    seed_regions,
    set_unit_standing,
)
from gonghui.kernel.unions.models import UnitStanding
from gonghui.rooms.organising.queries.formation import (
    built,
    city_rates,
    existing,
    private_built,
    private_existing,
)
from tests.factories.unions import make_city_union, make_federation, make_union, make_unit

pytestmark = pytest.mark.usefixtures("all_scope")
D0, D1 = date(2020, 1, 1), date(2025, 1, 1)
PERIOD = Question(start=D0, end=D1)
KEY = "organising.private_formation_gain"


def test_handbook_example_side_by_side():
    gain = Gain(1000, 2000, 1920, 2400)
    assert (gain.points, gain.relative, gain.count) == (
        Decimal("30.00"),
        Decimal("60.00"),
        Decimal("92.00"),
    )


@pytest.fixture
def city(db):
    """A city union to found under."""
    return make_city_union(make_federation())


@pytest.fixture
def school(city):
    """``school(covered, …)`` is a private school, with its union if covered."""

    def make(*, covered=False, **more):
        settings = {"ownership": Ownership.PRIVATE, "kind": UnitKind.SCHOOL} | more
        unit = make_unit(**settings)
        if covered:
            founded = settings.get("opened_on", date(2000, 1, 1))
            make_union(f"{unit.name}工会", upper=city, units=[unit], founded_on=founded)
        return unit

    return make


def numbers(question=PERIOD):
    """Built and base at the end of the period."""
    return private_built(question).count(), private_existing(question).count()


def test_rate_of_the_example_in_the_registers(city, school):
    make_many(city, units=2000, covered=1000, opened=D0)
    make_many(city, units=400, covered=0, opened=D0 + timedelta(days=90))
    cover_more(city, 920, on=D0 + timedelta(days=400))
    answer = figure(KEY, PERIOD)
    shown = {part.label: part.value for part in answer.parts}
    assert answer.value == Decimal("30.00")
    assert (shown["相对提高"], shown["数量增长"]) == (Decimal("60.00"), Decimal("92.00"))
    assert (shown["期初比率"], shown["期末比率"]) == (Decimal("50.00"), Decimal("80.00"))
    assert readds(answer)


def test_empty_base_has_no_rate(city):
    answer = figure(KEY, PERIOD)
    assert (answer.value, {part.label: part.value for part in answer.parts}["期末比率"]) == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, 1),
        ({"kind": UnitKind.KINDERGARTEN}, 1),
        ({"kind": UnitKind.UNIVERSITY}, 0),
        ({"kind": UnitKind.VOCATIONAL}, 0),
        ({"ownership": Ownership.PUBLIC}, 0),
        ({"ownership": Ownership.JOINT}, 0),
        ({"opened_on": D1}, 1),
        ({"opened_on": D1 + timedelta(days=1)}, 0),
        ({"opened_on": None}, 1),
    ],
)
def test_base_holds_private_schools_and_kindergartens_open_on_the_day(school, more, counted):
    school(**more)
    assert numbers() == (0, counted)


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_closed_school_leaves_numerator_and_base(school, status):
    unit = school(covered=True)
    assert numbers() == (1, 1)
    set_unit_standing(actor=SYSTEM, unit=unit, status=status, on=D1)
    assert numbers() == (0, 0)
    assert numbers(Question(start=D0, end=D1 - timedelta(days=1))) == (1, 1)


def test_exempt_school_leaves_both(school):
    unit = school(covered=True)
    exempt_unit(actor=SYSTEM, unit=unit, reason="无教职工", on=D1)
    assert numbers() == (0, 0)


def test_revoked_union_leaves_the_numerator_only(school):
    school(covered=True)
    dissolve_union(actor=SYSTEM, union=Union.objects.get(kind="grassroots"), on=D1, reason="撤销")
    assert numbers() == (0, 1)


def test_union_founded_on_the_day_counts(city, school):
    unit = school()
    make_union("新工会", upper=city, units=[unit], founded_on=D1)
    assert numbers() == (1, 1)
    assert numbers(Question(start=D0, end=D1 - timedelta(days=1))) == (0, 1)


def test_joint_union_covers_two_units_and_is_one_union(city, school):
    make_union("联合工会", kind="joint", upper=city, units=[school(), school()])
    assert numbers() == (2, 2)
    assert Union.objects.filter(kind="joint").count() == 1


def test_path_asks_for_the_units_of_a_region(city, school):
    school(covered=True, region_code="320102")
    school(region_code="320102")
    school(region_code="320505")
    question = Question(start=D0, end=D1, path=city.path)
    assert (built(question).count(), existing(question).count()) == (1, 2)


def test_path_of_a_grassroots_union_asks_for_its_own_units(city, school):
    school()
    school(covered=True)
    union = Union.objects.get(kind="grassroots")
    question = Question(start=D0, end=D1, path=union.path)
    assert (built(question).count(), existing(question).count()) == (1, 1)


def test_rate_by_city_shows_gain_and_what_is_unsure(school):
    seed_regions(actor=SYSTEM)
    school(covered=True, region_code="320102")
    school(region_code="320106", opened_on=None)
    school(region_code="320505")
    lines = city_rates(PERIOD)
    assert [(line.code, line.gain.top1, line.gain.whole1, line.unsure) for line in lines] == [
        ("3201", 1, 2, 1),
        ("3205", 0, 1, 0),
    ]


def make_many(city, *, units, covered, opened):
    """Many schools at once, below the actions, as the importers load them."""
    made = Unit.objects.bulk_create(
        [
            Unit(
                name=f"民办学校{opened:%j}-{number}",
                kind=UnitKind.SCHOOL,
                ownership=Ownership.PRIVATE,
                region_code="320102",
                opened_on=opened,
            )
            for number in range(units)
        ]
    )
    UnitStanding.objects.bulk_create(
        [
            UnitStanding(unit=unit, status="running", valid_from=opened, valid_to=date.max)
            for unit in made
        ]
    )
    cover_units(city, made[:covered], opened)
    with connection.cursor() as cursor:  # thousands at once; a running database counts by itself
        for model in (Unit, UnitStanding, Coverage):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def cover_more(city, count, on):
    """The first ``count`` schools without a union get one."""
    covered = Coverage.objects.values("unit_id")
    cover_units(city, list(Unit.objects.exclude(pk__in=covered).order_by("pk")[:count]), on)


def cover_units(city, units, on):
    """One joint union covers them all: the numerator counts units."""
    if units:
        union = make_union(f"联合{on}", kind="joint", upper=city, founded_on=on)
        Coverage.objects.bulk_create(
            [Coverage(union=union, unit=unit, valid_from=on, valid_to=date.max) for unit in units]
        )
