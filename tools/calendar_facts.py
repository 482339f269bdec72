"""Turn the facts of the package chinesecalendar into gonghui/kernel/lib/facts/calendar.json.

Run it in a throw-away environment when the State Council has published a new year and the package
has followed: ``pip install chinesecalendar && python tools/calendar_facts.py``. It proves the result
day by day against the package before it writes.
"""

import json
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
from chinese_calendar.constants import Holiday, holidays, workdays

TARGET = Path(__file__).resolve().parents[1] / "gonghui/kernel/lib/facts/calendar.json"
NAMES = {holiday.value: holiday.chinese for holiday in Holiday}


def collect() -> dict[str, dict[str, dict[str, str]]]:
    """Year → kind → month and day → name of the feast."""
    years: dict[str, dict[str, dict[str, str]]] = {}
    for kind, days in (("holiday", holidays), ("makeup", workdays)):
        for day, feast in sorted(days.items()):
            year = years.setdefault(str(day.year), {"holiday": {}, "makeup": {}})
            year[kind][f"{day:%m%d}"] = NAMES[feast]
    return years


def prove(years: dict[str, dict[str, dict[str, str]]]) -> None:
    """Stop when any day of any year would be answered differently from the package."""
    day = date(int(min(years)), 1, 1)
    while str(day.year) in years:
        year, key = years[str(day.year)], f"{day:%m%d}"
        working = key in year["makeup"] or (day.weekday() < 5 and key not in year["holiday"])
        if working != chinese_calendar.is_workday(day):
            raise SystemExit(f"{day} differs from the package")
        day += timedelta(days=1)


def main() -> None:
    """Collect, prove, write."""
    years = collect()
    prove(years)
    facts = {"source": f"chinesecalendar {version('chinesecalendar')}", "years": years}
    TARGET.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
