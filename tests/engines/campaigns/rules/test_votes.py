"""The public vote: ballots, marks, totals, two reviewers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.votes import (
    BallotRule,
    CastBallot,
    SuspicionRule,
    Voter,
    ballot_faults,
    joint_verdict,
    suspicious,
    tallies,
)

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
TEN = BallotRule(10, 10, per="day")
NAMES = [str(i) for i in range(20)]


def ballots(number, *, start=0, every=60, choice="a", prefix="b", **more):
    """``number`` ballots, one each ``every`` seconds from ``start`` seconds after noon."""
    return [
        CastBallot(f"{prefix}{i}", NOON + timedelta(seconds=start + i * every), (choice,), **more)
        for i in range(number)
    ]


@pytest.mark.parametrize(
    ("rule", "voter", "choices", "faults"),
    [
        (TEN, Voter(verified=True), NAMES[:10], []),
        (TEN, Voter(verified=True, cast_before=5), NAMES[:10], []),
        (TEN, Voter(verified=True), NAMES[:9], ["每张选票须选 10 名，现选 9 名。"]),
        (
            BallotRule(1, 3),
            Voter(verified=True),
            NAMES[:4],
            ["每张选票须选 1 至 3 名，现选 4 名。"],
        ),
        (TEN, Voter(verified=True, cast_today=1), NAMES[:10], ["您今天已投过票，请明天再来。"]),
        (BallotRule(), Voter(verified=True, cast_before=1), ["1"], ["您已投过票。"]),
        (BallotRule(), Voter(verified=False), ["1"], ["本次投票只限实名会员或受邀人员参加。"]),
        (BallotRule(voters="public"), Voter(verified=False), ["1"], []),
        (BallotRule(voters="invited"), Voter(verified=True, invited=True), ["1"], []),
        (BallotRule(1, 2), Voter(verified=True), ["1", "1"], ["同一候选对象只能选一次。"]),
        (
            BallotRule(),
            Voter(verified=True),
            ["x"],
            ["所选对象不在候选名单中，请刷新页面后重选。"],
        ),
    ],
)
def test_ballot_is_taken_or_refused_with_a_sentence(rule, voter, choices, faults):
    assert ballot_faults(rule, voter, choices, NAMES) == faults


@pytest.mark.parametrize(("least", "most"), [(0, 1), (3, 2)])
def test_ballot_rule_without_sense_is_refused(least, most):
    with pytest.raises(ValueError):
        BallotRule(least, most)


def test_ordinary_ballots_carry_no_mark():
    cast = [
        CastBallot(f"b{i}", NOON + timedelta(seconds=37 * i), ("a",), f"v{i}", f"d{i}", "", 400)
        for i in range(100)
    ]

    assert suspicious(cast) == {}


def test_device_that_votes_fast_is_marked():
    fast = ballots(4, every=70, device="d")
    slow = ballots(4, every=150, device="e", prefix="s")

    assert suspicious([*fast, *slow]) == {f"b{i}": ("device",) for i in range(4)}


def test_account_that_votes_twice_is_marked():
    assert suspicious(ballots(2, voter="v")) == {"b0": ("account",), "b1": ("account",)}


def test_burst_of_one_candidate_is_marked():
    quiet = ballots(20, every=150)
    crowd = ballots(30, start=7200, every=5, prefix="c")
    other = ballots(30, start=7200, every=5, prefix="o", choice="z")

    found = suspicious([*quiet, *crowd, *other])

    assert found == {f"c{i}": ("burst",) for i in range(30)}


def test_new_accounts_and_one_referrer_are_marked():
    new = ballots(8, every=10, account_age_days=0, referrer="group")
    old = ballots(2, every=10, prefix="o", account_age_days=900, referrer="group")

    found = suspicious([*new, *old])

    assert set(found) == {f"b{i}" for i in range(8)} | {"o0", "o1"}
    assert (found["b0"], found["o0"]) == (("new_accounts", "referrer"), ("referrer",))


def test_few_ballots_are_left_alone():
    cast = ballots(9, every=1, account_age_days=0, referrer="group")

    assert suspicious(cast) == {}
    assert len(suspicious(cast, SuspicionRule(least=9))) == 9


def test_tallies_show_all_and_valid_votes():
    cast = [
        *ballots(4, choice="a", prefix="a"),
        *ballots(3, choice="a", prefix="x", verdict="invalid"),
        *ballots(5, choice="b", prefix="b", verdict="marked"),
    ]

    found = [(t.key, t.all_votes, t.valid_votes, t.points) for t in tallies(cast, "abc")]

    assert found == [("b", 5, 5, 100), ("a", 7, 4, 80), ("c", 0, 0, 0)]
    assert tallies([], "a")[0].points == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_tallies_add_up_to_the_ballots(cast):
    every = [
        CastBallot(str(i), NOON, (choice,), verdict="counted" if fine else "invalid")
        for i, (choice, fine) in enumerate(cast)
    ]

    found = tallies(every, "abc")

    assert sum(t.all_votes for t in found) == len(cast)
    assert sum(t.valid_votes for t in found) == sum(fine for _choice, fine in cast)
    assert all(0 <= t.points <= 100 for t in found)


@pytest.mark.parametrize(
    ("reviews", "verdict"),
    [
        ([(1, "invalid"), (2, "invalid")], "invalid"),
        ([(1, "invalid"), (1, "invalid")], None),
        ([(1, "invalid"), (2, "counted")], None),
        ([(1, "invalid"), (2, "counted"), (1, "counted")], "counted"),
        ([(1, "counted")], None),
        ([], None),
    ],
)
def test_two_people_have_to_agree(reviews, verdict):
    assert joint_verdict(reviews) == verdict
