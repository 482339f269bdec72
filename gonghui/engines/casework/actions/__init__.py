"""Writes: opening a case, taking a step, running clocks, delegating, reminding."""

from gonghui.engines.casework.actions.clocks import (
    move_due,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clock,
)
from gonghui.engines.casework.actions.delegations import delegate, end_delegation
from gonghui.engines.casework.actions.documents import PURPOSE, add_document
from gonghui.engines.casework.actions.escalations import remind_and_escalate
from gonghui.engines.casework.actions.many import take_steps
from gonghui.engines.casework.actions.past import PastCase, PastStep, write_past_cases
from gonghui.engines.casework.actions.steps import hold_case, open_case, take_step

__all__ = [
    "PURPOSE",
    "PastCase",
    "PastStep",
    "add_document",
    "delegate",
    "end_delegation",
    "hold_case",
    "move_due",
    "open_case",
    "pause_clock",
    "remind_and_escalate",
    "resume_clock",
    "start_clock",
    "stop_clock",
    "take_step",
    "take_steps",
    "write_past_cases",
]
