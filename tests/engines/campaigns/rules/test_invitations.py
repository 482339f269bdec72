"""Invitations: right for one vote, read as people type them, never guessed by counting."""

import pytest

from gonghui.engines.campaigns.rules.invitations import (
    TryLimit,
    code_of,
    number_of,
    tries_fault,
    wrong_code,
)


def test_codes_are_right_for_their_vote_only():
    codes = [code_of(7, number) for number in range(1, 101)]

    assert [number_of(7, code, 100) for code in codes] == list(range(1, 101))
    assert len({code.partition("-")[2] for code in codes}) == 100
    assert [number_of(8, code, 100) for code in codes] == [None] * 100


def test_code_is_read_as_people_type_it():
    code = code_of(7, 17)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)

    assert [number_of(7, typed, 20) for typed in (code.lower(), f" {code} ", wide)] == [17] * 3


@pytest.mark.parametrize("typed", ["", "17", "17-", "-", "x-ABCDEFGH", "²-AAAAAAAA", "9" * 300])
def test_anything_else_is_no_code(typed):
    assert number_of(7, typed, 20) is None


def test_code_beyond_those_given_out_is_no_code():
    assert number_of(7, code_of(7, 21), 20) is None


@pytest.mark.parametrize(
    ("device", "address", "place"),
    [
        (9, 59, ""),
        (10, 10, "这台设备已填错邀请码 10 次"),
        (0, 60, "您所在的网络已填错邀请码 60 次"),
    ],
)
def test_place_that_sent_too_many_wrong_codes_waits(device, address, place):
    assert tries_fault(TryLimit(), device, address).partition("，请 15 分钟后再试")[0] == place


def test_number_of_codes_left_is_said_when_it_is_small():
    assert [wrong_code(left)[-10:] for left in (4, 3, 0)] == [
        "写，字母不分大小写。", "。还可以填 3 次。", "写，字母不分大小写。",
    ]  # fmt: skip
