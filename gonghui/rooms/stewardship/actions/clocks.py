"""A deadline that a person set on a given day, as a clock of a case."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, move_due, start_clock
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER


def run_until(*, actor: Any, case: Case, key: str, due: date, event: str) -> None:
    """Let the clock ``key`` of the case's table run until exactly ``due``; traces of the clock.

    The engine computes due days by the rules of legal time limits, which skip holidays; a day that
    was set by hand is kept as it was set.
    """
    today = dates.today()
    start = min(today, due)
    rule = replace(case.table.clock(key), n=(due - start).days, option="", starts="")
    clock = start_clock(actor=actor, case=case, rule=rule, started_on=start, event=event)
    if clock.due != due:
        move_due(actor=SYSTEM, clock=clock, due=due, reason=_("按交办时定的日期，不顺延"))


def move_running(*, case: Case, key: str, due: date, reason: str) -> None:
    """Move the running clock ``key`` of the case to ``due``, if one runs to another day; traces it.

    The caller has asked whether the actor may.
    """
    clock = case.clocks.filter(key=key, stopped_on=FOREVER).first()
    if clock is not None and clock.due != due:
        move_due(actor=SYSTEM, clock=clock, due=due, reason=reason)
