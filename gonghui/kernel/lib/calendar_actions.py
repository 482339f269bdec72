"""Edits of the working-day calendar, for the officer who enters the State Council's yearly notice."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.lib import calendar
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.models import CalendarDay, CalendarYear
from gonghui.kernel.lib.policy import require

EDIT_CALENDAR = "lib.calendar:edit"


@action
def set_calendar_day(*, day: date, kind: str, name: str = "", actor: Any) -> None:
    """Make ``day`` a holiday or a make-up day, or ordinary again.

    Side effects, in order: a year row when the year is new (not announced), the day written or removed,
    a trace, the table forgotten by this process (others follow within CALENDAR_FRESH_SECONDS).

    Args:
        day: the day.
        kind: a value of CalendarDay.Kind, or "" for what its weekday says.
        name: the feast, for instance 国庆节.
        actor: who enters it; needs ``lib.calendar:edit``.

    Raises:
        ValidationError: no such kind, or a make-up day that is no weekend day.
    """
    require(actor, EDIT_CALENDAR)
    _check(day, kind)
    year, _made = CalendarYear.objects.get_or_create(year=day.year, defaults={"source": "手工录入"})
    if kind:
        values = {"kind": kind, "name": name, "calendar_year": year}
        CalendarDay.objects.update_or_create(day=day, defaults=values)
    else:
        CalendarDay.objects.filter(day=day).delete()
    trace("lib.calendar.day_set", actor=actor, subject=year, day=day.isoformat(), kind=kind)
    _forget()


@action
def announce_calendar_year(*, year: int, source: str, announced: bool = True, actor: Any) -> None:
    """Say that a year's plan is complete (or, with ``announced=False``, that it is not after all).

    Side effects, in order: the year row written, a trace, the table forgotten by this process.

    Args:
        year: the calendar year.
        source: the notice, for instance 国办发明电〔2025〕7号.
        announced: False marks every answer of the year as tentative again.
        actor: who enters it; needs ``lib.calendar:edit``.
    """
    require(actor, EDIT_CALENDAR)
    row, _made = CalendarYear.objects.update_or_create(
        year=year, defaults={"announced": announced, "source": source}
    )
    trace("lib.calendar.year_announced", actor=actor, subject=row, announced=announced)
    _forget()


def _check(day: date, kind: str) -> None:
    """Refuse unknown kinds and make-up days on weekdays, which are worked anyway."""
    if kind and kind not in CalendarDay.Kind.values:
        raise ValidationError(_("请选择“放假”或“补班”。"))
    if kind == CalendarDay.Kind.MAKEUP and day.weekday() < calendar.SATURDAY:
        raise ValidationError(_("%(day)s 不是周六或周日，不能设为补班日。") % {"day": day})


def _forget() -> None:
    """Drop the cached table now, and again after the commit in case someone read meanwhile."""
    calendar.refresh()
    transaction.on_commit(calendar.refresh)
