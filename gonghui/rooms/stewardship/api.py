"""The door of this room for faces and the demonstration."""

from gonghui.rooms.stewardship.actions.points import (
    adjust_point,
    enrol_leader,
    file_report,
    name_point,
)
from gonghui.rooms.stewardship.actions.visits import Trip, raise_problem, record_visit

__all__ = [
    "Trip",
    "adjust_point",
    "enrol_leader",
    "file_report",
    "name_point",
    "raise_problem",
    "record_visit",
]
