"""Checks a file for a union without a batch, and reads the answer."""

from gonghui.kernel.exchange.api import Setting
from gonghui.kernel.exchange.checking import Check, plan_for
from gonghui.kernel.exchange.reader import Reading, open_book
from gonghui.kernel.exchange.scanning import scan
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.rooms.organising.imports.target import RollTarget
from tests.factories.unions import make_branch, make_direct_union
from tests.laying import laid_once
from tests.rooms.organising.imports.rolls import CODES, DEPARTMENTS

CONSEQUENCES = {"sex_mismatch", "born_mismatch"}


class Memory:
    """Keeps checked rows instead of a batch."""

    def __init__(self):
        self.rows = {}
        self.counts = {}

    def add(self, outcome, rows):
        self.rows.setdefault(str(outcome), []).extend(rows)
        self.counts[outcome] = self.counts.get(outcome, 0) + len(rows)

    def close(self):
        pass


@laid_once
def make_university():
    """A direct union with the departments of the rolls."""
    union = make_direct_union(name="示范城大学工会")
    for name in DEPARTMENTS:
        make_branch(union, name)
    return union


def check_file(union, data, name="roll.xlsx", *, actor=SYSTEM, columns=None, choices=None):
    """The checked rows by outcome, and the counts."""
    target = RollTarget()
    book = open_book(data, name)
    found = scan(book, target)
    mapping = found.mapping if columns is None else columns
    setting = Setting(
        actor, union, today(), frozenset(mapping.values()), {"department": choices or {}}
    )
    memory = Memory()
    with scoping.everything("test"):
        check = Check(target, target.checker(setting), memory)
        reading = Reading(book, found.layouts, plan_for(target, mapping))
        counts = check.run(reading, lambda _rows: None)
    return memory.rows, counts


def rows_by_kind(rows):
    """Kind of the rolls' key → row numbers in which it was found; codes outside the key in brackets."""
    by_code = {code: kind for kind, code in CODES.items()}
    found = {}
    told = [name for name in rows if name == "refused" or name.startswith("mended:")]
    for row in (row for name in told for row in rows[name]):
        codes = {(finding[1], finding[2]) for finding in row[-1]}
        if ("refuse", "duplicate") in codes:
            codes = {pair for pair in codes if pair[1] not in CONSEQUENCES}
        for level, code in codes:
            kind = by_code.get(code, f"({code})")
            if code == "phone_sci":
                kind = "phone_lost" if level == "refuse" else "phone_scientific"
            found.setdefault(kind, set()).add(row[1])
    return {kind: sorted(numbers) for kind, numbers in found.items()}
