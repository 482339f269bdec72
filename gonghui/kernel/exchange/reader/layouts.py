"""Finds the table in a sheet: title and note rows above it, one to three header rows, titles of columns.

Nothing is dropped silently: sheets without a table, hidden sheets and hidden rows are described too.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.reader.books import Book
from gonghui.kernel.exchange.reader.sheets import Range, Row, Sheet
from gonghui.kernel.lib.texts import TO_HALF

HEAD_ROWS = 40
MAX_HEADER_ROWS = 3
LONGEST_TITLE = 40
SURE = 0.9
JOINT = "／"
LONGEST_GROUP = 12
DIGITS = re.compile(r"\d{2}")
LONG_NUMBER = re.compile(r"\d{6,}")
LABELLED = re.compile(r"[:：].")

TitleScore = Callable[[str], float]


@dataclass
class SheetLayout:
    """Where the table of a sheet stands. Rows count from 0; ``header`` names first and last header row.

    Attributes:
        used: whether its rows are imported; ``reason`` says why not.
        notes: rows above the header that are no table, as the user wrote them.
        titles: one per column, unique in the sheet, ``""`` for columns without header and without use.
    """

    index: int
    name: str
    visible: bool
    height: int
    width: int
    used: bool = False
    reason: str = ""
    header: tuple[int, int] = (0, 0)
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For ``Batch.layout``."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "SheetLayout":
        """Back from ``Batch.layout``."""
        return cls(**{**stored, "header": tuple(stored["header"])})


def describe(book: Book, score: TitleScore, ignored: Collection[str] = ()) -> list[SheetLayout]:
    """The layout of every sheet of a book.

    Args:
        book: the open file.
        score: how surely a text is the title of one of the target's columns, from 0 to 1.
        ignored: names of sheets that we add to workbooks ourselves.
    """
    return [
        _describe_sheet(index, sheet, score, ignored) for index, sheet in enumerate(book.sheets)
    ]


def _describe_sheet(
    index: int, sheet: Sheet, score: TitleScore, ignored: Collection[str]
) -> SheetLayout:
    layout = SheetLayout(index, sheet.name, sheet.visible, sheet.height, sheet.width)
    layout.hidden_rows = sheet.hidden_rows
    if sheet.name in ignored:
        layout.reason = _("本系统的说明页")
        return layout
    if not sheet.height:
        layout.reason = _("空工作表")
        return layout
    head = [list(row) for row in islice(sheet.rows(), HEAD_ROWS)]
    found = _find_header(head, sheet, score)
    if found is None:
        layout.reason = _("没有找到表头")
        return layout
    layout.header = found
    layout.titles = _titles(head, sheet, found)
    layout.notes = [text for row in head[: found[0]] if (text := row_text(row))]
    if not sheet.visible:
        layout.reason = _("隐藏的工作表")
    elif sheet.height <= found[1] + 1:
        layout.reason = _("只有表头，没有数据")
    else:
        layout.used = True
    return layout


def row_text(row: Row) -> str:
    """The cells of a row as one line, for showing what was skipped."""
    return " ".join(text for cell in row if (text := cell_text(cell)))[:120]


def cell_text(cell: Any) -> str:
    """A cell as a title: half-width, without line breaks and outer spaces."""
    if isinstance(cell, str):
        return " ".join(cell.translate(TO_HALF).split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def _find_header(head: list[list], sheet: Sheet, score: TitleScore) -> tuple[int, int] | None:
    """First and last header row: the row that names most columns, and what belongs to it."""
    points = [_row_points(row, score) for row in head]
    best = max(points, default=0)
    if best < 2 * SURE and not (best and sheet.width <= 2):
        return None
    first = last = points.index(best)
    for (top, _left), (bottom, _right) in _header_merges(sheet, points.index(best)):
        first, last = min(first, top), max(last, bottom)
    while last + 1 < len(head) and last - first + 1 < MAX_HEADER_ROWS:
        if not _continues(head[last + 1], head[last], score):
            break
        last += 1
    while first > 0 and last - first + 1 < MAX_HEADER_ROWS and _leads(head[first - 1], head[first]):
        first -= 1
    return first, min(last, len(head) - 1)


def _header_merges(sheet: Sheet, row: int) -> Iterator[Range]:
    """Merged cells that reach over the header row and one or two rows beside it."""
    for merged in sheet.merged:
        (top, _left), (bottom, _right) = merged
        if top <= row <= bottom and 0 < bottom - top < MAX_HEADER_ROWS:
            yield merged


def _row_points(row: Sequence[Any], score: TitleScore) -> float:
    """Sum over the distinct cells that are surely titles; rows with data in them lose."""
    texts = {cell_text(cell) for cell in row if cell != ""}
    if any(isinstance(cell, date) for cell in row):
        return 0
    points = sum(value for text in texts if (value := score(text)) >= SURE)
    return points - sum(1 for text in texts if LONG_NUMBER.search(text))


def _continues(row: Sequence[Any], above: Sequence[Any], score: TitleScore) -> bool:
    """Whether a row carries sub-titles: only short words, surely titles among them, below gaps."""
    texts = [cell_text(cell) for cell in row if cell != ""]
    if not texts or not _wordy(row) or any(LONG_NUMBER.search(text) for text in texts):
        return False
    sure = sum(1 for text in texts if score(text) >= SURE)
    repeated = sum(
        1 for cell, upper in zip(row, above, strict=False) if cell != "" and cell == upper
    )
    return repeated == 0 and sure * 2 >= len(texts) and sure >= 1


def _leads(row: Sequence[Any], below: Sequence[Any]) -> bool:
    """Whether a row groups the titles below it (``联系方式`` over ``手机`` and ``邮箱``)."""
    texts = {cell_text(cell) for cell in row if cell != ""}
    if len(texts) < 2 or not _wordy(row) or any(LABELLED.search(text) for text in texts):
        return False
    sparse = any(cell == "" and lower != "" for cell, lower in zip(row, below, strict=False))
    return sparse and all(len(text) <= LONGEST_GROUP and not DIGITS.search(text) for text in texts)


def _wordy(row: Sequence[Any]) -> bool:
    return all(isinstance(cell, str) and len(cell) <= LONGEST_TITLE for cell in row)


def _titles(head: list[list], sheet: Sheet, header: tuple[int, int]) -> list[str]:
    """One title per column, joined from the header rows from top to bottom, made unique."""
    first, last = header
    rows = [[cell_text(cell) for cell in row] for row in head[first : last + 1]]
    for (top, left), (bottom, right) in sheet.merged:
        if first <= top <= last and bottom <= last:
            _spread(rows, (top - first, left), (bottom - first, right))
    if last > first and not any(first <= merged[0][0] <= last for merged in sheet.merged):
        for row in rows[:-1]:
            _fill_right(row, rows[-1])
    titles = [JOINT.join(dict.fromkeys(filter(None, parts))) for parts in zip(*rows, strict=True)]
    return _unique(titles)


def _spread(
    rows: list[list[str]], top_left: tuple[int, int], bottom_right: tuple[int, int]
) -> None:
    text = rows[top_left[0]][top_left[1]]
    for row in rows[top_left[0] : bottom_right[0] + 1]:
        for column in range(top_left[1], min(bottom_right[1] + 1, len(row))):
            row[column] = row[column] or text


def _fill_right(row: list[str], below: list[str]) -> None:
    """A group title stands over its first column only, when nothing tells about merged cells."""
    last = ""
    for column, text in enumerate(row):
        last = text or last
        if not text and below[column]:
            row[column] = last


def _unique(titles: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        unique.append(f"{title}（{seen[title]}）" if title and seen[title] > 1 else title)
    return unique
