"""Half-days of a trip: what a leader's year is counted in (handbook homes §7)."""

from collections.abc import Iterator
from datetime import date, timedelta

from gonghui.rooms.stewardship.enums import Half

LONGEST = 62
"""So many days a single stay may have; longer is a slip of the year."""


def half_days(
    first: date, first_half: str, last: date, last_half: str
) -> Iterator[tuple[date, str]]:
    """Every half-day from the first to the last, both included; none where the end lies before."""
    day = first
    while day <= last:
        for half in Half.values:
            after = day > first or half >= first_half
            before = day < last or half <= last_half
            if after and before:
                yield day, half
        day += timedelta(days=1)


def said(day: date, half: str) -> str:
    """A half-day in words: 2026-03-05 上午."""
    return f"{day:%Y-%m-%d} {Half(half).label}"
