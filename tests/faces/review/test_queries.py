"""Printing the review: hedge words, sentences, trend days."""

from datetime import date
from decimal import Decimal

import pytest

from gonghui.faces.review.chapters import keys_of
from gonghui.faces.review.queries import printed, trend_days
from gonghui.kernel.indicators.api import Question


@pytest.mark.parametrize(
    ("value", "word", "step", "text"),
    [
        (19751, None, None, "19,751"),
        (Decimal("33.66"), None, None, "33.66"),
        (None, None, None, "—"),
        (2137, "余", "100", "2100余"),
        (549, "近", "100", "549"),
    ],
)
def test_printed_number(value, word, step, text):
    assert printed(value, word, step) == text


def test_keys_of_a_sentence_in_its_order():
    sentence = "会员{organising.members|余|1000}人，占{organising.women_share}%。"

    assert keys_of(sentence) == ["organising.members", "organising.women_share"]


def test_trend_days_are_the_start_its_anniversaries_and_the_end():
    days = trend_days(Question(date(2024, 2, 29), date(2026, 11, 22)))

    assert days == [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2026, 11, 22)]
