"""Clockwork of this room."""

from gonghui.kernel.lib import scoping
from gonghui.rooms.stewardship.actions.warning import warn_of_due


def warn_of_due_items() -> None:
    """Send the warnings of today, over all unions."""
    with scoping.everything("items of all unions are warned of by the calendar"):
        warn_of_due()
