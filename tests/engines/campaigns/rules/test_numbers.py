"""Exact numbers: rounding half up, texts that read back, roots by whole numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.numbers import (
    exact,
    median,
    rounded,
    rounded_down,
    rounded_up,
    shown,
    square_root,
    written,
)

FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("92.345"), 2, "92.35"),
        (Decimal("92.3449"), 2, "92.34"),
        (Decimal("-0.005"), 2, "-0.01"),
        (Fraction(2, 3), 2, "0.67"),
        (5, 0, "5"),
    ],
)
def test_rounded_goes_half_up(value, places, expected):
    assert str(rounded(value, places)) == expected


@pytest.mark.parametrize("value", [1.5, True])
def test_exact_refuses_what_nobody_typed(value):
    with pytest.raises(TypeError):
        exact(value)


@given(FRACTIONS)
def test_written_reads_back(value):
    assert exact(written(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(25, 2), "12.5"), (Fraction(283, 3), "283/3"), (100, "100")]
)
def test_written_prefers_decimals(value, text):
    assert written(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [("93.50", "93.5"), ("100", "100"), ("0.004", "0"), ("1000", "1000")]
)
def test_shown_drops_trailing_zeros(value, text):
    assert shown(Decimal(value)) == text


@given(st.fractions(min_value=0, max_value=1000))
def test_square_root_is_within_its_last_digit(value):
    root = square_root(value)

    assert root**2 <= value < (root + Fraction(1, 10**30)) ** 2


@given(FRACTIONS)
def test_whole_numbers_enclose_the_value(value):
    assert rounded_down(value) <= value <= rounded_up(value)
    assert rounded_up(value) - rounded_down(value) == (value.denominator != 1)


@pytest.mark.parametrize(("values", "middle"), [([3, 1, 2], 2), ([1, 2], Fraction(3, 2)), ([], 0)])
def test_median(values, middle):
    assert median(values) == middle
