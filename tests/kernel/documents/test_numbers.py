from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.documents.api import (
    certificate_number,
    chinese_date,
    is_certificate_number,
    official_number,
)
from gonghui.kernel.documents.numbers import SIGNS, chinese_numeral, copy_number, heading_number


def test_official_number_has_turtle_brackets_and_no_zeros():
    assert official_number("苏教科工", 2022, 5) == "苏教科工〔2022〕5号"


def test_dates_have_arabic_figures_without_padding():
    assert chinese_date(date(2026, 1, 5)) == "2026年1月5日"


def test_headings_are_numbered_as_the_standard_says():
    assert [heading_number(level, 12) for level in (1, 2, 3, 4)] == [
        "十二、",
        "（十二）",
        "12.",
        "（12）",
    ]


def test_numerals_of_headings():
    assert [chinese_numeral(one) for one in (1, 10, 19, 20, 99)] == [
        "一",
        "十",
        "十九",
        "二十",
        "九十九",
    ]


@pytest.mark.parametrize("number", [0, 100])
def test_numerals_end_at_99(number):
    with pytest.raises(ValueError, match="heading"):
        chinese_numeral(number)


def test_copy_number_has_six_digits():
    assert copy_number(7) == "000007"


def test_certificate_number_reads_series_year_sequence_check():
    number = certificate_number("WYJZ", 2026, 1)

    assert number.rpartition("-")[0] == "WYJZ-2026-0001"
    assert is_certificate_number(number)


def test_certificate_number_grows_beyond_four_digits():
    assert certificate_number("WYJZ", 2026, 12345).startswith("WYJZ-2026-12345-")


def test_certificate_series_has_capitals_and_digits_only():
    with pytest.raises(ValueError):
        certificate_number("五一", 2026, 1)


@given(st.integers(1, 99999), st.integers(0, 12), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(sequence, place, sign):
    number = certificate_number("WYJZ", 2026, sequence)
    wrong = number[:place] + sign + number[place + 1 :]

    assert is_certificate_number(wrong) == (wrong == number)


@given(st.integers(1, 9999))
def test_two_swapped_digits_are_found(sequence):
    number = certificate_number("WYJZ", 2026, sequence)
    swapped = number[:10] + number[11] + number[10] + number[12:]

    assert is_certificate_number(swapped) == (swapped == number)
