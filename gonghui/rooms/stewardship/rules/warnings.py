"""The ladder of warnings before and after a due day (handbook homes §8, three colours)."""

from collections.abc import Sequence
from datetime import date

GREEN, YELLOW, RED = "green", "yellow", "red"
COLOURS = (GREEN, YELLOW, RED)


def rung_of(due: date, day: date, ladder: Sequence[int]) -> str:
    """The highest colour reached on ``day``, "" before the first.

    Args:
        due: the last day.
        day: the day that is asked about.
        ladder: calendar days, e.g. ``(-20, -10, 1)``: green and yellow before the due day, red after.
    """
    passed = (day - due).days
    reached = [colour for colour, at in zip(COLOURS, ladder, strict=False) if passed >= at]
    return reached[-1] if reached else ""
