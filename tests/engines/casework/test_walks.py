"""Whatever people press, in whatever order: the record and the standing of a case agree."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.casework.api import CannotStep, available_steps, take_step
from gonghui.engines.casework.models import Case, Clock
from gonghui.engines.casework.queries import due_of
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import Refused
from tests.engines.casework.conftest import MONDAY, kettle_fields
from tests.engines.casework.kettle import KETTLE

pytestmark = pytest.mark.usefixtures("all_scope")
STEPS = [each.id for each in KETTLE.transitions]
PICK = st.one_of(st.integers(0, 5), st.sampled_from(STEPS))
"""One of the steps that the state offers, by number, or any step of the table, by name."""
MOVES = st.lists(
    st.tuples(PICK, st.sampled_from(["cook", "taster", "guest"]), st.integers(0, 9)),
    max_size=25,
)


def check_record(case: Case) -> None:
    """One state; steps chain from the first state to it; numbers without gaps."""
    steps = list(case.steps.all())
    path = [KETTLE.initial.id, *(step.target for step in steps)]
    assert [step.source for step in steps] == path[:-1]
    assert (case.state_id, case.state_kind) == (path[-1], KETTLE.state(path[-1]).kind)
    assert [step.step_no for step in steps] == list(range(1, len(steps) + 1))
    assert case.round_no == 1 + sum(step.transition == "refill" for step in steps)


def check_clocks(case: Case) -> None:
    """Clocks run or pause exactly where the table says; pauses do not overlap; the sums are right."""
    state = KETTLE.state(case.state_id)
    alive = list(Clock.objects.filter(case=case, stopped_on=FOREVER))
    assert {each.key for each in alive if not each.paused} == set(state.clocks)
    assert case.due == min((each.due for each in alive if not each.paused), default=FOREVER)
    for clock in Clock.objects.filter(case=case):
        pauses = list(clock.pauses.order_by("pk").values_list("paused_on", "resumed_on"))
        assert all(a <= b for a, b in pauses)
        assert all(first[1] <= then[0] for first, then in pairwise(pauses))
        assert [b for _a, b in pauses].count(FOREVER) == clock.paused
        if not clock.paused and clock.stopped_on == FOREVER:
            due = due_of(clock.unit, clock.length, clock.started_on, pauses)
            assert clock.computed_due == due.day


def check_holder(case: Case) -> None:
    """Somebody has an open case, nobody a closed one."""
    held = bool(case.holder_union_id or case.holder_user_id)
    assert held == case.is_open == (case.closed_at is None)
    assert bool(available_steps(case, case.opened_by)) == case.is_open


def picked(case: Case, pick: int | str) -> str:
    """The step that was meant."""
    offered = [each.id for each in KETTLE.transitions_from(case.state_id)]
    return offered[pick % len(offered)] if isinstance(pick, int) and offered else str(pick)


@given(moves=MOVES)
def test_record_and_standing_agree_after_any_walk(scene, brew, on_day, moves):
    on_day(MONDAY)
    case, day = brew(), MONDAY
    for pick, who, days in moves:
        day += timedelta(days)
        on_day(day)
        before = Case.objects.filter(pk=case.pk).values().get()
        try:
            take_step(
                actor=getattr(scene, who),
                case=case,
                transition=picked(case, pick),
                note="随手",
                fields=kettle_fields(),
                expected_state=before["state_id"],
            )
        except (CannotStep, Refused, LookupError):
            assert Case.objects.filter(pk=case.pk).values().get() == before
        else:
            assert before["is_open"]
        case = Case.objects.get(pk=case.pk)
        check_record(case)
        check_clocks(case)
        check_holder(case)
    assert day >= date(2025, 3, 3)
