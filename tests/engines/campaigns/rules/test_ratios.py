"""Ratio rules in whole numbers: the handbook's notices, thresholds, the separate list."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.ratios import (
    RatioRule,
    Requirement,
    check,
    check_names,
    requirement,
)


@dataclass(frozen=True)
class Name:
    unit: str = "a"
    flags: frozenset = frozenset()
    category: str = ""
    separate: bool = False


FRONT = frozenset({"front"})
PERCENT = st.decimals(0, 100, places=1)


@pytest.mark.parametrize(
    ("label", "minimum", "maximum", "number", "expected"),
    [
        ("产业工人", 35, None, 20, (7, 20)),
        ("产业工人", 35, None, 21, (8, 21)),
        ("农民工", 10, None, 9, (1, 9)),
        ("单位负责人", None, 15, 20, (0, 3)),
        ("单位负责人", None, 15, 19, (0, 2)),
        ("一线职工", 60, None, 5, (3, 5)),
        ("妇女", 20, 40, 0, (0, 0)),
        ("三分之一", Decimal("33.3"), None, 3, (1, 3)),
    ],
)
def test_requirement_is_rounded_against_the_applicant(label, minimum, maximum, number, expected):
    rule = RatioRule("key", label, minimum, maximum)

    assert requirement(rule, number) == Requirement(number, *expected)


@given(PERCENT, st.integers(0, 300), st.integers(0, 300))
def test_requirement_is_the_same_as_comparing_the_share(percent, number, drawn):
    have = min(drawn, number)
    least = requirement(RatioRule("k", "l", minimum_percent=percent), number).at_least
    most = requirement(RatioRule("k", "l", maximum_percent=percent), number).at_most

    assert (have >= least) == (have * 100 >= number * percent)
    assert (have <= most) == (have * 100 <= number * percent)


@pytest.mark.parametrize(
    ("rule", "have", "number", "state", "sentence"),
    [
        (RatioRule("f", "一线职工", 35), 5, 20, "short", "一线职工至少 7 名，现有 5 名，还差 2 名"),
        (RatioRule("f", "一线职工", 35), 7, 20, "met", "一线职工至少 7 名，现有 7 名"),
        (
            RatioRule("h", "单位负责人", None, 15),
            5,
            20,
            "over",
            "单位负责人至多 3 名，现有 5 名，多出 2 名",
        ),
        (RatioRule("h", "单位负责人", None, 15), 3, 20, "met", "单位负责人至多 3 名，现有 3 名"),
        (
            RatioRule("w", "妇女", 35, 40),
            1,
            2,
            "impossible",
            "妇女：共 2 名时，没有整数能同时满足 不少于 35%、不超过 40%",
        ),
        (
            RatioRule("w", "妇女", 35, scope="unit", threshold=3),
            0,
            2,
            "too_few",
            "共 2 名，不足 3 名，不计“妇女”比例",
        ),
    ],
)
def test_check_names_the_whole_number(rule, have, number, state, sentence):
    found = check(rule, have, number)

    assert (found.state, found.sentence) == (state, sentence)


def test_check_of_a_unit_opens_with_its_name():
    found = check(RatioRule("f", "一线职工", 50, scope="unit"), 1, 4, "a", "甲大学工会")

    assert found.sentence == "甲大学工会：一线职工至少 2 名，现有 1 名，还差 1 名"


def test_overall_rule_holds_for_one_name_too():
    assert check(RatioRule("f", "一线职工", 35), 0, 1).state == "short"


def test_separate_list_is_outside_of_ratios():
    names = [Name(flags=FRONT), Name(), Name(separate=True), Name(separate=True)]

    (found,) = check_names([RatioRule("front", "一线职工", 50)], names)

    assert (found.need.of, found.have, found.state) == (2, 1, "met")


def test_unit_rule_is_checked_for_every_unit_and_category():
    names = [Name("a", FRONT), Name("b"), Name("b"), Name("b", FRONT), Name("b", category="team")]
    rule = RatioRule("front", "一线职工", 50, scope="unit", threshold=2, categories=frozenset({""}))

    found = check_names([rule], names, {"a": "甲", "b": "乙"})

    assert [(c.unit, c.state, c.missing) for c in found] == [
        ("a", "too_few", 0),
        ("b", "short", 1),
    ]


def test_rule_that_only_warns_does_not_block():
    rules = [RatioRule("f", "一线", 50), RatioRule("f", "一线", 50, severity="warn")]

    assert [check(rule, 0, 4).blocks for rule in rules] == [True, False]


@pytest.mark.parametrize(("low", "high"), [(None, None), (50, 40), (-1, None), (None, 101)])
def test_rule_without_sense_is_refused(low, high):
    with pytest.raises(ValueError):
        RatioRule("f", "一线", low, high)
