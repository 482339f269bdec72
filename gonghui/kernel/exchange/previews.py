"""The difference page: rows of a batch as lines, a page at a time, with sensitive cells masked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.exchange.cells import NOTE
from gonghui.kernel.exchange.checking import MENDED
from gonghui.kernel.exchange.chunks import read_slice
from gonghui.kernel.exchange.models import Batch, RowOutcome
from gonghui.kernel.exchange.phrases import column_title
from gonghui.kernel.exchange.targets import Target

PAGE_SIZE = 50
TABS = (
    (RowOutcome.NEW, "新增"),
    (RowOutcome.CHANGED, "变更"),
    (RowOutcome.REFUSED, "退回"),
    (MENDED, "已修正"),
    (RowOutcome.MISSING, "表中未见"),
    (RowOutcome.UNCHANGED, "无变化"),
)


@dataclass(frozen=True)
class Cell:
    """One cell of a line: what it was, what it becomes, and why."""

    column: str
    before: str = ""
    after: str = ""
    message: str = ""
    kind: str = ""
    is_note: bool = False


@dataclass(frozen=True)
class Line:
    """One row as the page shows it."""

    place: str
    label: str
    detail: str
    summary: str = ""
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """Lines of a tab."""

    tab: str
    number: int
    last: int
    total: int
    lines: list[Line]


def tab_counts(batch: Batch) -> list[tuple[str, str, int]]:
    """Key, label and number of rows of every tab."""
    return [(str(key), label, batch.counts.get(key, 0)) for key, label in TABS]


def page_of(
    batch: Batch, target: Target, tab: str, number: int, *, only_mended: bool = False
) -> Page:
    """A page of a tab; ``only_mended`` narrows new, changed and refused rows to those with mended cells."""
    source = f"{MENDED}:{tab}" if only_mended and tab in MENDABLE else tab
    total = (
        batch.counts.get("mended_by", {}).get(tab, 0) if source != tab else batch.counts.get(tab, 0)
    )
    last = max(1, -(-total // PAGE_SIZE))
    number = min(max(number, 1), last)
    outcomes = [f"{MENDED}:{key}" for key in MENDABLE] if tab == MENDED else [source]
    rows = read_slice(batch, outcomes, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    sheets = {sheet["index"]: sheet["name"] for sheet in batch.layout if sheet["used"]}
    lines = _Lines(target, sheets).draw(tab if source == tab else MENDED, rows)
    return Page(tab, number, last, total, lines)


MENDABLE = tuple(
    str(key)
    for key in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED, RowOutcome.REFUSED)
)


class _Lines:
    """Draws stored rows (see ``checking.Check``)."""

    def __init__(self, target: Target, sheets: dict[int, str]) -> None:
        self.target = target
        self.sheets = sheets
        self.titles = {column.key: column.title for column in target.columns}
        self.masks = {column.key: column.mask for column in target.columns if column.mask}

    def draw(self, tab: str, rows: Sequence[Any]) -> list[Line]:
        if tab == RowOutcome.MISSING:
            return [Line("", label, detail, proposal) for label, detail, proposal in rows]
        if tab == RowOutcome.NEW:
            summaries = self.target.summaries([row[-1] for row in rows])
            return [self._line(row, summary) for row, summary in zip(rows, summaries, strict=True)]
        cells = {
            RowOutcome.CHANGED: self._changes,
            RowOutcome.REFUSED: self._findings,
            MENDED: self._findings,
        }.get(tab, lambda _row: [])
        return [self._line(row, cells=cells(row)) for row in rows]

    def _line(self, row: Sequence[Any], summary: str = "", cells: list[Cell] | None = None) -> Line:
        sheet, number, label, detail = row[:4]
        place = f"{self.sheets[sheet]} {number}" if len(self.sheets) > 1 else str(number)
        return Line(place, label, detail, summary, cells or [])

    def _changes(self, row: Sequence[Any]) -> list[Cell]:
        return [
            Cell(column_title(self.titles, key), self._mask(key, before), self._mask(key, after))
            for key, before, after in row[4]
        ]

    def _findings(self, row: Sequence[Any]) -> list[Cell]:
        return [
            Cell(
                column_title(self.titles, column),
                self._mask(column, before),
                self._mask(column, after),
                message,
                self.target.reason(code),
                level == NOTE,
            )
            for column, level, code, message, before, after in row[-1]
        ]

    def _mask(self, key: str, text: str) -> str:
        mask = self.masks.get(key)
        return mask(text) if mask and text and "*" not in text and "（" not in text else text
