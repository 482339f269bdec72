"""The clock: periodic work, started once each turn however many workers there are."""

import logging
from datetime import datetime, time, timedelta

from django.utils import timezone

from gonghui.kernel.jobs.declarations import Periodic, periodics
from gonghui.kernel.jobs.models import Schedule
from gonghui.kernel.lib import scoping

logger = logging.getLogger(__name__)


def run_due() -> int:
    """Run every periodic task whose turn it is and that no other worker took; returns how many."""
    last_runs = dict(Schedule.objects.values_list("key", "last_run_at"))
    now = timezone.now()
    count = 0
    for key, periodic in periodics:
        if key not in last_runs:
            last_runs[key] = _first_seen(periodic, now)
        if is_due(periodic.every, last_runs[key], now) and _claim(key, last_runs[key], now):
            _run(periodic)
            count += 1
    return count


def is_due(every: timedelta | time, last_run: datetime | None, now: datetime) -> bool:
    """Whether it is time: the pause is over, or the daily time has come since the last run."""
    if last_run is None:
        return True
    if isinstance(every, timedelta):
        return now - last_run >= every
    latest = timezone.localtime(now).replace(
        hour=every.hour, minute=every.minute, second=0, microsecond=0
    )
    if latest > now:
        latest -= timedelta(days=1)
    return last_run < latest


def _first_seen(periodic: Periodic, now: datetime) -> datetime | None:
    """A daily task waits for its hour; anything else starts at once."""
    start = None if isinstance(periodic.every, timedelta) else now
    schedule, _made = Schedule.objects.get_or_create(
        key=periodic.key, defaults={"last_run_at": start}
    )
    return schedule.last_run_at


def _claim(key: str, last_run: datetime | None, now: datetime) -> bool:
    return bool(Schedule.objects.filter(key=key, last_run_at=last_run).update(last_run_at=now))


def _run(periodic: Periodic) -> None:
    error = ""
    try:
        with scoping.everything(f"periodic {periodic.key}"):
            periodic.function()
    except Exception as trouble:
        logger.exception("periodic task %s failed", periodic.key)
        error = f"{type(trouble).__name__}: {trouble}"[:500]
    Schedule.objects.filter(key=periodic.key).exclude(last_error=error).update(last_error=error)
