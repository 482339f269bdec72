"""The door of this room for faces and the demonstration."""

from gonghui.rooms.homes.actions.pairings import begin_pairing, end_pairing, record_visit
from gonghui.rooms.homes.actions.past import PastRating, record_ratings
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
    "PastRating",
    "PlaceKind",
    "PlaceStatus",
    "begin_pairing",
    "cast_rating",
    "close_rating",
    "end_pairing",
    "enter_place",
    "file_report",
    "open_place",
    "open_rating",
    "publish_rating",
    "record_ratings",
    "record_visit",
    "tie_title",
    "title_series",
]
