"""Cases, the table versions they run on, their steps, clocks, delegations and escalations."""

from gonghui.engines.casework.models.cases import (
    LEFT_BEHIND,
    Case,
    Step,
    TableVersion,
    TwoSidedManager,
)
from gonghui.engines.casework.models.clocks import Clock, ClockPause, Escalation
from gonghui.engines.casework.models.delegations import Delegation
from gonghui.engines.casework.models.documents import CaseDocument

__all__ = [
    "LEFT_BEHIND",
    "Case",
    "CaseDocument",
    "Clock",
    "ClockPause",
    "Delegation",
    "Escalation",
    "Step",
    "TableVersion",
    "TwoSidedManager",
]
