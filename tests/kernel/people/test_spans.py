"""Deriving spans from events: the table of handbook organisation §8, and every order of entry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.enums import EventKind as E
from gonghui.kernel.people.enums import MembershipStatus as S
from gonghui.kernel.people.spans import (
    ALLOWED_FROM,
    MOVING,
    STATUS_AFTER,
    Contradiction,
    Happening,
    Span,
    derive_spans,
)


def day(number):
    return date(2020, 1, 1) + timedelta(days=number)


def happen(*events):
    """(kind, union, day) in the order of entry."""
    return [
        Happening(kind, union, day(at), order) for order, (kind, union, at) in enumerate(events)
    ]


def test_no_events_no_spans():
    assert derive_spans([]) == []


def test_admit_gives_one_present_span():
    assert derive_spans(happen((E.ADMIT, 1, 0))) == [Span(day(0), FOREVER, 1, S.NORMAL)]


def test_transfer_counts_at_the_old_union_until_it_is_accepted():
    events = happen((E.ADMIT, 1, 0), (E.TRANSFER_OUT, 1, 10), (E.TRANSFER_IN, 2, 20))

    assert derive_spans(events) == [
        Span(day(0), day(10), 1, S.NORMAL),
        Span(day(10), day(20), 1, S.TRANSFERRING),
        Span(day(20), FOREVER, 2, S.NORMAL),
    ]


def test_withdrawn_transfer_leaves_the_member_where_they_were():
    events = happen((E.ADMIT, 1, 0), (E.TRANSFER_OUT, 1, 10), (E.TRANSFER_BACK, 1, 12))

    assert derive_spans(events)[-1] == Span(day(12), FOREVER, 1, S.NORMAL)


def test_retained_may_stand_in_the_upper_union_and_be_restored():
    events = happen((E.ADMIT, 1, 0), (E.RETAIN, 9, 5), (E.RESTORE, 1, 8))

    assert derive_spans(events)[1:] == [
        Span(day(5), day(8), 9, S.RETAINED),
        Span(day(8), FOREVER, 1, S.NORMAL),
    ]


def test_regroup_keeps_the_status():
    events = happen((E.ADMIT, 1, 0), (E.TRANSFER_OUT, 1, 3), (E.REGROUP, 2, 5))

    assert derive_spans(events)[-1] == Span(day(5), FOREVER, 2, S.TRANSFERRING)


def test_events_of_one_day_count_in_the_order_of_entry():
    events = happen((E.ADMIT, 1, 0), (E.TRANSFER_OUT, 1, 7), (E.TRANSFER_IN, 2, 7))

    assert derive_spans(events) == [
        Span(day(0), day(7), 1, S.NORMAL),
        Span(day(7), FOREVER, 2, S.NORMAL),
    ]


def test_backdated_event_moves_everything_after_it():
    events = happen((E.ADMIT, 1, 0), (E.LEAVE, 1, 30), (E.RETAIN, 1, 10))

    assert derive_spans(events) == [
        Span(day(0), day(10), 1, S.NORMAL),
        Span(day(10), day(30), 1, S.RETAINED),
        Span(day(30), FOREVER, 1, S.LEFT),
    ]


def test_voided_event_counts_for_nothing():
    admitted, left = happen((E.ADMIT, 1, 0), (E.LEAVE, 1, 30))
    voided = Happening(left.kind, left.union_id, left.on, left.order, voided=True)
    correction = Happening(E.CORRECT, 1, day(40), 2)

    assert derive_spans([admitted, voided, correction]) == derive_spans([admitted])


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (E.LEAVE, S.LEFT),
        (E.LAPSE, S.LAPSED),
        (E.EXPEL, S.EXPELLED),
        (E.DIE, S.DECEASED),
    ],
)
def test_end_of_a_membership(kind, status):
    assert derive_spans(happen((E.ADMIT, 1, 0), (kind, 1, 9)))[-1].status == status


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([(E.LEAVE, 1, 0)], "2020-01-01的“退会”与当时的会籍状态“尚无会籍”不符"),
        (
            [(E.ADMIT, 1, 0), (E.ADMIT, 2, 1)],
            "2020-01-02的“入会”与当时的会籍状态“正常”不符",
        ),
        (
            [(E.ADMIT, 1, 0), (E.DIE, 1, 1), (E.RESTORE, 1, 2)],
            "2020-01-03的“恢复”与当时的会籍状态“去世”不符",
        ),
        (
            [(E.ADMIT, 1, 0), (E.TRANSFER_IN, 2, 1)],
            "2020-01-02的“转入”与当时的会籍状态“正常”不符",
        ),
    ],
)
def test_impossible_events_are_refused(events, sentence):
    with pytest.raises(Contradiction) as refusal:
        derive_spans(happen(*events))

    assert str(refusal.value) == sentence


@st.composite
def histories(draw):
    """Possible histories: every event is allowed by the state before it; days never go back."""
    status, events, at = None, [], 0
    for order in range(draw(st.integers(0, 12))):
        kinds = sorted(kind for kind, states in ALLOWED_FROM.items() if status in states)
        if not kinds:
            break
        kind = draw(st.sampled_from(kinds))
        at += draw(st.integers(0, 3))
        events.append(Happening(kind, draw(st.integers(1, 3)), day(at), order))
        status = STATUS_AFTER.get(kind, status)
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_spans_follow_a_day_by_day_reading_in_any_order_of_arrival(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)

    spans = derive_spans(shuffled)

    for number in range(40):
        assert state_by_reading(events, day(number)) == state_by_spans(spans, day(number))


@given(histories())
def test_spans_are_consecutive_and_only_the_last_is_present(events):
    spans = derive_spans(events)

    ends = [span.end for span in spans]
    assert ends == [span.start for span in spans[1:]] + [FOREVER] * bool(spans)
    assert all(span.start < span.end for span in spans)


def state_by_reading(events, on):
    union, status = None, None
    for event in events:
        if event.on <= on:
            union = event.union_id if event.kind in MOVING else union
            status = STATUS_AFTER.get(event.kind, status)
    return union, status


def state_by_spans(spans, on):
    found = [(span.union_id, span.status) for span in spans if span.start <= on < span.end]
    return found[0] if found else (None, None)
