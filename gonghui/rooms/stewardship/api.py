"""The door of this room for faces and the demonstration."""

from gonghui.rooms.stewardship.actions.items import (
    add_item,
    add_rule,
    log_progress,
    open_batch,
    reopen_item,
)
from gonghui.rooms.stewardship.actions.points import (
    adjust_point,
    enrol_leader,
    file_report,
    name_point,
)
from gonghui.rooms.stewardship.actions.visits import Trip, raise_problem, record_visit

__all__ = [
    "Trip",
    "add_item",
    "add_rule",
    "adjust_point",
    "enrol_leader",
    "file_report",
    "log_progress",
    "name_point",
    "open_batch",
    "raise_problem",
    "record_visit",
    "reopen_item",
]
