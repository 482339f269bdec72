"""The floor of a contest on site: whose score may be announced when, how a time reads (handbook contests §7)."""

from collections.abc import Sequence

MINUTE = 60


def may_announce(finished: Sequence[bool], at: int, later: int) -> bool:
    """Whether the turn of an entrant's score has come: ``later`` others have finished since, or all have.

    Args:
        finished: by order of appearance, whether each has finished.
        at: position of the entrant, from 0.
        later: how many entrants an announcement waits for.
    """
    after = finished[at + 1 :]
    return finished[at] and (sum(after) >= later or all(after))


def shown_time(seconds: int) -> str:
    """Minutes and seconds as a timekeeper reads them: ``19:05``."""
    return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
