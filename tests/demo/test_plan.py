"""The invented province: the same for the same seed, plausible, valid by checksum."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from gonghui.demo.messy import MENDED, REFUSED, messy_roll
from gonghui.demo.names import credit_code, identity_number
from gonghui.demo.plan import chinese, draw
from gonghui.kernel.lib.identifiers import DocumentType, validate_document

END = date(2026, 11, 22)


def test_draw_gives_the_same_province_for_the_same_seed():
    assert draw(3, END) == draw(3, END)


def test_draw_gives_another_province_for_another_seed():
    assert draw(3, END) != draw(4, END)


def test_province_has_the_size_it_should_demonstrate():
    plan = draw(3, END)

    assert (len(plan.direct), len(plan.schools)) == (230, 468)
    assert len({unit.name for unit in (*plan.direct, *plan.schools)}) == 698
    assert Counter(unit.city for unit in plan.schools) == dict.fromkeys(range(13), 36)


def test_private_schools_gain_more_than_25_points_over_the_five_years():
    plan = draw(2026, END)

    def rate(day):
        private = [unit for unit in plan.schools if unit.ownership == "private" and not unit.exempt]
        base = [unit for unit in private if unit.opened_on <= day < unit.closed_on]
        return sum(unit.founded_on <= day for unit in base) / len(base)

    assert rate(plan.end) - rate(plan.start) > 0.25


@given(st.integers(0, 44_000), st.dates(date(1962, 1, 1), date(2003, 12, 31)), st.booleans())
def test_identity_numbers_are_valid_and_say_birth_and_sex(serial, born, female):
    result = validate_document(DocumentType.RESIDENT_ID, identity_number(serial, born, female), END)

    assert (result.errors, result.born, result.sex) == ((), born, "F" if female else "M")


@given(st.integers(0, 10**7), st.sampled_from(("12", "52", "81", "91")))
def test_credit_codes_are_valid(serial, prefix):
    assert uscc.is_valid(credit_code(prefix, serial)) is True


@pytest.mark.parametrize(
    ("value", "text"), [(1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (101, "一百零一"), (148, "一百四十八")]
)  # fmt: skip
def test_chinese_ordinals(value, text):
    assert chinese(value) == text


def test_messy_roll_holds_every_mistake_twice():
    roll = messy_roll()

    assert {label: len(rows) for label, rows in roll.mended.items()} == dict.fromkeys(MENDED, 2)
    assert {label: len(rows) for label, rows in roll.refused.items()} == dict.fromkeys(
        [*REFUSED, "同一证件号出现两次"], 2
    )
