"""Questions: sealed, bound to one purpose, ended after a while, understood as people type."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.challenges import (
    LASTS,
    Challenge,
    answer_fault,
    new_challenge,
    opened,
    sealed,
    understood,
)

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
END = int((NOW + LASTS).timestamp())


@pytest.mark.parametrize("kind", ["digits", "words"])
def test_question_comes_back_as_it_was_sealed(kind):
    asked = new_challenge(kind, "vote:1:x", NOW)

    assert opened(sealed(asked)) == asked
    assert (asked.kind, asked.purpose, asked.until) == (kind, "vote:1:x", END)


def test_token_shows_nothing_and_bears_no_change():
    token = sealed(Challenge("digits", "4821", "vote:1:x", END))
    changed = token[:-8] + ("A" if token[-8] != "A" else "B") + token[-7:]

    assert "4821" not in token
    assert [opened(each) for each in (changed, "", "abc", "é", "A" * 80)] == [None] * 5


@given(st.integers(0, 9), st.sampled_from("+-"), st.integers(0, 9))
def test_sum_in_words_is_answered_by_its_result(left, sign, right):
    asked = Challenge("words", f"{max(left, right)}{sign}{min(left, right)}", "x", END)
    result = left + right if sign == "+" else abs(left - right)

    assert asked.answer == str(result)
    assert asked.sentence.endswith("等于几？")


def test_sums_never_go_below_nothing():
    sums = [new_challenge("words", "x", NOW).answer for _time in range(200)]

    assert [each for each in sums if not 0 <= int(each) <= 18] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12", "12"), (" 1 2 ", "12"), ("１２", "12"), ("十二", "12"), ("十", "10"), ("两", "2"),
     ("四八二一", "4821"), ("零", "0"), ("十二三", "十二三"), ("二十", "20"), ("十几", "十几"), ("", "")],
)  # fmt: skip
def test_answers_are_understood_as_people_type_them(typed, meant):
    assert understood(typed) == meant


@pytest.mark.parametrize(
    ("challenge", "typed", "minutes", "fault"),
    [
        (Challenge("digits", "4821", "p", END), "4821", 0, ""),
        (Challenge("digits", "4821", "p", END), "４８２１", 19, ""),
        (Challenge("digits", "4821", "p", END), "4821", 21, "验证题已过 20 分钟，请回答新的一题；所选已保留。"),
        (Challenge("digits", "4821", "p", END), "4812", 0, "验证答案不对，请回答新的一题；所选已保留。"),
        (Challenge("digits", "4821", "p", END), " ", 0, "请填写验证答案；所选已保留。"),
        (Challenge("digits", "4821", "q", END), "4821", 0, "验证题已更换，请回答新的一题；所选已保留。"),
        (None, "4821", 0, "验证题已更换，请回答新的一题；所选已保留。"),
    ],
)  # fmt: skip
def test_answer_counts_or_a_sentence_says_why_not(challenge, typed, minutes, fault):
    assert answer_fault(challenge, typed, "p", NOW + timedelta(minutes=minutes)) == fault
