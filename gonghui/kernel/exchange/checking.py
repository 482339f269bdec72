"""The check of a file: every cell parsed once per distinct value, every row decided, nothing written but chunks."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Protocol

from gonghui.kernel.exchange.cells import (
    MEND,
    NOTE,
    REFUSE,
    Finding,
    Mended,
    ParsedCells,
    finding,
)
from gonghui.kernel.exchange.models import RowOutcome
from gonghui.kernel.exchange.reader import Block, Plan, Reading, Skipped
from gonghui.kernel.exchange.targets import Checker, Late, ParsedBlock, Target, Verdict

HELD_REFUSALS = 20_000
MENDED = "mended"

Report = Callable[[int], None]


@dataclass
class Tally:
    """Counts of a check: rows by outcome, findings by level and code (each code once per row)."""

    rows: int = 0
    codes: dict[str, Counter[str]] = field(
        default_factory=lambda: {MEND: Counter(), REFUSE: Counter(), NOTE: Counter()}
    )

    def count(self, findings: Iterable[Finding]) -> None:
        """Count what was found in one row."""
        for level, code in {(found.level, found.code) for found in findings}:
            self.codes[level][code] += 1


class Keeper(Protocol):
    """Where checked rows go: a batch (``actions.keeping.ChunkWriter``), or memory in tools."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each outcome has."""

    def add(self, outcome: str, rows: Sequence[Any]) -> None:
        """Append rows to an outcome."""

    def close(self) -> None:
        """No more rows will come."""


class Check:
    """One run over one file.

    Afterwards ``counts`` are those for ``Batch.counts``, and ``texts`` those of the target's
    ``fill_key`` with their numbers.
    """

    def __init__(self, target: Target, checker: Checker, chunks: Keeper) -> None:
        self.target = target
        self.checker = checker
        self.chunks = chunks
        self.tally = Tally()
        self.counts: dict[str, Any] = {}
        self.caches = {
            column.key: ParsedCells(column.parse) for column in target.columns if column.parse
        }
        self.texts: Counter[Any] = Counter()
        self.held: dict[tuple[int, int], list[Any]] = {}

    def run(self, reading: Reading, report: Report) -> dict[str, Any]:
        """Check all rows; returns the counts."""
        for block in reading.blocks():
            self.check(block)
            report(self.tally.rows)
        self._finish()
        self.counts = self._counts(reading.skipped)
        return self.counts

    def check(self, block: Block) -> None:
        """Parse a block, let the target decide, and keep the rows by outcome."""
        self.texts.update(block.columns.get(self.target.fill_key, ()))
        parsed = self.parse(block)
        verdict = self.checker.check(parsed)
        self.tally.rows += len(block.numbers)
        for found in parsed.findings.values():
            self.tally.count(found)
        self._keep(parsed, verdict)

    def parse(self, block: Block) -> ParsedBlock:
        """Values and findings of the single cells."""
        parsed = ParsedBlock(block.sheet, block.sheet_name, block.numbers, {}, block.columns)
        for key, raws in block.columns.items():
            cache = self.caches.get(key)
            if cache is None:
                parsed.values[key] = list(raws)
                continue
            parsed.values[key], said = cache.column(raws)
            for index, what in said:
                parsed.say(index, finding(key, what))
                if type(what) is Mended and what.aside:
                    parsed.asides.setdefault(index, []).append(what.aside)
        return parsed

    def _keep(self, block: ParsedBlock, verdict: Verdict) -> None:
        heads = list(
            zip(repeat(block.sheet), block.numbers, verdict.labels, verdict.details, strict=False)
        )
        self.chunks.add(RowOutcome.NEW, [(*heads[i], payload) for i, payload in verdict.new])
        self.chunks.add(
            RowOutcome.CHANGED,
            [(*heads[i], changes, payload) for i, changes, payload in verdict.changed],
        )
        self.chunks.add(RowOutcome.UNCHANGED, [heads[i] for i in verdict.unchanged])
        if block.findings:
            self._keep_findings(block, verdict, heads)

    def _keep_findings(
        self, block: ParsedBlock, verdict: Verdict, heads: Sequence[tuple[Any, ...]]
    ) -> None:
        """Refused rows with their reasons, and what was mended or pointed out in any row."""
        outcomes = dict.fromkeys((row[0] for row in verdict.new), RowOutcome.NEW)
        outcomes |= dict.fromkeys((row[0] for row in verdict.changed), RowOutcome.CHANGED)
        outcomes |= dict.fromkeys(verdict.unchanged, RowOutcome.UNCHANGED)
        for index in sorted(block.findings):
            found = block.findings[index]
            outcome = outcomes.get(index, RowOutcome.REFUSED)
            if outcome == RowOutcome.REFUSED:
                self._hold([*heads[index], [tuple(one) for one in found]])
            said = [tuple(one) for one in found if one.level != REFUSE]
            if said:
                self.chunks.add(f"{MENDED}:{outcome}", [[*heads[index], said]])

    def _hold(self, row: list[Any]) -> None:
        """Refused rows wait for what later rows tell about them, as many as memory may hold."""
        if len(self.held) >= HELD_REFUSALS:
            self._let_go()
        self.held[row[0], row[1]] = row

    def _let_go(self) -> None:
        self.chunks.add(RowOutcome.REFUSED, [self.held[key] for key in sorted(self.held)])
        self.held.clear()

    def _finish(self) -> None:
        for late in self.checker.late():
            self._add_late(late)
        self._let_go()
        self.chunks.add(RowOutcome.MISSING, [list(row) for row in self.checker.missing()])
        self.chunks.close()

    def _add_late(self, late: Late) -> None:
        row = self.held.get((late.sheet, late.number))
        if row is not None:
            row[-1].insert(0, tuple(late.finding))
            self.tally.count([late.finding])

    def _counts(self, skipped: Skipped) -> dict[str, Any]:
        by_outcome = {outcome.value: self.chunks.counts.get(outcome, 0) for outcome in RowOutcome}
        mended_by = {
            outcome: count
            for outcome in by_outcome
            if (count := self.chunks.counts.get(f"{MENDED}:{outcome}", 0))
        }
        return {
            "rows": self.tally.rows,
            **by_outcome,
            MENDED: sum(mended_by.values()),
            "mended_by": mended_by,
            "codes": {level: dict(codes) for level, codes in self.tally.codes.items()},
            "skipped": skipped.counts,
        }


def plan_for(target: Target, mapping: Mapping[str, str]) -> Plan:
    """How to read a file for a target with a mapping (title → key)."""
    return Plan(dict(mapping), target.keys, target.fill_key, target.ordinal)
