"""Election arithmetic: every number of handbook organisation §6, said twice, by table and by law."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.rooms.organising.rules.elections import (
    HALF_OR_MORE,
    MAJORITY,
    QUORUM,
    Count,
    Outcome,
    contradictions,
    delegates_range,
    is_ballot_valid,
    least_candidates,
    outcome,
)

SHEET = Count(
    seats=3,
    should_attend=100,
    present=90,
    issued=90,
    recovered=88,
    valid=86,
    votes={"甲": 80, "乙": 70, "丙": 60, "丁": 48},
)


@pytest.mark.parametrize(
    ("threshold", "whole", "least"),
    [
        (QUORUM, 90, 60),
        (QUORUM, 100, 67),
        (QUORUM, 1, 1),
        (MAJORITY, 100, 51),
        (MAJORITY, 101, 51),
        (MAJORITY, 99, 50),
        (HALF_OR_MORE, 100, 50),
        (HALF_OR_MORE, 101, 51),
        (HALF_OR_MORE, 99, 50),
    ],
)
def test_threshold_passes_from_its_least_count_on(threshold, whole, least):
    assert threshold.least(whole) == least
    assert [threshold.met(count, whole) for count in (least - 1, least)] == [False, True]


@given(
    threshold=st.sampled_from([QUORUM, MAJORITY, HALF_OR_MORE]),
    whole=st.integers(1, 20000),
    count=st.integers(0, 20000),
)
def test_threshold_and_least_count_never_differ(threshold, whole, count):
    assert threshold.met(count, whole) == (count >= threshold.least(whole))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, Outcome(elected=("甲", "乙", "丙"))),
        ({"seats": 5}, Outcome(elected=("甲", "乙", "丙"), open_seats=2)),
        ({"seats": 2}, Outcome(elected=("甲", "乙"))),
        (
            {"votes": {"甲": 80, "乙": 60, "丙": 60, "丁": 60}},
            Outcome(elected=("甲",), tied=("乙", "丙", "丁"), tied_seats=2),
        ),
        (
            {"votes": {"甲": 60, "乙": 60, "丙": 60, "丁": 60}},
            Outcome(tied=("甲", "乙", "丙", "丁"), tied_seats=3),
        ),
        ({"votes": {"甲": 80, "乙": 60, "丙": 60, "丁": 51}}, Outcome(elected=("甲", "乙", "丙"))),
        ({"votes": {"甲": 51, "乙": 50}}, Outcome(elected=("甲",), open_seats=2)),
        ({"votes": {}}, Outcome(open_seats=3)),
        (
            {"present": 66, "issued": 66, "recovered": 66},
            Outcome(void="到会人数不足：至少须到 67 人。"),
        ),
        ({"recovered": 91}, Outcome(void="收回选票多于发出选票，选举无效。")),
        ({"recovered": 90, "valid": 90}, Outcome(elected=("甲", "乙", "丙"))),
    ],
)
def test_outcome_of_a_count_sheet(changes, found):
    assert outcome(replace(SHEET, **changes)) == found


def test_majority_is_of_those_who_should_attend_not_of_those_present():
    sheet = replace(
        SHEET, present=70, issued=70, recovered=70, valid=70, votes={"甲": 50, "乙": 51}
    )
    assert outcome(sheet).elected == ("乙",)


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, []),
        ({"seats": 0, "votes": {}}, ["应选名额至少为 1。"]),
        ({"should_attend": 0, "present": 0, "issued": 0, "votes": {}}, ["应到会人数至少为 1。"]),
        ({"should_attend": 89}, ["实到会人数不能多于应到会人数。"]),
        ({"issued": 91}, ["发出选票不能多于实到会人数（不得委托或提前投票）。"]),
        ({"valid": 89}, ["有效票不能多于收回选票。"]),
        ({"votes": {"甲": 87}}, ["任何人的得票都不能多于有效票。"]),
        (
            {"votes": {"甲": 86, "乙": 86, "丙": 86, "丁": 1}},
            ["得票合计超过有效票数与应选名额之积，请核对计票单。"],
        ),
        ({"recovered": 91}, []),
    ],
)
def test_contradictions_on_a_count_sheet(changes, sentences):
    assert contradictions(replace(SHEET, **changes)) == sentences


@pytest.mark.parametrize(
    ("seats", "percent", "least"),
    [(5, 5, 6), (20, 5, 21), (21, 5, 23), (9, 10, 10), (11, 10, 13), (1, 0, 1), (60, 5, 63)],
)
def test_least_candidates_round_the_surplus_up(seats, percent, least):
    assert least_candidates(seats, percent) == least


@pytest.mark.parametrize(("marked", "valid"), [(0, True), (4, True), (5, True), (6, False)])
def test_ballot_with_more_names_than_seats_is_spoilt(marked, valid):
    assert is_ballot_valid(marked, 5) is valid


BANDS = [[100, 200, 30, 40], [201, 1000, 40, 60], [1001, 5000, 60, 90], [5001, 10000, 90, 130]]


@pytest.mark.parametrize(
    ("members", "delegates"), [(99, None), (100, (30, 40)), (1000, (40, 60)), (1001, (60, 90))]
)
def test_size_of_a_delegates_assembly(members, delegates):
    assert delegates_range(members, BANDS) == delegates


@given(
    votes=st.dictionaries(
        st.text("甲乙丙丁戊己庚", min_size=1, max_size=2), st.integers(0, 86), max_size=7
    ),
    seats=st.integers(1, 7),
)
def test_nobody_is_elected_below_the_majority_and_no_seat_is_given_twice(votes, seats):
    found = outcome(replace(SHEET, votes=votes, seats=seats))
    assert all(votes[name] >= 51 for name in found.elected + found.tied)
    assert len(found.elected) + found.tied_seats + found.open_seats == seats
    assert bool(found.tied) == bool(found.tied_seats)
    losers = set(votes) - set(found.elected) - set(found.tied)
    if found.tied_seats or not found.open_seats:
        worst = min((votes[name] for name in found.elected + found.tied), default=0)
        assert all(votes[name] <= worst or votes[name] < 51 for name in losers)
