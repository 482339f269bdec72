"""A day that a test sets and moves on, so that notices run out and deadlines pass without waiting."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gonghui.kernel.lib import dates

BEGIN = date(2026, 3, 2)
"""A Monday without a holiday in the weeks after it until Qingming."""
NOON = time(12, 0)


class Clock:
    """Stands at ``day`` and ``hour`` until it is moved; what the program asks of the time, it answers."""

    def __init__(self, monkeypatch, day=BEGIN) -> None:
        self.now = timezone.make_aware(datetime.combine(day, NOON))
        monkeypatch.setattr(dates, "today", self._day)
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def _day(self):
        return self.now.date()

    @property
    def today(self) -> date:
        """The day it shows."""
        return self.now.date()

    def forward(self, **span) -> None:
        """Move on by days, hours, minutes …"""
        self.now += timedelta(**span)

    def to(self, day) -> None:
        """Move to noon of a day."""
        self.now = timezone.make_aware(datetime.combine(day, NOON))

    def year(self, year) -> None:
        """Move to the same first Monday of March of another year."""
        first = date(year, 3, 1)
        self.to(first + timedelta(days=(7 - first.weekday()) % 7))
