"""What this room keeps."""

from gonghui.rooms.stewardship.models.points import (
    ContactPoint,
    HalfDay,
    Leader,
    PointReport,
    Stop,
    Ticket,
    Visit,
)

__all__ = ["ContactPoint", "HalfDay", "Leader", "PointReport", "Stop", "Ticket", "Visit"]
