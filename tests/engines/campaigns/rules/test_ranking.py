"""Competition ranking, ties, prizes, teams and grades."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.ranking import (
    Criterion,
    Placed,
    Prize,
    PrizeRule,
    advancing,
    give_prizes,
    grade,
    rank,
    team_total,
)

TOTAL = Criterion("total", "总分")
SKILLS = [
    TOTAL,
    Criterion("time", "装配用时", descending=False),
    Criterion("practical", "实操"),
    Criterion("theory", "理论"),
]
TOTALS = st.dictionaries(st.integers(0, 99).map(str), st.integers(0, 5), max_size=12)


def places(ranking):
    return {row.key: row.place for row in ranking}


def of(totals, **criterion):
    values = {key: {"total": total} for key, total in totals.items()}
    return rank(values, [Criterion("total", "总分", **criterion)])


def test_rank_counts_one_two_two_four():
    ranking = of({"a": 95, "b": 90, "c": 90, "d": 80})

    assert places(ranking) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [row.tied for row in ranking] == [False, True, True, False]


def test_rank_breaks_ties_in_the_order_of_the_notice():
    entries = {
        "a": {"total": 90, "time": 300, "practical": 91, "theory": 80},
        "b": {"total": 90, "time": 280, "practical": 90, "theory": 80},
        "c": {"total": 90, "time": 300, "practical": 91, "theory": 85},
        "d": {"total": 90, "time": 300, "practical": 91, "theory": 85},
        "e": {"total": 89, "time": 100, "practical": 99, "theory": 99},
    }

    assert rank(entries, SKILLS) == [
        Placed("b", 1, tied=False, decided_by="time"),
        Placed("c", 2, tied=True, decided_by="time"),
        Placed("d", 2, tied=True, decided_by="theory"),
        Placed("a", 4, tied=False, decided_by="theory"),
        Placed("e", 5, tied=False, decided_by=""),
    ]


def test_rank_on_rounded_or_on_exact_values():
    totals = {"a": Fraction("92.344"), "b": Fraction("92.342")}

    assert places(of(totals)) == {"a": 1, "b": 2}
    assert places(of(totals, places=2)) == {"a": 1, "b": 1}


def test_entry_without_a_result_has_no_place():
    assert places(of({"a": None, "b": 0})) == {"b": 1, "a": None}


@given(TOTALS)
def test_place_is_one_more_than_the_number_of_better_ones(totals):
    assert places(of(totals)) == {
        key: 1 + sum(other > value for other in totals.values()) for key, value in totals.items()
    }


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (PrizeRule(), "abc", "d"),
        (PrizeRule(overflow="next_keeps"), "abc", "de"),
        (PrizeRule(ties="none"), "a", "bcd"),
        (PrizeRule(ties="none", overflow="next_keeps"), "a", "bc"),
    ],
)
def test_prizes_at_a_tied_cut(rule, first, second):
    ranking = of({"a": 9, "b": 8, "c": 8, "d": 7, "e": 6})
    prizes = [Prize("1", "一等奖", count=2), Prize("2", "二等奖", count=2)]

    given_prizes = give_prizes(ranking, prizes, rule)

    assert "".join(key for key, prize in given_prizes.items() if prize == "1") == first
    assert "".join(key for key, prize in given_prizes.items() if prize == "2") == second


def test_prizes_by_ratio_of_the_national_contest():
    """160 entrants: 25 first, 50 second, 85 third (handbook contests §7)."""
    ranking = of({f"{i:03}": 1000 - i for i in range(160)})
    prizes = [
        Prize("1", "一等奖", percent=Decimal("15.625")),
        Prize("2", "二等奖", percent=Decimal("31.25")),
        Prize("3", "三等奖", percent=Decimal("53.125")),
    ]

    found = list(give_prizes(ranking, prizes).values())

    assert [found.count(key) for key in "123"] == [25, 50, 85]


@pytest.mark.parametrize(("rounding", "number"), [("down", 3), ("half_up", 4), ("up", 4)])
def test_prize_percent_is_rounded_as_said(rounding, number):
    assert Prize("1", "一等奖", percent=35, rounding=rounding).places(10) == number


def test_prize_is_not_given_with_too_few_entries():
    ranking = of({"a": 1, "b": 2})

    assert give_prizes(ranking, [Prize("1", "一等奖", count=1, least_entries=20)]) == {}


@pytest.mark.parametrize("more", [{}, {"count": 1, "percent": 5}])
def test_prize_has_a_count_or_a_percent(more):
    with pytest.raises(ValueError):
        Prize("1", "一等奖", **more)


@given(TOTALS, st.integers(0, 4), st.integers(0, 4), st.sampled_from(["all", "none"]))
def test_equal_entries_get_equal_prizes(totals, first, second, ties):
    prizes = [Prize("1", "一等奖", count=first), Prize("2", "二等奖", count=second)]
    ranking = of(totals)

    found = give_prizes(ranking, prizes, PrizeRule(ties))

    by_place = {(row.place, found.get(row.key)) for row in ranking}
    assert len(by_place) == len({row.place for row in ranking})
    assert ties == "all" or len(found) <= first + second


def test_team_total_is_the_sum_then_the_time():
    fast = team_total({"a": 90, "b": 80}, {"a": 100, "b": 90})
    slow = team_total({"c": 85, "d": 85}, {"c": 100, "d": 100})

    ranking = rank(
        {"slow": slow.values, "fast": fast.values},
        [TOTAL, Criterion("time", "用时", descending=False)],
    )

    assert places(ranking) == {"fast": 1, "slow": 2}


def test_team_total_of_the_best_members():
    found = team_total({"a": 90, "b": 80, "c": 95}, {"a": 10, "b": 5, "c": 20}, best=2)

    assert (found.total, found.time) == (185, 30)


def test_team_without_a_members_score_has_no_total():
    found = team_total({"a": 90, "b": None})

    assert (found.total, found.missing) == (None, ("b",))


@pytest.mark.parametrize(
    ("value", "key"), [(95, "优秀"), (94, "良好"), (Decimal("79.99"), ""), (80, "合格")]
)
def test_grade_is_the_highest_line_reached(value, key):
    assert grade(value, {"优秀": 95, "良好": 88, "合格": 80}) == key


@pytest.mark.parametrize(
    ("first", "all_at_cut", "expected"),
    [
        (None, True, {"a", "b", "c", "d"}),
        (2, True, {"a", "b", "c"}),
        (2, False, {"a"}),
        (3, False, {"a", "b", "c"}),
    ],
)
def test_first_places_go_into_the_next_round(first, all_at_cut, expected):
    places = {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}
    assert advancing(places, first, all_at_cut=all_at_cut) == expected
