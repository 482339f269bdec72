"""Sets the clock of this process back, so that the actions of the demonstration happen on their days.

Only the command that loads the province does this, before anybody is served.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone


@contextmanager
def at(day: date, hour: int = 10) -> Iterator[None]:
    """Within the block it is that hour of that day, local time."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    before = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = before
