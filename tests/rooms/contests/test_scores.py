"""How a labour contest stands: schedule, delay, score with gates, participation."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from gonghui.rooms.contests.rules.scores import (
    Part,
    participation,
    schedule_of,
    standing_of,
    weight_problem,
)

DAY = date(2025, 3, 3)
TODAY = date(2025, 3, 31)


def node(planned, actual=None):
    return SimpleNamespace(planned_on=planned, actual_on=actual)


def calendar_days(start, end):
    return max((end - start).days, 0)


def part(name, kind, weight, *points, pass_mark=60):
    given_points = tuple(Decimal(each) for each in points)
    return Part(name, kind, Decimal(weight), Decimal(pass_mark), given_points)


def test_schedule_counts_what_was_due_and_what_was_in_time():
    nodes = [
        node(DAY, DAY),
        node(DAY, DAY - timedelta(5)),
        node(DAY, DAY + timedelta(4)),
        node(TODAY - timedelta(8)),
        node(TODAY + timedelta(1), DAY),
    ]
    found = schedule_of(nodes, TODAY, calendar_days)
    assert (found.on_time, found.due, found.delay_days) == (2, 4, 12)
    assert (found.share, found.mean_delay) == (Decimal("50.00"), Decimal("3.00"))


def test_schedule_without_due_nodes_has_no_share():
    found = schedule_of([node(TODAY + timedelta(1))], TODAY, calendar_days)
    assert (found.share, found.mean_delay) == (None, None)


def test_score_weighs_the_means_of_the_periods():
    found = standing_of(
        [part("比质量", "compete", 60, "80", "85"), part("保安全", "guarantee", 40, "90.5")]
    )
    assert (found.shown, found.failed) == (Decimal("85.70"), ())


def test_failed_guarantee_is_named_and_the_score_stands():
    found = standing_of([part("比", "compete", 60, "100"), part("保", "guarantee", 40, "59.99")])
    assert (found.shown, found.failed) == (Decimal("84.00"), ("保",))


def test_low_points_in_a_competed_dimension_fail_nothing():
    assert standing_of([part("比", "compete", 100, "10")]).failed == ()


def test_dimension_without_points_leaves_the_score_open():
    found = standing_of([part("比", "compete", 60, "100"), part("保", "guarantee", 40)])
    assert (found.score, found.missing, found.failed) == (None, ("保",), ())


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12))
def test_score_of_one_full_dimension_lies_between_its_points(points):
    found = standing_of([Part("比", "compete", Decimal(100), Decimal(60), tuple(points))])
    assert min(points) <= found.score <= max(points)


def test_participation_is_unknown_without_workers():
    assert (participation(150, 200), participation(0, 0)) == (Decimal("75.00"), None)


def test_weights_have_to_add_up():
    assert weight_problem({"a": Decimal(60), "b": Decimal("40.00")}) == ""
    assert weight_problem({"a": Decimal(60)}) == "比保项目的权重合计为 60%，应为 100%。"
