"""The door of this room for faces."""

from gonghui.rooms.contests.actions.labour import propose_contest
from gonghui.rooms.contests.actions.results import known_results, record_result

__all__ = ["known_results", "propose_contest", "record_result"]
