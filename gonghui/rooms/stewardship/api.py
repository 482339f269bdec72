"""The door of this room for faces and the demonstration."""

from gonghui.rooms.stewardship.actions.agenda import (
    add_task,
    advance_topic,
    enter_meeting,
    finish_task,
    pool_topic,
    schedule_topic,
)
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
    "add_task",
    "adjust_point",
    "advance_topic",
    "enrol_leader",
    "enter_meeting",
    "file_report",
    "finish_task",
    "log_progress",
    "name_point",
    "open_batch",
    "pool_topic",
    "raise_problem",
    "record_visit",
    "reopen_item",
    "schedule_topic",
]
