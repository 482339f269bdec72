"""Working days and legal periods, from the editable table of holidays and make-up days.

A year that the State Council has not announced is answered by Monday to Friday and marked tentative
(暂定). The whole table is one query, kept in the process for CALENDAR_FRESH_SECONDS: an edit is seen at
once by the process that made it and by all others within that time.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.lib.models import CalendarDay, CalendarYear

FRESH_SECONDS = 60
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Whether a day is worked, and whether that may still change."""

    working: bool
    tentative: bool

    def __bool__(self) -> bool:
        return self.working


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period; tentative when a day that decided it is not announced yet."""

    day: date
    tentative: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A number of working days; tentative when one of the days is not announced yet."""

    days: int
    tentative: bool


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """A public notice (公示): last day as practice counts it, and as the Civil Code would."""

    first_day: date
    last_day: date
    cautious_last_day: date
    tentative: bool


@dataclass(frozen=True, slots=True)
class _Table:
    announced: frozenset[int]
    worked: dict[date, bool]
    stale_at: float


_tables: list[_Table] = []


def refresh() -> None:
    """Forget the table of this process; the next question reads it again with one query."""
    _tables.clear()


def _table() -> _Table:
    """The table, read again when it is older than CALENDAR_FRESH_SECONDS."""
    if _tables and time.monotonic() < _tables[-1].stale_at:
        return _tables[-1]
    rows = CalendarYear.objects.order_by().values_list(
        "year", "announced", "days__day", "days__kind"
    )
    announced, worked = set(), {}
    for year, known, day, kind in rows:
        if known:
            announced.add(year)
        if day is not None:
            worked[day] = kind == CalendarDay.Kind.MAKEUP
    seconds = getattr(settings, "CALENDAR_FRESH_SECONDS", FRESH_SECONDS)
    table = _Table(frozenset(announced), worked, time.monotonic() + seconds)
    _tables[:] = [table]
    return table


def is_working_day(day: date) -> DayAnswer:
    """Whether ``day`` is worked, make-up days included (handbook organisation §12)."""
    table = _table()
    working = table.worked.get(day)
    if working is None:
        working = day.weekday() < SATURDAY
    return DayAnswer(working, day.year not in table.announced)


def add_working_days(start: date, n: int, *, count_start_day: bool = False) -> Due:
    """The ``n``-th working day after ``start``, or from it when the start day counts.

    Args:
        start: the day of the event; need not be a working day.
        n: working days, at least 0 (0 is the start itself), at least 1 when the start day counts.
        count_start_day: False for legal time limits (Civil Code art. 201), True for public notices.
    """
    _check_length(n, count_start_day)
    day = start - ONE_DAY if count_start_day else start
    tentative = False
    while n:
        day += ONE_DAY
        answer = is_working_day(day)
        tentative |= answer.tentative
        n -= answer.working
    return Due(day, tentative)


def add_calendar_days(start: date, n: int, *, count_start_day: bool = False) -> Due:
    """The last day of a period of ``n`` days; the start day is left out unless asked (art. 201).

    A period that would end on a rest day ends on the day after the rest (art. 203), where weekends and
    holidays are rest days as they are really taken, make-up days not.
    """
    _check_length(n, count_start_day)
    return _end_of_rest(start + (n - count_start_day) * ONE_DAY)


def add_months(start: date, n: int) -> Due:
    """The end of a period of ``n`` months: the matching day, or the month's last (art. 202, 203)."""
    return _end_of_rest(months_after(start, n))


def add_years(start: date, n: int) -> Due:
    """The end of a period of ``n`` years, 29 February answered by the 28th (art. 202, 203)."""
    return _end_of_rest(months_after(start, 12 * n))


def working_days_between(start: date, end: date) -> Span:
    """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not later.

    The inverse of add_working_days: ``working_days_between(s, add_working_days(s, n).day).days == n``.
    """
    days, tentative, day = 0, False, start
    while day < end:
        day += ONE_DAY
        answer = is_working_day(day)
        days += answer.working
        tentative |= answer.tentative
    return Span(days, tentative)


def public_notice_period(
    start: date, days: int = 5, *, working: bool = True, count_start_day: bool = True
) -> NoticePeriod:
    """When a public notice posted on ``start`` may end (handbook contests §2.4).

    Practice counts the first day, the Civil Code does not. One day longer is never wrong, one day
    shorter voids the list, so both ends are given to the officer.

    Args:
        start: the day of posting.
        days: length, by default 5.
        working: count working days; else calendar days.
        count_start_day: whether ``last_day`` counts the day of posting.
    """
    add = add_working_days if working else add_calendar_days
    last = add(start, days, count_start_day=count_start_day)
    cautious = add(start, days, count_start_day=False)
    return NoticePeriod(start, last.day, cautious.day, last.tentative or cautious.tentative)


def _check_length(n: int, count_start_day: bool) -> None:
    """Refuse a period that ends before it begins."""
    if n < count_start_day:
        raise ValueError(f"a period of {n} days has no last day")


def _end_of_rest(day: date) -> Due:
    """``day`` itself, or the first working day after the rest it falls into (art. 203)."""
    answer = is_working_day(day)
    tentative = answer.tentative
    while not answer:
        day += ONE_DAY
        answer = is_working_day(day)
        tentative |= answer.tentative
    return Due(day, tentative)
