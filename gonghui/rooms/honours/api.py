"""The door of this room for faces and the demonstration."""

from gonghui.rooms.honours.actions.awards import EVIDENCE, known_series, series_for
from gonghui.rooms.honours.actions.studios import keep_studio

__all__ = ["EVIDENCE", "keep_studio", "known_series", "series_for"]
