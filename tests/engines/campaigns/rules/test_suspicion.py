"""Marks of suspicion: what is looked at, what is left alone, and that no mark ever changes a count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.suspicion import SuspicionRule, suspicious
from gonghui.engines.campaigns.rules.votes import CastBallot, tallies

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def ballots(number, *, start=0, every=60, choice="a", prefix="b", **more):
    """``number`` ballots, one each ``every`` seconds from ``start`` seconds after noon."""
    return [
        CastBallot(f"{prefix}{i}", NOON + timedelta(seconds=start + i * every), (choice,), **more)
        for i in range(number)
    ]


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


def test_campus_behind_one_address_is_left_alone():
    campus = ballots(60, every=4, address="campus")
    for place, ballot in enumerate(campus):
        campus[place] = replace(ballot, choices=(f"c{place % 12}",), agent=f"phone {place % 20}")

    assert suspicious(campus) == {}


def test_more_than_a_campus_sends_is_marked():
    cast = ballots(61, every=4, address="farm")

    assert [b.key for b in cast if "address" in suspicious(cast).get(b.key, ())] == [
        b.key for b in cast
    ]


def test_one_browser_behind_one_address_is_marked_sooner():
    cast = ballots(11, every=20, agent="farm phone")

    assert suspicious(cast) == {f"b{i}": ("agent",) for i in range(11)}


@pytest.mark.parametrize(("seconds", "marked"), [(14, 8), (15, 0)])
def test_devices_that_choose_faster_than_anybody_reads_are_marked(seconds, marked):
    new = ballots(8, every=10, device_age_seconds=seconds)
    old = ballots(2, every=10, prefix="o", device_age_seconds=60)

    found = suspicious([*new, *old])

    assert found == {f"b{i}": ("new_devices",) for i in range(marked)}


def test_questions_in_words_are_marked_when_nearly_everybody_takes_them():
    words = ballots(8, every=10, way="words")
    digits = ballots(2, every=10, prefix="d", way="digits")

    assert suspicious([*words, *digits]) == {f"b{i}": ("words",) for i in range(8)}
    assert suspicious([*words, *digits, *ballots(1, prefix="e", way="digits")]) == {}


def test_ranking_turned_round_after_a_post_is_marked():
    ahead = ballots(40, every=3600, choice="a", prefix="a")
    behind = ballots(40, every=3600, choice="b", prefix="b")[:30]
    post = NOON + timedelta(hours=50)
    crowd = ballots(20, start=50 * 3600, every=170, choice="b", prefix="c")

    found = suspicious([*ahead, *behind, *crowd], posts=[post])

    assert found == {f"c{i}": ("inversion",) for i in range(20)}
    assert suspicious([*ahead, *behind, *crowd]) == {}


def test_leader_who_gains_after_a_post_is_left_alone():
    ahead = ballots(40, every=3600, choice="a", prefix="a")
    post = NOON + timedelta(hours=50)
    crowd = ballots(20, start=50 * 3600, every=170, choice="a", prefix="c")

    assert suspicious([*ahead, *crowd], posts=[post]) == {}


DRAWN = st.lists(
    st.builds(
        lambda second, choice, source, way, age: CastBallot(
            "", NOON + timedelta(seconds=second), (choice,), source, source, source, source,
            source, way, age, age,
        ),
        st.integers(0, 900),
        st.sampled_from("ab"),
        st.sampled_from(["", "x", "y"]),
        st.sampled_from(["digits", "words"]),
        st.one_of(st.none(), st.integers(0, 40)),
    ),
    max_size=40,
).map(lambda cast: [replace(ballot, key=str(place)) for place, ballot in enumerate(cast)])  # fmt: skip


@given(DRAWN, st.randoms(use_true_random=False))
def test_marks_do_not_hang_on_the_order_of_ballots(cast, random):
    mixed = random.sample(cast, len(cast))

    assert suspicious(mixed, posts=[NOON]) == suspicious(cast, posts=[NOON])


@given(DRAWN)
def test_marks_name_ballots_and_change_no_total(cast):
    found = suspicious(cast, SuspicionRule(least=2), posts=[NOON])
    marked = [replace(b, verdict="marked") if b.key in found else b for b in cast]

    assert set(found) <= {ballot.key for ballot in cast}
    assert tallies(marked, "ab") == tallies(cast, "ab")


@given(DRAWN)
def test_fast_sources_are_marked_as_the_definition_says(cast):
    """Marked are exactly the ballots inside some five minutes with more than three of their device."""
    found = {key for key, marks in suspicious(cast).items() if "device" in marks}
    length = timedelta(minutes=5)

    def is_fast(ballot):
        same = [b for b in cast if b.device == ballot.device]
        return ballot.device != "" and any(
            timedelta() <= ballot.at - first.at < length
            and sum(timedelta() <= b.at - first.at < length for b in same) > 3
            for first in same
        )

    assert found == {ballot.key for ballot in cast if is_fast(ballot)}
