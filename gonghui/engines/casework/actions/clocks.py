"""Starting, pausing, resuming, moving and stopping clocks; ``case.due`` follows them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.models import Case, Clock, ClockPause
from gonghui.engines.casework.queries import due_of
from gonghui.engines.casework.rules import START_DAYS, CannotStep, ClockRule, State
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import require

MANAGE = "casework.clock:manage"


def run_clocks(case: Case, source: State | None, target: State, *, event: str) -> None:
    """Let the clocks follow a step, then keep ``case.due``.

    A clock named by both states goes on; one the case leaves stops, or pauses while the case is
    returned for completion and goes on when it comes back (handbook organisation §7, 补正).
    """
    day = dates.today()
    running = _running(case) if source else {}
    for clock in running.values():
        follow(clock, source, target, day)
    Clock.objects.bulk_create(
        made_clock(case, case.table.clock(key), event)
        for key in target.clocks
        if key not in running
    )
    if running or target.clocks or case.due != FOREVER:
        keep_due(case)


def _running(case: Case) -> dict[str, Clock]:
    """The clocks that run or pause, by key; a case just opened has none."""
    rows = Clock._base_manager.filter(case=case, stopped_on=FOREVER)
    return {each.key: each for each in rows}


def follow(clock: Clock, source: State | None, target: State, day: date) -> None:
    """Let a running or paused clock go on, pause or stop with a step."""
    if clock.key in target.clocks:
        _resume(clock, day)
    elif target.kind == StateKind.RETURNED and source and clock.key in source.clocks:
        _pause(clock, day, target.label)
    elif not (clock.paused and target.kind == StateKind.RETURNED):
        _stop(clock, day)


def ends_simply(clock: Clock, target: State) -> bool:
    """Whether a step into ``target`` only writes the day on which the clock stopped."""
    return not clock.paused and clock.key not in target.clocks and target.kind != StateKind.RETURNED


def keep_due(case: Case) -> None:
    """Write the earliest due day of the running clocks to the case, FOREVER when none runs."""
    running = case.clocks.filter(stopped_on=FOREVER, paused=False)
    case.due = min((each.due for each in running), default=FOREVER)
    case.save(update_fields=["due"])


@action
def start_clock(
    *, actor: Any, case: Case, rule: ClockRule, started_on: date | None = None, event: str
) -> Clock:
    """Start a clock that no state starts by itself; the caller is an action that asked the policy.

    Args:
        actor: who.
        case: whose clock.
        rule: length and unit; an option it names overrides the length.
        started_on: day of the event, today by default.
        event: what happened then.
    """
    clock = made_clock(case, rule, event, started_on)
    clock.save()
    keep_due(case)
    trace("casework.clock.started", **_said(clock, actor))
    return clock


@action
def pause_clock(*, actor: Any, clock: Clock, reason: str, on: date | None = None) -> Clock:
    """Stop counting from ``on`` until resumed; asks casework.clock:manage, keeps the case's due day.

    Raises:
        Refused: no permission at the union that has the case.
        CannotStep: the clock does not run.
    """
    clock = _managed(actor, clock)
    if not clock.is_running:
        raise CannotStep(_("时限“%(clock)s”没有在计时。") % {"clock": clock.label})
    _pause(clock, on or dates.today(), reason)
    keep_due(clock.case)
    trace("casework.clock.paused", **_said(clock, actor), reason=reason)
    return clock


@action
def resume_clock(*, actor: Any, clock: Clock, on: date | None = None) -> Clock:
    """Go on counting; the due day moves by what the pause took.

    Raises:
        Refused: no permission at the union that has the case.
        CannotStep: the clock is not paused, or ``on`` lies before the pause.
    """
    clock = _managed(actor, clock)
    if not clock.paused:
        raise CannotStep(_("时限“%(clock)s”没有暂停。") % {"clock": clock.label})
    _resume(clock, on or dates.today())
    keep_due(clock.case)
    trace("casework.clock.resumed", **_said(clock, actor))
    return clock


@action
def move_due(*, actor: Any, clock: Clock, due: date, reason: str) -> Clock:
    """Set another due day by hand; the computed one and the reason stay beside it.

    Raises:
        Refused: no permission at the union that has the case.
        CannotStep: no reason, or the clock has stopped.
    """
    clock = _managed(actor, clock)
    if clock.stopped_on != FOREVER or not reason.strip():
        raise CannotStep(_("只能调整未停止的时限，并须写明原因。"))
    before = clock.due
    clock.manual_due, clock.due_reason = due, reason.strip()
    clock.save()
    keep_due(clock.case)
    trace(
        "casework.clock.moved",
        **_said(clock, actor),
        before=before.isoformat(),
        due=due.isoformat(),
        reason=reason,
    )
    return clock


@action
def stop_clock(*, actor: Any, clock: Clock, on: date | None = None) -> Clock:
    """End a clock that no state ends by itself; the caller is an action that asked the policy."""
    _stop(clock, on or dates.today())
    keep_due(clock.case)
    trace("casework.clock.stopped", **_said(clock, actor))
    return clock


def _managed(actor: Any, clock: Clock) -> Clock:
    """The clock again, under the lock of its case, after asking the policy."""
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("union").get(pk=clock.case_id)
    )
    require(actor, MANAGE, case.union)
    fresh = Clock.objects.get(pk=clock.pk)
    fresh.case = case
    return fresh


def made_clock(case: Case, rule: ClockRule, event: str, started_on: date | None = None) -> Clock:
    """A clock of ``rule``, not saved; it starts on the day that the rule names, today by default."""
    day = started_on or (START_DAYS.get(rule.starts)(case) if rule.starts else dates.today())
    length = option(rule.option, case.union) if rule.option else rule.n
    due = due_of(rule.unit, length, day, [])
    return Clock(
        case=case,
        key=rule.key,
        label=rule.label,
        rule_id=rule.rule_id,
        start_event=event,
        length=length,
        unit=rule.unit,
        started_on=day,
        computed_due=due.day,
        tentative=due.tentative,
    )


def _pause(clock: Clock, day: date, reason: str) -> None:
    ClockPause.objects.create(clock=clock, paused_on=day, reason=reason)
    clock.paused = True
    clock.save(update_fields=["paused"])


def _resume(clock: Clock, day: date) -> None:
    """End an open pause, if there is one, and give its days back."""
    if not clock.paused:
        return
    _end_pause(clock, day)
    pauses = list(clock.pauses.values_list("paused_on", "resumed_on"))
    due = due_of(clock.unit, clock.length, clock.started_on, pauses)
    clock.paused, clock.computed_due, clock.tentative = False, due.day, due.tentative
    clock.save(update_fields=["paused", "computed_due", "tentative"])


def _stop(clock: Clock, day: date) -> None:
    if clock.paused:
        _end_pause(clock, day)
    clock.paused, clock.stopped_on = False, day
    clock.save(update_fields=["paused", "stopped_on"])


def _end_pause(clock: Clock, day: date) -> None:
    pause = clock.pauses.get(resumed_on=FOREVER)
    if day < pause.paused_on:
        raise CannotStep(_("恢复日不能早于暂停日。"))
    pause.resumed_on = day
    pause.save(update_fields=["resumed_on"])


def _said(clock: Clock, actor: Any) -> dict[str, Any]:
    """What every trace of a clock says."""
    return {
        "actor": actor,
        "subject": clock,
        "union_id": clock.case.union_id,
        "clock": clock.label,
    }
