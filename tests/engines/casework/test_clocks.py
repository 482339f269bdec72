"""Clocks follow the states, pause while a case is returned, and are moved by hand only with a reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.casework.api import (
    CannotStep,
    move_due,
    pause_clock,
    resume_clock,
    start_clock,
)
from gonghui.engines.casework.models import Case, Clock
from gonghui.engines.casework.queries import due_of, view_clock
from gonghui.engines.casework.rules import ClockRule
from gonghui.kernel.lib.calendar import working_days_between
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import Refused

pytestmark = pytest.mark.usefixtures("all_scope")


@pytest.fixture
def clock_of():
    """``clock_of(case, key)`` is the clock as it stands in the database."""

    def find(case, key) -> Clock:
        return Clock.objects.filter(case=case, key=key).latest("pk")

    return find


def test_clocks_of_the_first_state_start_with_the_case(brew, clock_of):
    case = brew()
    clock = clock_of(case, "whole")
    assert (clock.rule_id, clock.start_event, clock.length, clock.unit, clock.started_on) == (
        "house rule 2",
        "open",
        30,
        "day",
        date(2025, 3, 3),
    )
    assert (clock.computed_due, case.due) == (date(2025, 4, 2), date(2025, 4, 2))


def test_case_is_due_when_its_earliest_clock_is(steeping):
    assert steeping.due == date(2025, 3, 6)


def test_clock_named_by_both_states_goes_on(scene, steeping, clock_of):
    assert (clock_of(steeping, "whole").start_event, steeping.clocks.count()) == ("open", 2)


def test_clock_of_a_left_state_stops(scene, steeping, press, on_day, clock_of):
    on_day(date(2025, 3, 5))
    case = press(scene.taster, steeping, "pour")
    assert clock_of(case, "steep").stopped_on == date(2025, 3, 5)
    assert case.due == date(2025, 4, 2)


def test_all_clocks_stop_with_the_case(scene, steeping, press):
    case = press(scene.taster, steeping, "spill", note="猫")
    assert [each.stopped_on for each in case.clocks.all()] == [date(2025, 3, 3)] * 2
    assert case.due == FOREVER


def test_return_pauses_the_clock_and_gives_its_days_back(scene, steeping, press, on_day, clock_of):
    on_day(date(2025, 3, 4))
    returned = press(scene.taster, steeping, "too_weak", note="太淡")
    assert (clock_of(returned, "steep").paused, returned.due) == (True, date(2025, 4, 2))
    on_day(date(2025, 3, 11))
    again = press(scene.cook, returned, "again")
    clock = clock_of(again, "steep")
    assert (clock.paused, clock.computed_due, again.due) == (
        False,
        date(2025, 3, 13),
        date(2025, 3, 13),
    )
    assert clock.pauses.values_list("paused_on", "resumed_on", "reason").get() == (
        date(2025, 3, 4),
        date(2025, 3, 11),
        "太淡",
    )


def test_clock_paused_by_hand_shows_it_and_resumes(scene, steeping, on_day, clock_of):
    clock = clock_of(steeping, "steep")
    pause_clock(actor=scene.cook, clock=clock, reason="等水")
    assert view_clock(clock_of(steeping, "steep")).tone == "paused"
    on_day(date(2025, 3, 5))
    resume_clock(actor=scene.cook, clock=clock)
    assert clock_of(steeping, "steep").computed_due == date(2025, 3, 10)


def test_pause_needs_permission(scene, steeping, clock_of):
    clock = clock_of(steeping, "steep")
    with pytest.raises(Refused):
        pause_clock(actor=scene.guest, clock=clock, reason="等水")
    assert clock_of(steeping, "steep").paused is False


def test_pausing_twice_and_resuming_a_running_clock_are_refused(scene, steeping, clock_of):
    clock = clock_of(steeping, "steep")
    with pytest.raises(CannotStep, match="没有暂停"):
        resume_clock(actor=scene.cook, clock=clock)
    pause_clock(actor=scene.cook, clock=clock, reason="等水")
    with pytest.raises(CannotStep, match="没有在计时"):
        pause_clock(actor=scene.cook, clock=clock, reason="等水")


def test_resuming_before_the_pause_is_refused(scene, steeping, clock_of):
    clock = clock_of(steeping, "steep")
    pause_clock(actor=scene.cook, clock=clock, reason="等水")
    with pytest.raises(CannotStep, match="不能早于"):
        resume_clock(actor=scene.cook, clock=clock, on=date(2025, 3, 1))


def test_due_moved_by_hand_keeps_the_computed_one_and_the_reason(scene, steeping, clock_of):
    move_due(
        actor=scene.cook, clock=clock_of(steeping, "steep"), due=date(2025, 3, 20), reason="贵客"
    )
    clock = clock_of(steeping, "steep")
    assert (clock.computed_due, clock.manual_due, clock.due, clock.due_reason) == (
        date(2025, 3, 6),
        date(2025, 3, 20),
        date(2025, 3, 20),
        "贵客",
    )
    assert Case.objects.get(pk=steeping.pk).due == date(2025, 3, 20)


def test_due_is_not_moved_without_reason(scene, steeping, clock_of):
    with pytest.raises(CannotStep):
        move_due(
            actor=scene.cook, clock=clock_of(steeping, "steep"), due=date(2025, 3, 20), reason=" "
        )


def test_extra_clock_starts_on_the_day_it_is_given(scene, steeping):
    rule = ClockRule("cake", "上点心", 1, "month", "house rule 3")
    clock = start_clock(
        actor=scene.cook, case=steeping, rule=rule, started_on=date(2025, 1, 31), event="cake"
    )
    assert (clock.computed_due, Case.objects.get(pk=steeping.pk).due) == (
        date(2025, 2, 28),
        date(2025, 2, 28),
    )


@pytest.mark.parametrize(
    ("day", "left", "tone"),
    [
        (date(2025, 3, 3), 3, "green"),
        (date(2025, 3, 5), 1, "green"),
        (date(2025, 3, 6), 0, "amber"),
        (date(2025, 3, 7), -1, "red"),
        (date(2025, 3, 10), -2, "red"),
    ],
)
def test_view_counts_in_the_unit_of_the_clock(steeping, clock_of, day, left, tone):
    view = view_clock(clock_of(steeping, "steep"), on=day)
    assert (view.left, view.tone, view.unit) == (left, tone, "个工作日")


def test_calendar_clock_shows_amber_at_four_fifths(steeping, clock_of):
    clock = clock_of(steeping, "whole")
    days = [date(2025, 3, 26), date(2025, 3, 27)]
    assert [view_clock(clock, on=day).tone for day in days] == ["green", "amber"]


@pytest.mark.parametrize(
    ("unit", "n", "start", "due"),
    [
        ("workday", 5, date(2024, 9, 27), date(2024, 10, 10)),
        ("workday", 15, date(2024, 9, 30), date(2024, 10, 25)),
        ("workday", 20, date(2025, 1, 20), date(2025, 2, 21)),
        ("month", 1, date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_handbook_vectors(db, unit, n, start, due):
    assert due_of(unit, n, start, []).day == due


@given(
    length=st.integers(1, 40),
    before=st.integers(0, 60),
    gap=st.integers(0, 60),
    unit=st.sampled_from(["workday", "day"]),
)
def test_pause_never_shortens_and_gives_back_its_own_days(db, length, before, gap, unit):
    start = date(2025, 3, 3)
    pause = (start + timedelta(before), start + timedelta(before + gap))
    plain, paused = due_of(unit, length, start, []), due_of(unit, length, start, [pause])
    assert paused.day >= plain.day
    if unit == "workday":
        lost = working_days_between(*pause).days
        assert working_days_between(start, paused.day).days == length + lost
