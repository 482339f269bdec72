"""Measures: arithmetic against the vectors of the handbook (organisation §10)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.indicators.api import Gain, percent


def test_gain_of_the_handbook_example():
    gain = Gain(1000, 2000, 1920, 2400)

    assert [(part.label, part.value) for part in gain.parts()] == [
        ("期初比率", Decimal("50.00")),
        ("期末比率", Decimal("80.00")),
        ("提高", Decimal("30.00")),
        ("相对提高", Decimal("60.00")),
        ("数量增长", Decimal("92.00")),
    ]


@pytest.mark.parametrize(("top", "whole"), [(0, 0), (3, 0)])
def test_percent_of_an_empty_whole_is_no_number(top, whole):
    assert percent(top, whole) is None


def test_gain_without_an_opening_base_gives_no_increase():
    gain = Gain(0, 0, 5, 10)

    assert (gain.points, gain.relative, gain.count) == (None, None, None)


def test_gain_from_an_opening_rate_of_zero_has_points_but_no_relative_growth():
    gain = Gain(0, 10, 5, 10)

    assert (gain.points, gain.relative, gain.count) == (Decimal("50.00"), None, None)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_the_exact_share_rounded_half_up(top, whole):
    hundredths = (top * 20_000 + whole) // (2 * whole)

    assert percent(top, whole) == Decimal(hundredths) / 100
