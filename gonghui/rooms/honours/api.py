"""The door of this room for faces."""

from gonghui.rooms.honours.actions.awards import known_series, series_for

__all__ = ["known_series", "series_for"]
