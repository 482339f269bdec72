"""When a clock runs out, and how to show how much of it is left."""

from dataclasses import dataclass
from datetime import date

from gonghui.engines.casework.enums import ClockUnit
from gonghui.engines.casework.models import Case, Clock
from gonghui.kernel.lib import calendar, dates
from gonghui.kernel.lib.dates import FOREVER

AMBER = 0.8
"""Share of a period after which it shows amber (handbook democracy §5)."""


@dataclass(frozen=True)
class ClockView:
    """A clock as the reader sees it; ``tone`` is "green", "amber", "red", "paused" or "stopped"."""

    clock: Clock
    left: int
    tone: str

    @property
    def overdue(self) -> int:
        """How many of its units the clock is over."""
        return max(-self.left, 0)

    @property
    def unit(self) -> str:
        """What ``left`` counts: working days for working clocks, else calendar days."""
        workday = self.clock.unit == ClockUnit.WORKDAY
        return str((ClockUnit.WORKDAY if workday else ClockUnit.DAY).label)


def due_of(
    unit: str, length: int, started_on: date, pauses: list[tuple[date, date]]
) -> calendar.Due:
    """The last day of a period; every day of a pause is given back in the unit of the clock.

    Args:
        unit: a ClockUnit.
        length: in that unit; the starting day does not count (Civil Code art. 201).
        started_on: day of the event.
        pauses: ended stretches (paused on, resumed on), the first day included.
    """
    if unit == ClockUnit.WORKDAY:
        lost = sum(calendar.working_days_between(a, b).days for a, b in pauses)
        return calendar.add_working_days(started_on, length + lost)
    lost = sum((b - a).days for a, b in pauses)
    if unit == ClockUnit.DAY:
        return calendar.add_calendar_days(started_on, length + lost)
    return calendar.add_calendar_days(calendar.months_after(started_on, length), lost)


def view_clock(clock: Clock, on: date | None = None) -> ClockView:
    """The clock on a day, today by default."""
    day = on or dates.today()
    left = _days_left(clock, day)
    if clock.stopped_on != FOREVER:
        return ClockView(clock, left, "stopped")
    if clock.paused:
        return ClockView(clock, left, "paused")
    if day > clock.due:
        return ClockView(clock, left, "red")
    total = (clock.due - clock.started_on).days
    spent = (day - clock.started_on).days
    return ClockView(clock, left, "amber" if total and spent >= AMBER * total else "green")


def clock_views(case: Case) -> list[ClockView]:
    """The clocks of a case that still run or pause, the earliest first."""
    clocks = case.clocks.filter(stopped_on=FOREVER)
    return sorted((view_clock(each) for each in clocks), key=lambda view: view.clock.due)


def _days_left(clock: Clock, day: date) -> int:
    """Days until the due day, negative after it."""
    if clock.unit != ClockUnit.WORKDAY:
        return (clock.due - day).days
    if day > clock.due:
        return -calendar.working_days_between(clock.due, day).days
    return calendar.working_days_between(day, clock.due).days
