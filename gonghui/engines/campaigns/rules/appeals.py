"""When an appeal comes in time, and until when it is decided (handbook contests §6)."""

from datetime import date, datetime, timedelta


def closes_at(published_at: datetime, hours: int) -> datetime:
    """Until when appeals are taken: so many hours after the result was made known."""
    return published_at + timedelta(hours=hours)


def decide_by(filed_on: date, days: int) -> date:
    """The last day on which the committee decides: the day of the appeal is the first contest day.

    Args:
        filed_on: the day on which it came.
        days: contest days; 1 means on the same day.
    """
    return filed_on + timedelta(days=max(days, 1) - 1)
