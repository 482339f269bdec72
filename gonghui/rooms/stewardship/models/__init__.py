"""What this room keeps."""

from gonghui.rooms.stewardship.models.agenda import (
    Addendum,
    AgendaRecord,
    AgendaTask,
    PartyMeeting,
)
from gonghui.rooms.stewardship.models.points import (
    ContactPoint,
    HalfDay,
    Leader,
    PointReport,
    Stop,
    Ticket,
    Visit,
)
from gonghui.rooms.stewardship.models.rectification import (
    Acceptance,
    Batch,
    Claim,
    DueMove,
    DueWarning,
    NewRule,
    Progress,
    RectItem,
)

__all__ = [
    "Acceptance",
    "Addendum",
    "AgendaRecord",
    "AgendaTask",
    "Batch",
    "Claim",
    "ContactPoint",
    "DueMove",
    "DueWarning",
    "HalfDay",
    "Leader",
    "NewRule",
    "PartyMeeting",
    "PointReport",
    "Progress",
    "RectItem",
    "Stop",
    "Ticket",
    "Visit",
]
