"""Dated facts as half-open intervals ``[valid_from, valid_to)``; what has no end ends at FOREVER.

One far date instead of NULL keeps every "as it was on DATE" question a plain range condition.
"""

from calendar import monthrange
from datetime import date

from django.db.models import Q
from django.utils import timezone

FOREVER = date(9999, 12, 31)


def today() -> date:
    """The current day in the federation's time zone."""
    return timezone.localdate()


def valid_on(day: date, prefix: str = "") -> Q:
    """Condition for rows valid on ``day``; ``prefix`` leads to the dated model, e.g. ``"union__"``."""
    return Q(**{f"{prefix}valid_from__lte": day, f"{prefix}valid_to__gt": day})


def months_after(day: date, n: int) -> date:
    """The matching day ``n`` months on (back when negative), or that month's last; no rest day moves it.

    For terms, reminders and validity, which are dates and not legal time limits.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
