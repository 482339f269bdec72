"""What the clock starts."""

from gonghui.rooms.organising.actions import renewals


def remind_of_terms() -> None:
    """Tell unions whose term ends soon or has ended."""
    renewals.remind_of_terms()
