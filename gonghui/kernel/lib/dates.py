"""Dated facts as half-open intervals ``[valid_from, valid_to)``; what has no end ends at FOREVER.

One far date instead of NULL keeps every "as it was on DATE" question a plain range condition.
"""

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
