"""The public vote: ballots, marks, totals, two reviewers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.votes import (
    BallotRule,
    CastBallot,
    SpeedLimit,
    Voter,
    ballot_digest,
    ballot_faults,
    joint_verdict,
    speed_fault,
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
        (BallotRule(), Voter(verified=False), ["1"], ["本次投票只限实名会员参加。"]),
        (BallotRule(voters="public"), Voter(verified=False), ["1"], []),
        (BallotRule(voters="invited"), Voter(invited=True), ["1"], []),
        (
            BallotRule(voters="invited"),
            Voter(verified=True),
            ["1"],
            ["邀请码不对，请对照收到的邀请码重新填写，字母不分大小写。"],
        ),
        (BallotRule(1, 2), Voter(verified=True), ["1", "1"], ["同一候选对象只能选一次。"]),
        (
            BallotRule(),
            Voter(verified=True),
            ["x"],
            ["所选的有 1 名已退出或不在候选名单中，已为您取消，请重选。"],
        ),
    ],
)
def test_ballot_is_taken_or_refused_with_a_sentence(rule, voter, choices, faults):
    assert ballot_faults(rule, voter, choices, NAMES) == faults


@pytest.mark.parametrize(("least", "most"), [(0, 1), (3, 2)])
def test_ballot_rule_without_sense_is_refused(least, most):
    with pytest.raises(ValueError):
        BallotRule(least, most)


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


@pytest.mark.parametrize(
    ("from_device", "from_address", "fault"),
    [
        (29, 599, ""),
        (30, 0, "这台设备投票过于集中，这一票暂未记入；请 5 分钟后再提交，所选已保留。"),
        (0, 600, "您所在的网络投票过于集中，这一票暂未记入；请 5 分钟后再提交，所选已保留。"),
    ],
)
def test_only_machines_are_too_fast(from_device, from_address, fault):
    assert speed_fault(SpeedLimit(), from_device, from_address) == fault


def test_digest_tells_every_changed_ballot():
    cast = ballot_digest(1, 2, NOON, [7, 5])

    assert ballot_digest(1, 2, NOON, [5, 7]) == cast
    assert cast not in (
        ballot_digest(2, 2, NOON, [5, 7]),
        ballot_digest(1, 3, NOON, [5, 7]),
        ballot_digest(1, 2, NOON + timedelta(microseconds=1), [5, 7]),
        ballot_digest(1, 2, NOON, [5, 8]),
        ballot_digest(1, 2, NOON, [57]),
    )
