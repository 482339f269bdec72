"""Means, totals, penalties and gaps of judging."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.numbers import rounded
from gonghui.engines.campaigns.rules.scoring import (
    Formula,
    JudgeRule,
    Part,
    TimePenalty,
    compare_entries,
    expert_and_vote,
    panel_score,
    plain_mean,
    score_faults,
    time_penalty,
    total_score,
    trimmed_mean,
)

SCORES = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=9)
TEACHING = Formula(
    (
        Part("design", "教学设计", points=20),
        Part("class", "课堂教学", points=75),
        Part("reflection", "教学反思", points=5),
    )
)
SKILLS = Formula(
    (
        Part("theory", "理论", weight=Decimal("0.3")),
        Part("practical", "实操", weight=Decimal("0.7")),
    )
)


def test_trimmed_mean_drops_one_instance_of_each():
    mean = trimmed_mean([90, 95, 95, 88, 88, 91, 92])

    assert (mean.value, mean.dropped) == (Fraction(90 + 95 + 88 + 91 + 92, 5), (3, 2))


def test_trimmed_mean_of_equal_scores_drops_two_judges():
    mean = trimmed_mean([9, 9, 9, 9, 9])

    assert (mean.value, mean.used, mean.dropped) == (9, (1, 2, 3), (0, 4))


@pytest.mark.parametrize(("number", "dropped"), [(4, 0), (5, 2)])
def test_trimmed_mean_is_plain_below_its_threshold(number, dropped):
    assert len(trimmed_mean([10] * number).dropped) == dropped


@given(SCORES)
def test_trimmed_mean_is_the_sum_without_extremes(scores):
    value = trimmed_mean(scores).value

    exact = [Fraction(score) for score in scores]
    if len(exact) < 5:
        assert value == sum(exact) / len(exact)
    else:
        assert value == (sum(exact) - min(exact) - max(exact)) / (len(exact) - 2)
    assert min(exact) <= value <= max(exact)


@given(SCORES, st.randoms())
def test_trimmed_mean_does_not_depend_on_the_order_of_judges(scores, chance):
    shuffled = scores[:]
    chance.shuffle(shuffled)

    assert trimmed_mean(shuffled).value == trimmed_mean(scores).value


def test_mean_of_nothing_is_nothing():
    assert (plain_mean([]).value, trimmed_mean([]).value) == (None, None)


def test_missing_judge_is_left_out_and_never_a_zero():
    scores = {"a": 90, "b": None, "c": 80}

    left_out = panel_score(JudgeRule(), scores)
    open_still = panel_score(JudgeRule(missing="stay_open"), scores)

    assert (left_out.value, left_out.used, left_out.missing) == (85, ("a", "c"), ("b",))
    assert (open_still.value, open_still.open, open_still.missing) == (None, True, ("b",))


def test_panel_score_names_dropped_judges():
    found = panel_score(JudgeRule(), {"a": 70, "b": 80, "c": 90, "d": 99, "e": 85, "f": None})

    assert (found.value, found.dropped) == (85, ("a", "d"))


def test_panel_without_scores_is_open():
    found = panel_score(JudgeRule(), {"a": None})

    assert (found.value, found.open) == (None, True)


@pytest.mark.parametrize(
    ("score", "sentences"),
    [
        (Decimal("92.5"), []),
        (0, []),
        (950, ["得分 950 超过满分 100，请核对。"]),
        (Decimal("9.2"), ["得分 9.2 不足满分 100 的十分之一，请确认没有用错分制。"]),
        (-1, ["得分 -1 不能为负。"]),
    ],
)
def test_score_faults_doubt_the_scale(score, sentences):
    assert score_faults(score) == sentences


def test_total_of_points_and_of_weights():
    points = total_score(TEACHING, {"design": Decimal("18.5"), "class": 70, "reflection": 4})
    weights = total_score(SKILLS, {"theory": 81, "practical": Decimal("92.35")})

    assert (points.value, points.missing) == (Fraction(185, 2), ())
    assert weights.value == Fraction("88.945")
    assert rounded(weights.value) == Decimal("88.95")


def test_total_waits_for_a_missing_part():
    found = total_score(SKILLS, {"theory": 81})

    assert (found.value, found.missing) == (None, ("practical",))


def test_total_takes_the_penalty_off_last():
    scores = {"theory": 10, "practical": 10}

    assert total_score(SKILLS, scores, penalty=3).value == 7
    assert total_score(SKILLS, scores, penalty=30).value == 0


def test_total_refuses_a_score_above_its_part():
    with pytest.raises(ValueError) as refused:
        total_score(TEACHING, {"design": 21, "class": 1, "reflection": 1})

    assert str(refused.value) == "“教学设计”得分 21 须在 0 至 20 之间。"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            (Part("a", "甲", weight=Decimal("0.3")), Part("b", "乙", points=70)),
            "总分各项须全部填权重或全部填分值，不能混用。",
        ),
        (
            (Part("a", "甲", weight=1, points=100),),
            "总分各项须全部填权重或全部填分值，不能混用。",
        ),
        (
            (Part("a", "甲", weight=Decimal("0.3")), Part("b", "乙", weight=Decimal("0.6"))),
            "各项权重合计须为 100%，现为 90%。",
        ),
        (
            (Part("a", "甲", points=20), Part("b", "乙", points=75)),
            "各项分值合计须为 100 分，现为 95 分。",
        ),
        ((), "总分至少有一项，各项权重或分值须大于零。"),
        (
            (Part("a", "甲", weight=0), Part("b", "乙", weight=1)),
            "总分至少有一项，各项权重或分值须大于零。",
        ),
    ],
)
def test_formula_refuses_parts_that_do_not_add_up(parts, sentence):
    with pytest.raises(ValueError) as refused:
        Formula(parts)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("used", "points"), [(1200, 0), (1229, 0), (1230, 1), (1289, 2), (9999, 5), (600, 0)]
)
def test_time_penalty_counts_full_steps_up_to_its_cap(used, points):
    rule = TimePenalty(allowed=20 * 60, step=30, points=1, cap=5)

    assert (time_penalty(rule, used), time_penalty(None, used)) == (points, 0)


def test_expert_and_vote_share_the_result():
    assert expert_and_vote(90, 50, Decimal("0.7")) == 78
    with pytest.raises(ValueError):
        expert_and_vote(90, 50, 2)


def test_double_entry_finds_what_differs():
    differences = compare_entries({"1号": 90, "2号": 85, "3号": None}, {"1号": 90, "2号": 58})

    assert [difference.sentence for difference in differences] == [
        "2号：第一次录入 85，第二次录入 58，请查对原始评分表。"
    ]
    assert compare_entries({}, {"4号": 1})[0].sentence == (
        "4号：第一次录入 未录，第二次录入 1，请查对原始评分表。"
    )
