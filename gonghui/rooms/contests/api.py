"""The door of this room for faces and the demonstration."""

from gonghui.rooms.contests.actions.labour import list_contest, propose_contest
from gonghui.rooms.contests.actions.progress import (
    add_dimension,
    add_milestone,
    reach_milestone,
    record_merit,
    score_period,
)
from gonghui.rooms.contests.actions.results import known_results, record_result
from gonghui.rooms.contests.queries.labour import case_of, contest_of

__all__ = [
    "add_dimension",
    "add_milestone",
    "case_of",
    "contest_of",
    "known_results",
    "list_contest",
    "propose_contest",
    "reach_milestone",
    "record_merit",
    "record_result",
    "score_period",
]
