"""Scores of several panels on one scale, with every flag."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.numbers import rounded
from gonghui.engines.campaigns.rules.panels import deviation, ratio_scores, standard_scores


def panel(prefix, *scores):
    return {f"{prefix}{i}": score for i, score in enumerate(scores)}


STRICT = panel("s", 70, 72, 74, 76, 78)
MILD = panel("m", 80, 84, 88, 92, 96)
PANELS = st.fixed_dictionaries(
    {
        name: st.lists(st.integers(0, 100), min_size=5, max_size=7).map(
            lambda scores, name=name: panel(name, *scores)
        )
        for name in ("a", "b")
    }
)


def test_standard_scores_bring_panels_to_one_mean_and_spread():
    found = standard_scores({"strict": STRICT, "mild": MILD})

    assert (found.mean, found.spread_from, found.over_limit) == (81, "mean", ())
    assert rounded(found.spread, 6) == rounded((deviation([70, 72, 74, 76, 78]) * 3) / 2, 6)
    assert found.scores["s4"] == found.scores["m4"]
    assert [rounded(found.scores[f"s{i}"]) for i in (0, 2, 4)] == [75, 81, 87]


def test_standard_scores_use_the_least_spread_when_one_passes_the_limit():
    wide = panel("w", 20, 90, 92, 98, 100)
    narrow = panel("n", 90, 91, 92, 93, 99)

    found = standard_scores({"wide": wide, "narrow": narrow})

    assert (found.spread_from, found.over_limit) == ("least", ())
    assert found.spread == found.panels["narrow"].deviation


def test_panel_without_spread_or_with_few_candidates_stays_raw():
    equal, few = panel("e", 80, 80, 80, 80, 80), panel("f", 70, 90, 95, 60)

    found = standard_scores({"equal": equal, "few": few, "mild": MILD})

    assert [found.panels[key].flag for key in ("equal", "few", "mild")] == [
        "no_spread",
        "too_few",
        "",
    ]
    assert {key: found.scores[key] for key in (*equal, *few)} == equal | few
    assert found.spread == found.panels["mild"].deviation


def test_standard_scores_of_only_flagged_panels_are_raw():
    found = standard_scores({"few": panel("f", 70, 90)})

    assert (found.scores, found.spread) == ({"f0": 70, "f1": 90}, 0)


def test_ratio_scores_multiply_by_the_means():
    found = ratio_scores({"strict": STRICT, "mild": MILD, "zero": panel("z", 0, 0)})

    assert found.mean == Fraction(74 * 5 + 88 * 5, 12)
    assert found.scores["s0"] == 70 * found.mean / 74
    assert (found.scores["z0"], found.panels["zero"].flag) == (0, "no_mean")


def test_deviation_knows_both_divisors():
    values = [Fraction(n) for n in (2, 4, 4, 4, 5, 5, 7, 9)]

    assert deviation(values, "n") == 2
    assert rounded(deviation(values), 4) == rounded(Fraction("2.13809"), 4)
    assert deviation(values[:1]) == 0


@given(PANELS)
def test_standard_scores_keep_the_order_inside_a_panel(panels):
    found = standard_scores(panels)

    for scores in panels.values():
        order = sorted(scores, key=lambda key: (scores[key], key))
        assert sorted(scores, key=lambda key: (found.scores[key], key)) == order


@given(PANELS)
def test_standard_scores_of_an_unflagged_panel_have_the_common_mean(panels):
    found = standard_scores(panels)

    for key, scores in panels.items():
        if not found.panels[key].flag:
            off = sum(found.scores[c] for c in scores) - found.mean * len(scores)
            assert abs(off) <= Fraction(len(scores), 10**12)
