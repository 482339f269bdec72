"""The figures of contact points and visits, each with its rows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.options import set_option
from gonghui.rooms.stewardship.actions.points import adjust_point, file_report
from gonghui.rooms.stewardship.actions.visits import record_visit
from gonghui.rooms.stewardship.indicators import INDICATORS
from gonghui.rooms.stewardship.models import Ticket
from tests.factories.stewardship import make_leader, make_point, make_trip, make_visit, step

pytestmark = pytest.mark.usefixtures("all_scope")
FIVE = Question(date(2022, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def _spring(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


def asked(key, question=FIVE):
    found = figure(f"stewardship.{key}", question)
    assert readds(found)
    return found


def parts(found) -> dict:
    return {part.label: part.value for part in found.parts}


def test_contact_points_count_universities_outside_the_capital_at_the_end(house):
    make_point(house.leader, house.inside)

    assert asked("contact_points").value == 2


def test_replaced_point_is_listed_apart(house):
    adjust_point(
        actor=SYSTEM, point=house.point, union=house.inside, on=date(2024, 3, 1), reason="分工调整"
    )

    found = asked("contact_points")

    assert (found.value, parts(found)) == (1, {"期内被调整": 1})
    assert asked("contact_points", Question(FIVE.start, date(2023, 12, 31))).value == 2


def test_another_capital_may_be_chosen(house):
    set_option(actor=SYSTEM, key="stewardship.capital_prefecture", value="3205")

    assert asked("contact_points").value == 1


def test_visits_and_days_leave_out_research_elsewhere(house):
    make_visit(house.leader, house.point, house.second, first=date(2026, 3, 5))
    make_visit(house.leader, house.point, first=date(2026, 4, 7), last_half="1")
    record_visit(
        actor=SYSTEM,
        leader=house.leader,
        trip=make_trip(date(2026, 5, 6), form="research"),
        others=[house.inside],
    )

    assert asked("visits").value == 2
    assert asked("visit_days").value == Decimal("1.5")
    assert asked("visits", Question(FIVE.start, FIVE.end, house.far.path)).value == 1


@pytest.mark.parametrize(
    ("last", "report", "expected"),
    [
        (date(2026, 4, 12), True, "50.00"),
        (date(2026, 4, 11), True, "0.00"),
        (date(2026, 4, 12), False, "0.00"),
    ],
)
def test_compliance_asks_visits_days_and_report(house, last, report, expected):
    make_leader(house.federation)
    make_leader(house.federation, obliged=False)
    make_visit(house.leader, house.point, first=date(2026, 3, 5))
    make_visit(house.leader, house.point, first=date(2026, 4, 7), last=last)
    if report:
        file_report(actor=SYSTEM, leader=house.leader, year=2026, title="调研")

    assert str(asked("compliance").value) == expected
    assert asked("reports").value == int(report)


def test_minimum_is_a_setting(house):
    set_option(actor=SYSTEM, key="stewardship.min_days", value=1)
    set_option(actor=SYSTEM, key="stewardship.min_visits", value=1)
    make_visit(house.leader, house.point, first=date(2026, 3, 5))
    file_report(actor=SYSTEM, leader=house.leader, year=2026, title="调研")

    assert str(asked("compliance").value) == "100.00"


def test_coverage_is_the_share_of_points_visited_this_year(house):
    make_visit(house.leader, house.point, first=date(2026, 3, 5))

    assert str(asked("coverage").value) == "50.00"


def test_solved_problems_need_a_good_rating(house):
    make_visit(house.leader, house.point, problems=["食堂偏远", "活动室漏水"])
    due = TODAY + timedelta(days=20)
    for ticket, rating in zip(
        Ticket.objects.order_by("pk"), ("satisfied", "unsatisfied"), strict=True
    ):
        step(SYSTEM, ticket, "assign", handler="own", handler_name="办公室", due=due)
        step(SYSTEM, ticket, "accept")
        step(SYSTEM, ticket, "answer", answer="已办")
        step(SYSTEM, ticket, "rate", rating=rating)
    step(SYSTEM, Ticket.objects.get(rating="satisfied"), "close")

    assert asked("problems_solved").value == 1
    assert str(asked("solve_rate").value) == "50.00"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_figure_opens_without_records(house, indicator):
    before = Question(date(2001, 1, 1), date(2005, 12, 31))

    assert asked(indicator.key.removeprefix("stewardship."), before).value in (0, None)
