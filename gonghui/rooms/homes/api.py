"""The door of this room for faces and the demonstration."""

from gonghui.rooms.homes.actions.pairings import begin_pairing, record_visit
from gonghui.rooms.homes.actions.places import (
    enter_place,
    file_report,
    open_place,
    tie_title,
    title_series,
)
from gonghui.rooms.homes.actions.ratings import (
    cast_rating,
    close_rating,
    open_rating,
    publish_rating,
)
from gonghui.rooms.homes.enums import PlaceKind, PlaceStatus

__all__ = [
    "PlaceKind",
    "PlaceStatus",
    "begin_pairing",
    "cast_rating",
    "close_rating",
    "enter_place",
    "file_report",
    "open_place",
    "open_rating",
    "publish_rating",
    "record_visit",
    "tie_title",
    "title_series",
]
