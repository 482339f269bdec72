"""The drift report of judges."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.drift import drift_report, mean_ranks, rank_correlation
from gonghui.engines.campaigns.rules.scoring import JudgeRule

VALUES = st.lists(st.integers(0, 9), min_size=2, max_size=8)


def test_drift_report_shows_mean_spread_agreement_and_drops():
    scores = {
        "1": {"a": 90, "b": 88, "c": 89, "d": 60, "e": 91},
        "2": {"a": 80, "b": 82, "c": 81, "d": 95, "e": 83},
        "3": {"a": 85, "b": 84, "c": None, "d": 70, "e": 86},
    }

    report = {line.judge: line for line in drift_report(scores, JudgeRule())}

    assert (report["a"].mean, report["a"].scored, report["a"].deviation) == (85, 3, 5)
    assert report["d"].agreement == Fraction(-1, 2)
    assert report["a"].agreement == Fraction(1, 2)
    assert [(line.judge, line.lowest_drops, line.highest_drops) for line in report.values()] == [
        ("a", 1, 0),
        ("b", 0, 0),
        ("c", 0, 0),
        ("d", 1, 1),
        ("e", 0, 1),
    ]
    assert (report["c"].scored, report["d"].drops) == (2, 2)


def test_correlation_of_ranks_with_ties():
    assert mean_ranks([10, 20, 20, 5]) == [2, Fraction(7, 2), Fraction(7, 2), 1]
    assert rank_correlation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) ** 2 > Fraction(67, 100)
    assert rank_correlation([1, 1], [1, 2]) is None
    assert rank_correlation([1], [2]) is None


def test_correlation_equals_the_textbook_formula_without_ties():
    first, second = (
        [86, 97, 99, 100, 101, 103, 106, 110, 112, 113],
        [2, 20, 28, 27, 50, 29, 7, 17, 6, 12],
    )

    found = rank_correlation(first, second)

    assert round(found, 12) == round(1 - Fraction(6 * 194, 10 * 99), 12)


@given(VALUES, VALUES)
def test_correlation_lies_between_minus_one_and_one(first, second):
    size = min(len(first), len(second))
    found = rank_correlation(first[:size], second[:size])

    assert found is None or -1 <= found <= 1
    assert found == rank_correlation(second[:size], first[:size])
