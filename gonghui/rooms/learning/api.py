"""The door of this room for the demonstration."""

from gonghui.rooms.learning.actions.events import draft_event, publish_event, set_seats
from gonghui.rooms.learning.actions.history import PastEvent, PastRecord, import_records
from gonghui.rooms.learning.actions.nominations import nominate

__all__ = [
    "PastEvent",
    "PastRecord",
    "draft_event",
    "import_records",
    "nominate",
    "publish_event",
    "set_seats",
]
