"""The figures of trainings, each with its rows; persons are not person-times."""

from datetime import date
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import fill_office
from gonghui.rooms.learning.actions.attendance import finish_event
from gonghui.rooms.learning.indicators import INDICATORS
from gonghui.rooms.learning.queries.chairs import overdue_chairs, untrained_chairs
from tests.factories.learning import attend, make_event, make_past, past, send
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("all_scope")
FIVE = Question(date(2020, 1, 1), date(2024, 12, 31))


def value(key, question=FIVE):
    found = figure(f"learning.{key}", question)
    assert readds(found)
    return found.value


def values(*keys, question=FIVE):
    return tuple(value(key, question) for key in keys)


def test_person_trained_twice_is_one_person_and_two_times(province):
    person = make_member(province.first)
    for year in (2021, 2023):
        make_past(province.federation, province.first, past(on=date(year, 5, 6)), person=person)
    make_past(province.federation, province.first, name="钱测丁", unit_name="示范大学")

    assert values("persons", "person_times") == (2, 3)


def test_only_completed_count_and_only_from_the_province_on(province):
    levels = (Level.NATION, Level.PROVINCE, Level.INDUSTRY, Level.CITY)
    for place, level in enumerate(levels):
        person = make_member(province.first)
        make_past(
            province.federation, province.first, past(f"第{place}期", level=level), person=person
        )
    make_past(province.federation, province.first, name="孙测", status="incomplete")

    assert values("persons", "person_times", "persons_all", "person_times_all", "events") == (
        *(2, 2, 4, 4, 4),
    )
    parts = figure("learning.person_times_all", FIVE).parts
    assert {part.label: part.value for part in parts} == {
        "国家级": 1,
        "省级": 1,
        "省教科技系统级": 1,
        "市级": 1,
    }


def test_namesakes_on_no_roll_are_told_apart_by_unit(province):
    for year, unit in ((2022, "示范大学"), (2023, "示范大学"), (2023, "样板大学")):
        event = past(on=date(year, 5, 6))
        make_past(province.federation, province.first, event, name="张测", unit_name=unit)

    assert values("persons", "person_times") == (2, 3)


def test_period_and_union_bound_the_figure(province):
    make_past(province.federation, province.first, past(on=date(2019, 12, 1)))
    make_past(province.federation, province.first, past(on=date(2024, 12, 30), days=2))
    make_past(province.federation, province.first, past(on=date(2024, 12, 31), days=2))

    assert value("person_times") == 1
    assert value("person_times", Question(FIVE.start, FIVE.end, province.second.path)) == 0


def test_own_training_counts_from_its_check_ins(province):
    event = make_event(province.federation, [(province.first, 2)], organiser_level=Level.PROVINCE)
    good, _away = send(event, province.first), send(event, province.first)
    attend(event, good)
    finish_event(actor=SYSTEM, event=event)
    now = Question(date(2020, 1, 1), dates.today())

    assert values("persons", "person_times", question=now) == (1, 1)


def test_share_and_hours_stand_on_cadres_in_office(province):
    chair, member = make_member(province.first), make_member(province.first)
    for person, kind in ((chair, "chair"), (chair, "vice"), (member, "member")):
        fill_office(
            actor=SYSTEM, union=province.first, person=person, kind=kind, on=date(2022, 1, 1)
        )
    make_past(province.federation, province.first, person=chair, hours=Decimal(24))
    make_past(province.federation, province.first, name="钱测", hours=Decimal(40))

    assert values("share_trained", "avg_hours") == (50, 12)


def test_share_without_cadres_is_no_number(province):
    assert values("share_trained", "avg_hours") == (None, None)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_figure_opens_empty(province, indicator):
    assert not value(indicator.key.removeprefix("learning."))


def chair_since(union, on):
    person = make_member(union)
    fill_office(actor=SYSTEM, union=union, person=person, kind="chair", on=on)
    return person


def test_new_chair_is_to_be_trained_until_done(province):
    late = chair_since(province.first, date(2022, 1, 1))
    trained = chair_since(province.second, date(2022, 1, 1))
    fresh = chair_since(province.school, dates.today())
    make_past(province.federation, province.second, person=trained)
    make_past(province.federation, province.first, past(on=date(2021, 5, 6)), person=late)

    found = untrained_chairs().order_by("valid_from")

    assert [row.person for row in found] == [late, fresh]
    assert [row.person for row in overdue_chairs(found)] == [late]
