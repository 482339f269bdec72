"""Member ratings: the vector of Xiangyang, pooled and mean, and what stays hidden."""

from fractions import Fraction

import pytest

from gonghui.engines.campaigns.rules.satisfaction import (
    PassRule,
    RatingCounts,
    contradictions,
    groups_may_be_shown,
    mean_of_unions,
    percent,
    pooled,
    rates,
    shown_rates,
    verdict,
)

XIANGYANG = RatingCounts(issued=141, returned=137, satisfied=127, basic=10)


def test_rates_of_xiangyang():
    found = rates(XIANGYANG)

    assert [percent(r) for r in (found.return_rate, found.satisfied, found.basic_included)] == [
        "97.2%",
        "92.7%",
        "100.0%",
    ]
    assert (found.number, found.understood) == (137, 1)
    assert found.index == Fraction(127 * 100 + 10 * 75, 137)


def test_rates_leave_out_blank_double_and_unknown():
    counts = RatingCounts(
        100, 90, satisfied=40, basic=20, unsatisfied=10, unknown=10, blank=6, double_marked=4
    )

    found = rates(counts)

    assert contradictions(counts) == []
    assert (found.number, found.satisfied, found.basic_included) == (
        80,
        Fraction(40, 70),
        Fraction(60, 70),
    )
    assert found.understood == Fraction(70, 80)


def test_rates_of_nobody_are_unknown():
    found = rates(RatingCounts(0, 0, 0))

    assert (found.return_rate, found.satisfied, percent(found.satisfied)) == (None, None, "—")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (RatingCounts(5, 6, 6), "收回票数不能多于发出票数。"),
        (RatingCounts(9, 6, 5), "各选项合计 5 票，应等于有效票 6 票。"),
        (RatingCounts(9, 0, 1, -1), "票数不能为负。"),
    ],
)
def test_contradictions_are_named(counts, sentence):
    assert contradictions(counts) == [sentence]


@pytest.mark.parametrize(("ballots", "shown"), [(4, False), (5, True)])
def test_result_of_few_ballots_stays_hidden(ballots, shown):
    counts = RatingCounts(300, ballots, ballots)

    assert (shown_rates(counts) is not None) is shown


def test_breakdown_needs_enough_ballots_in_every_group():
    many, few = RatingCounts(9, 5, 5), RatingCounts(9, 4, 4)

    assert [groups_may_be_shown(g) for g in ([many, many], [many, few], [])] == [True, False, False]


def test_pooled_and_mean_are_two_figures():
    large, small = RatingCounts(200, 200, 180, 0, 20), RatingCounts(10, 10, 5, 0, 5)

    assert rates(pooled([large, small])).satisfied == Fraction(185, 210)
    assert mean_of_unions([large, small, RatingCounts(3, 0, 0)]) == Fraction(7, 10)
    assert mean_of_unions([]) is None


def test_verdict_prints_both_lines():
    assert verdict(XIANGYANG, PassRule(60, 90, "satisfied")).sentence == (
        "回收率 97.2%（要求不低于 60%），满意率 92.7%（要求不低于 90%），达标。"
    )
    assert verdict(XIANGYANG, PassRule(60, 93, "satisfied")).passes is False
    assert verdict(XIANGYANG, PassRule(98, 90)).passes is False
    assert verdict(RatingCounts(9, 0, 0), PassRule(0, 0)).passes is False
