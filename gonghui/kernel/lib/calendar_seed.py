"""Fills the calendar table with the years that ship with the program; years already there stay as they are."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.apps import apps as installed
from django.apps.registry import Apps

from gonghui.kernel.lib import calendar

FACTS = Path(__file__).with_name("facts") / "calendar.json"


@lru_cache(maxsize=1)
def shipped_facts() -> dict:
    """Source and years of ``facts/calendar.json``."""
    return json.loads(FACTS.read_text(encoding="utf-8"))


def seed_calendar(*, using: str, apps: Apps = installed, **_signal) -> None:
    """Add the shipped years that the table lacks; runs after every migrate and flush (post_migrate).

    Shipped facts leave no trace in the audit chain: they come with the release, as tables do.

    Args:
        using: database alias.
        apps: the apps as they are after the migration.
        **_signal: whatever else the signal says.
    """
    try:
        years, days = (apps.get_model("lib", name) for name in ("CalendarYear", "CalendarDay"))
    except LookupError:  # migrated back to zero
        return
    facts = shipped_facts()
    present = set(years.objects.using(using).values_list("year", flat=True))
    missing = {
        int(year): kinds for year, kinds in facts["years"].items() if int(year) not in present
    }
    made = years.objects.using(using).bulk_create(
        [years(year=year, announced=True, source=facts["source"]) for year in missing]
    )
    days.objects.using(using).bulk_create(
        [
            days(calendar_year=row, day=_day(row.year, month_day), kind=kind, name=name)
            for row in made
            for kind, named in missing[row.year].items()
            for month_day, name in named.items()
        ]
    )
    calendar.refresh()


def _day(year: int, month_day: str) -> date:
    """The date of ``"0501"`` in a year."""
    return date(year, int(month_day[:2]), int(month_day[2:]))
