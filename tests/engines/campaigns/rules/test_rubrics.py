"""Rubrics: three columns, spread, members' part, vetoes, stars."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.ranking import Criterion, rank
from gonghui.engines.campaigns.rules.rubrics import (
    Columns,
    Item,
    Rubric,
    evaluate,
    item_points,
    member_factor,
)
from gonghui.engines.campaigns.rules.stars import (
    Facts,
    StarLine,
    highest_star,
    obstacles,
    with_quotas,
)

HOME = Rubric(
    "star-home",
    1,
    (
        Item("term", "组织建设", "按期换届", 15),
        Item("congress", "民主管理", "职代会", 15, "deduct", steps=(2, 5)),
        Item("skills", "素质提升", "思想引领和技能", 15),
        Item("rights", "维权服务", "维权和服务", 20, "tiered", steps=(20, 15, 8)),
        Item("site", "阵地活动", "阵地和活动", 15),
        Item("finance", "财务经审", "财务和经审", 10),
        Item("members", "会员评价", "会员满意率", 10, scored_by="members"),
        Item("new", "创新", "创新加分", 5, "bonus"),
        Item("accident", "否决", "发生重大事故", 0, "veto"),
    ),
    bonus_cap=5,
    tie_chapter="民主管理",
)
FULL = {
    "term": 15,
    "congress": 15,
    "skills": 15,
    "rights": 20,
    "site": 15,
    "finance": 10,
}
STARS = [
    StarLine(3, "三星", 80, 80),
    StarLine(4, "四星", 88, 85, ("three_star",)),
    StarLine(5, "五星", 94, 90, ("three_star", "term_valid")),
]
MET = Facts({"three_star": True, "term_valid": True}, {"term_valid": "按期换届"})


def result_of(panel, **more):
    return evaluate(HOME, Columns(panel=panel, **{"satisfaction": 90, **more}))


def test_rubric_sums_to_a_hundred():
    assert HOME.full == 100


def test_total_is_panel_and_members_never_the_self_score():
    result = result_of({"A": FULL | {"new": 4}}, own=dict.fromkeys(FULL, 15))

    assert (result.total, result.member_part, result.bonus) == (103, 9, 4)
    assert result.self_total == 90
    assert result.chapters["会员评价"] == 9


def test_panel_of_three_is_averaged_and_of_five_trimmed():
    three = {j: FULL | {"skills": s} for j, s in zip("ABC", (12, 13, 15), strict=True)}
    five = {j: FULL | {"skills": s} for j, s in zip("ABCDE", (0, 12, 13, 14, 15), strict=True)}

    assert result_of(three).chapters["素质提升"] == Fraction(40, 3)
    assert result_of(five).chapters["素质提升"] == 13


def test_spread_above_a_fifth_must_be_explained():
    near = {j: FULL | {"skills": s} for j, s in zip("AB", (12, 15), strict=True)}
    far = {j: FULL | {"skills": s} for j, s in zip("AB", (Decimal("11.9"), 15), strict=True)}

    assert result_of(near).to_explain == ()
    assert result_of(far).to_explain == ("skills",)
    assert result_of(far, justified=["skills"]).to_explain == ()


def test_missing_column_leaves_the_total_open():
    result = result_of({"A": FULL | {"site": None}}, satisfaction=None)

    assert (result.total, result.missing) == (None, ("site", "members"))


def test_veto_keeps_the_score_and_bars_the_title():
    result = result_of({"A": FULL}, vetoes=["accident"])

    assert (result.total, result.vetoes) == (99, ("accident",))
    assert highest_star(STARS, result, 95, MET) is None


def test_deductions_come_last_and_never_below_zero():
    assert result_of({"A": FULL}, deductions=10).total == 89
    assert result_of({"A": dict.fromkeys(FULL, 0)}, deductions=50).total == 0


def test_chapter_and_bonus_are_capped():
    rubric = Rubric(
        "r",
        1,
        (Item("a", "甲", "a", 10), Item("b", "甲", "b", 10), Item("c", "加", "c", 9, "bonus")),
        chapter_caps={"甲": 15},
        bonus_cap=3,
    )

    result = evaluate(rubric, Columns(panel={"A": {"a": 10, "b": 9, "c": 8}}))

    assert (rubric.full, result.total, result.bonus) == (15, 18, 3)


def test_item_scored_by_both_takes_half_of_each():
    rubric = Rubric("r", 1, (Item("a", "甲", "a", 10, scored_by="both"),))

    assert evaluate(rubric, Columns(panel={"A": {"a": 6}}, satisfaction=100)).total == 8
    assert evaluate(rubric, Columns(panel={"A": {"a": 6}})).missing == ("a",)


@pytest.mark.parametrize(
    ("key", "given", "points"),
    [
        ("term", Decimal("14.5"), Fraction("14.5")),
        ("congress", {0: 2, 1: 1}, 6),
        ("congress", {1: 9}, 0),
        ("congress", 12, 12),
        ("rights", 1, 15),
        ("accident", 1, 0),
        ("new", 5, 5),
    ],
)
def test_item_points_follow_the_rule(key, given, points):
    item = next(item for item in HOME.items if item.key == key)

    assert item_points(item, given) == points


@pytest.mark.parametrize(
    ("key", "given", "sentence"),
    [
        ("term", 16, "“按期换届”满分 15，不能填 16。"),
        ("rights", 3, "“维权和服务”没有这一档。"),
        ("term", {0: 1}, "“按期换届”不按扣分计算。"),
    ],
)
def test_item_points_refuse_what_the_item_cannot_have(key, given, sentence):
    item = next(item for item in HOME.items if item.key == key)

    with pytest.raises(ValueError) as refused:
        item_points(item, given)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("satisfaction", "linear", "steps"), [(95, "0.95", 1), (85, "0.85", "0.8"), (50, "0.5", 0)]
)
def test_members_part_is_linear_or_in_steps(satisfaction, linear, steps):
    stepped = Rubric("r", 1, (), member_steps=((90, 1), (80, Decimal("0.8"))))

    assert member_factor(HOME, satisfaction) == Fraction(linear)
    assert member_factor(stepped, satisfaction) == Fraction(steps)


def test_star_needs_points_satisfaction_and_prerequisites():
    result = result_of({"A": FULL}, satisfaction=92)
    lapsed = Facts({"three_star": True}, MET.labels)

    assert highest_star(STARS, result, 92, MET) == STARS[2]
    assert highest_star(STARS, result, 92, lapsed) == STARS[1]
    assert highest_star(STARS, result, 84, MET) == STARS[0]
    assert highest_star(STARS, result, None, MET) is None
    assert obstacles(STARS[2], result_of({"A": FULL | {"site": 5}}), Decimal("88.5"), lapsed) == [
        "得分 89，低于 94",
        "会员满意率 88.5%，低于 90%",
        "不具备前提条件：按期换届",
    ]


def test_stars_are_limited_by_quota_in_rank_order():
    order = [("a", 5), ("b", 5), ("c", 4), ("d", 3), ("e", 0)]

    assert with_quotas(STARS, order, {5: 1, 4: 1}) == {"a": 5, "b": 4, "c": 3, "d": 3, "e": 0}
    assert list(with_quotas(STARS, order, {5: 1, 4: 1, 3: 1}).values()) == [5, 4, 3, 0, 0]


def test_tie_goes_to_members_then_to_democracy():
    a = result_of({"A": FULL | {"congress": 14}}, satisfaction=90)
    b = result_of({"A": FULL}, satisfaction=80)
    c = result_of({"A": FULL | {"skills": 14}}, satisfaction=90)

    criteria = [Criterion(key, key) for key in ("total", "members", "chapter")]
    values = {n: r.tie_values(HOME) for n, r in (("a", a), ("b", b), ("c", c))}

    assert {r.total for r in (a, b, c)} == {98}
    assert [(row.key, row.place) for row in rank(values, criteria)] == [
        ("c", 1),
        ("a", 2),
        ("b", 3),
    ]


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 15), min_size=1))
def test_total_moves_only_with_the_item(scores):
    result = result_of({judge: FULL | {"skills": score} for judge, score in scores.items()})

    assert result.total == 84 + result.chapters["素质提升"]
