"""The figures of this room (handbook homes §15); the review only reads them."""

from gonghui.kernel.indicators.api import register
from gonghui.rooms.stewardship.indicators.agenda import AGENDA
from gonghui.rooms.stewardship.indicators.items import ITEMS
from gonghui.rooms.stewardship.indicators.points import POINTS

INDICATORS = (*POINTS, *ITEMS, *AGENDA)


def register_indicators() -> None:
    """Declare them all."""
    for indicator in INDICATORS:
        register(indicator)
