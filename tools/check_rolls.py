"""Runs the roll importer's check over a directory of foreign rolls and compares with their answer keys.

Usage: ``python tools/check_rolls.py DIR [--departments 甲,乙]``. ``NAME.answers.json`` beside a roll says how many
rows were spoilt, by kind. Works in a database of its own that is thrown away.
"""

# ruff: noqa: E402 -- settings and the app registry come before the program's own modules

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.config.settings.test")
PLACE = tempfile.TemporaryDirectory()
settings.DATABASES["default"]["NAME"] = Path(PLACE.name) / "rolls.sqlite3"
django.setup()

from gonghui.kernel.exchange.api import Setting
from gonghui.kernel.exchange.checking import Check, plan_for
from gonghui.kernel.exchange.reader import Reading, open_book
from gonghui.kernel.exchange.scanning import scan
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.kernel.unions.api import found_union
from gonghui.rooms.organising.imports.target import RollTarget

DEPARTMENTS = "物理学院,计算机学院,医学院,文学院,化学化工学院,机关第一分工会,图书馆,后勤集团,附属小学,实验幼儿园"
CODES = {
    "trailing_space": {"space"},
    "name_space": {"name_space"},
    "name_fullwidth": {"name_note"},
    "fullwidth_digits": {"wide"},
    "date_dot": {"date_dot"},
    "date_serial": {"date_serial"},
    "date_impossible": {"date_impossible"},
    "future_join": {"date_future"},
    "id_x": {"id_x"},
    "id_check": {"id_check"},
    "id_number": {"id_number"},
    "id_short": {"id_short"},
    "blank_id": {"id_blank"},
    "dup_id": {"duplicate"},
    "sex_mismatch": {"sex_mismatch"},
    "born_mismatch": {"born_mismatch"},
    "phone_short": {"phone_short"},
    "phone_sci": {"phone_sci"},
    "pol_typo": {"choice_unknown"},
    "unknown_dept": {"unknown_department"},
}
NEEDS = {"born_mismatch": "born_on", "sex_mismatch": "sex", "pol_typo": "political_status"}
DISAGREES = "DISAGREES"
CONSEQUENCES = {"sex_mismatch", "born_mismatch"}  # of somebody else's number in a doubled row


class MemorySink:
    """Keeps checked rows instead of a batch."""

    def __init__(self) -> None:
        self.rows: dict[str, list] = {}
        self.counts: Counter[str] = Counter()

    def add(self, outcome: str, rows: list) -> None:
        """As ``ChunkWriter.add``."""
        self.rows.setdefault(outcome, []).extend(rows)
        self.counts[outcome] += len(rows)

    def close(self) -> None:
        """As ``ChunkWriter.close``."""


def main() -> int:
    """Print agreement per kind; the exit code is the number of kinds that disagree."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("directory", type=Path)
    options.add_argument("--departments", default=DEPARTMENTS)
    arguments = options.parse_args()
    union = prepare(arguments.departments.split(","))
    files = sorted(arguments.directory.iterdir())
    rolls = [path for path in files if path.suffix.lower() in (".xlsx", ".xls", ".csv")]
    return sum(report(path, check(union, path)) for path in rolls)


def prepare(departments: list[str]):
    """A fresh database with one union and its branches."""
    call_command("migrate", verbosity=0)
    day = date(2000, 1, 1)
    top = found_union(actor=SYSTEM, name="省教育科技工会", kind="industrial", founded_on=day)
    union = found_union(
        actor=SYSTEM, name="某某大学工会", kind="grassroots", founded_on=day, upper=top
    )
    for name in departments:
        found_union(actor=SYSTEM, name=name, kind="branch", founded_on=day, upper=union)
    return union


def check(union, path: Path) -> MemorySink:
    """The check of one file with the mapping that the program proposes."""
    target = RollTarget()
    book = open_book(path.read_bytes(), path.name)
    found = scan(book, target)
    setting = Setting(SYSTEM, union, today(), frozenset(found.mapping.values()))
    sink = MemorySink()
    with scoping.everything("check_rolls"):
        run = Check(target, target.checker(setting), sink)
        reading = Reading(book, found.layouts, plan_for(target, found.mapping))
        sink.totals = run.run(reading, lambda _rows: None)
    sink.mapping = found.mapping
    return sink


def found_kinds(sink: MemorySink) -> dict[str, set]:
    """Kind → rows in which one of its codes was found."""
    kinds: dict[str, set] = {kind: set() for kind in CODES}
    other: dict[str, set] = {}
    by_code = {code: kind for kind, codes in CODES.items() for code in codes}
    told = [name for name in sink.rows if name == "refused" or name.startswith("mended:")]
    rows = [row for name in told for row in sink.rows[name]]
    for row in rows:
        codes = {finding[2] for finding in row[-1]}
        for code in codes - (CONSEQUENCES if "duplicate" in codes else set()):
            kind = by_code.get(code)
            (kinds[kind] if kind else other.setdefault(f"({code})", set())).add((row[0], row[1]))
    return {kind: found for kind, found in (kinds | other).items() if found}


def remark(kind: str, expected: int, here: int, mapping: dict[str, str]) -> str:
    """What to say about a kind; future dates beyond the key are real errors of invented people."""
    if here == expected or kind.startswith("("):
        return ""
    if kind in NEEDS and NEEDS[kind] not in mapping.values():
        return "not visible: the form has no such column"
    if kind == "future_join" and here > expected:
        return f"{here - expected} beyond the key"
    return DISAGREES


def report(path: Path, sink: MemorySink) -> int:
    """Print one file; returns how many kinds disagree."""
    answers = path.with_suffix("").with_suffix(".answers.json")
    key = json.loads(answers.read_text(encoding="utf-8")) if answers.exists() else {"by": {}}
    found = found_kinds(sink)
    totals = {name: count for name, count in sink.totals.items() if isinstance(count, int)}
    print(f"\n{path.name}: {totals}, expected rows {key.get('rows', '?')}")
    print(f"  skipped {sink.totals['skipped']}")
    wrong = int(key.get("rows", totals["rows"]) != totals["rows"])
    for kind in sorted({*key["by"], *found}):
        expected, here = key["by"].get(kind, 0), len(found.get(kind, ()))
        note = remark(kind, expected, here, sink.mapping)
        wrong += note == DISAGREES
        print(f"  {kind:<20} key {expected:>4}  found {here:>4}  {note}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
