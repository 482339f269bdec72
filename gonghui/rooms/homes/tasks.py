"""Clockwork of this room."""

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.homes.actions.ratings import close_rating
from gonghui.rooms.homes.queries.ratings import overdue_ratings


def close_due_ratings() -> None:
    """Count the ratings whose last day is over; publishing stays a person's decision."""
    with scoping.everything("ratings of all unions end by the calendar"):
        for rating in overdue_ratings():
            close_rating(actor=SYSTEM, rating=rating)
