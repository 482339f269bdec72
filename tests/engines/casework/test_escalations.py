"""The clockwork reminds before and reports after, each rung once."""

from datetime import date

import pytest

from gonghui.engines.casework.actions import remind_and_escalate
from gonghui.engines.casework.api import pause_clock
from gonghui.engines.casework.models import Escalation
from gonghui.engines.casework.queries import escalated_to
from gonghui.kernel.notices.models import Notice

pytestmark = pytest.mark.usefixtures("all_scope")


def rungs() -> list[tuple[str, str]]:
    """What was done, in order."""
    return list(Escalation.objects.order_by("pk").values_list("clock__key", "rung"))


def told(user) -> list[str]:
    """Titles of the clock notices of a user."""
    rows = Notice.objects.filter(recipient=user, kind="casework.clock").order_by("pk")
    return list(rows.values_list("title", flat=True))


def test_nothing_is_said_while_there_is_time(steeping):
    assert (remind_and_escalate(on=date(2025, 3, 4)), rungs()) == (0, [])


def test_holder_is_reminded_once(scene, steeping):
    counts = [remind_and_escalate(on=date(2025, 3, 5)) for _turn in range(2)]
    assert (counts, rungs()) == ([1, 0], [("steep", "remind-1")])
    assert told(scene.taster) == ["快到期：已温杯，浸泡时限 2025-03-06到期"]


def test_only_the_latest_reminder_is_sent_after_a_standstill(brew):
    brew()
    assert (remind_and_escalate(on=date(2025, 4, 1)), rungs()) == (1, [("whole", "remind-1")])


def test_overdue_is_reported_to_the_upper_union_once(scene, brew):
    case = brew()
    counts = [remind_and_escalate(on=date(2025, 4, 3)) for _turn in range(2)]
    assert (counts, rungs()) == ([1, 0], [("whole", "overdue")])
    assert Escalation.objects.get().union == scene.federation
    assert told(scene.cook) == ["已逾期：一壶茶，上茶时限 2025-04-02到期"]
    assert list(escalated_to(scene.taster)) == [case]


def test_upper_union_is_told_only_who_holds_the_permission(scene, brew):
    brew()
    remind_and_escalate(on=date(2025, 4, 3))
    assert told(scene.taster) == ["已逾期：一壶茶，上茶时限 2025-04-02到期"]
    assert told(scene.guest) == []


def test_paused_and_closed_clocks_are_left_alone(scene, brew, steeping, press):
    press(scene.guest, brew(), "send_away")
    for clock in steeping.clocks.all():
        pause_clock(actor=scene.cook, clock=clock, reason="停水")
    assert (remind_and_escalate(on=date(2026, 1, 1)), rungs()) == (0, [])


def test_escalation_leaves_the_board_when_the_case_closes(scene, steeping, press):
    remind_and_escalate(on=date(2025, 3, 10))
    press(scene.taster, steeping, "spill", note="猫")
    assert list(escalated_to(scene.taster)) == []
