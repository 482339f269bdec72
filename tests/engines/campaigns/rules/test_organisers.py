"""Organisation prizes: points by the programme's rule, equals at the cut, what cannot be read."""

from decimal import Decimal

import pytest

from gonghui.engines.campaigns.rules.organisers import (
    OrganiserRule,
    organiser_problems,
    read_points,
    standings,
)

POINTS = {"申报": Decimal(1), "获奖": Decimal(2), "一等奖": Decimal(3)}
COUNTS = {
    1: {"申报": 4, "获奖": 2, "一等奖": 1},  # 4 + 4 + 3 = 11
    2: {"申报": 11},
    3: {"申报": 1, "获奖": 2, "一等奖": 2},  # 1 + 4 + 6 = 11
    4: {"获奖": 0},
    5: {"申报": 4, "获奖": 2, "一等奖": 1},
}


def test_equal_points_are_told_apart_by_prizes_then_by_entries():
    found = standings(OrganiserRule(9, POINTS), COUNTS)

    assert [(each.key, each.place, each.chosen) for each in found] == [
        (1, 1, True), (5, 1, True), (3, 3, True), (2, 4, True), (4, 5, False),
    ]  # fmt: skip
    assert {each.points for each in found[:4]} == {Decimal(11)}


@pytest.mark.parametrize(
    ("places", "all_at_cut", "chosen"), [(1, True, [1, 5]), (1, False, []), (2, False, [1, 5])]
)
def test_equals_at_the_last_place_all_get_it_or_none(places, all_at_cut, chosen):
    found = standings(OrganiserRule(places, POINTS, all_at_cut), COUNTS)

    assert [each.key for each in found if each.chosen] == chosen


def test_points_are_read_as_cadres_write_them():
    assert read_points(["申报 1", "一等奖3分", " 优秀奖 0.5 "]) == {
        "申报": Decimal(1), "一等奖": Decimal(3), "优秀奖": Decimal("0.5"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("places", "lines", "problem"),
    [
        (None, [], []),
        (8, ["申报 1", "一等奖 3"], []),
        (8, [], ["组织奖的名额和计分须一并填写。"]),
        (None, ["申报 1"], ["组织奖的名额和计分须一并填写。"]),
        (8, ["一等奖"], ["组织奖计分“一等奖”应写成“一等奖 3”。"]),
        (8, ["申报 1", "申报 2"], ["组织奖计分中“申报”写了两次。"]),
        (8, ["四等奖 1"], ["组织奖计分所指的等次“四等奖”不存在。"]),
    ],
)
def test_rule_that_cannot_hold_is_named(places, lines, problem):
    settings = {"organiser_places": places, "organiser_points": lines}

    assert organiser_problems(settings, ["一等奖"], is_graded=True) == problem
