"""Walks the data rows of the sheets in use: merged cells filled, totals and notes set aside and told.

This is a hot path (a roll of 100,000 rows has 2.5 million cells): ordinary rows cost two look-ups.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Any

from gonghui.kernel.exchange.reader.books import Book
from gonghui.kernel.exchange.reader.layouts import SheetLayout, cell_text, row_text
from gonghui.kernel.exchange.reader.sheets import Sheet

BLOCK_ROWS = 2000
SAMPLE_ROWS = 300
SPARSE = 0.5
TOTALS = re.compile(
    r"^[（(]?(?:本页|本表|部门)?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总数|共\s*\d+\s*[人名位条行])"
)
SUBTOTAL = re.compile(r"(?:合计|小计|总计|共计)[:：]?\s*(?:\d+\s*人?)?$")
NOTES = re.compile(
    r"^(?:注|备注|说明|填表|制表|审核|复核|负责人|经办|单位|联系|主席|日期|时间|附\s*[:件注表]|第\s*\d+\s*页"
    r"|以下空白|以下无|【|※|\*)"
)
LABELLED = re.compile(r"[^:]{2,12}:")  # 工会主席:
HEADCOUNT = re.compile(r"\D{1,8}\d+\s*[人名位]")  # 男会员5人
EXAMPLE = re.compile(r"[(\[]?(?:填[写表报])?(?:[示样范举]例|例(?:如)?)[\d一二三]*[:)\]]?")
MOST_EXAMPLES = 3
WISH = re.compile(
    r"[(\[]?(?:非?必填项?|选填项?|可不填|可空|文本(?:格式)?|数字|日期|下拉(?:选择)?|字符)[)\]]?"
)
DEPARTMENT = re.compile(
    r"^[一二三四五六七八九十]+[、.]|\(\s*[共合计]*\s*\d+\s*[人名]?\s*\)$"
    r"|..(?:[院系部处科室馆所园组]|中心|小学|中学|机关|工会)$"
)
SECTION = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．\s]\s*|[（(][一二三四五六七八九十\d]+[）)]\s*)?(.*?)"
    r"\s*(?:[（(]\s*(?:共|合计)?\s*\d+\s*[人名]?\s*[）)]|(?:共|合计)?\s*\d+\s*[人名])?$"
)
PLACED = re.compile(r"(?:所[在属])?(?:部门|分工会|院系|学院|系部|科室|处室)(?:名称)?[:：]\s*(.+)")
BLANKS = {sign * times for sign in " \u3000\u00a0\t" for times in range(1, 21)}
LONGEST_SECTION = 30
CONTINUED = re.compile(r"\s*\(?续[表页]?\s*\d*\)?$")
ROLL_WORDS = re.compile(
    r"(?:分?工会)?(?:会员|教职工|职工|人员)?(?:基本)?(?:情况|信息)?(?:花名册|名册|名单|登记表|信息表|信息采集表|一览表)$"
)


@dataclass
class Skipped:
    """Rows that are no records: how many of each kind, and the first of them with their text."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: list[tuple[str, int, str, str]] = field(default_factory=list)
    limit: int = 100

    def add(self, kind: str, sheet: str, number: int, text: str) -> None:
        """Remember a row of ``kind`` (blank, total, note, header, section, nameless, example)."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if kind != "blank" and len(self.examples) < self.limit:
            self.examples.append((kind, sheet, number, text))


@dataclass
class Block:
    """Some data rows of one sheet by column: ``columns[key][i]`` is what stands in row ``numbers[i]``."""

    sheet: int
    sheet_name: str
    numbers: list[int]
    columns: dict[str, Sequence[Any]]


@dataclass(frozen=True)
class Plan:
    """What the target wants to read.

    Attributes:
        mapping: title in the file → key of the column.
        keys: columns of which at least one is filled in every record (identity number, name).
        fill_key: the column (department) that may stand in merged cells, headings or sheet names.
        ordinal: the column that only numbers the rows.
    """

    mapping: dict[str, str]
    keys: tuple[str, ...]
    fill_key: str = ""
    ordinal: str = ""


class Reading:
    """All records of the sheets in use; ``skipped`` tells what was set aside so far."""

    def __init__(self, book: Book, layouts: Sequence[SheetLayout], plan: Plan) -> None:
        self.book = book
        self.used = [layout for layout in layouts if layout.used]
        self.plan = plan
        self.skipped = Skipped()

    def blocks(self, size: int = BLOCK_ROWS) -> Iterator[Block]:
        """The records, ``size`` at a time; row numbers count from 1, as the user's program shows them."""
        for layout in self.used:
            sheet = self.book.sheets[layout.index]
            reader = _SheetReader(sheet, layout, self.plan, self.skipped)
            if not reader.has(self.plan.fill_key):
                named = _section_in(layout.name) or layout.name
                reader.section = reader.opening() or (named if len(self.used) > 1 else "")
            yield from reader.blocks(size)


def samples(book: Book, layout: SheetLayout, *, rows: int = SAMPLE_ROWS) -> dict[str, list[Any]]:
    """The first values of every titled column of a sheet, for the mapping page."""
    start = layout.header[1] + 1
    head = list(islice(book.sheets[layout.index].rows(), start, start + rows))
    columns = list(zip(*head, strict=True)) if head else [()] * len(layout.titles)
    return {
        title: list(values)
        for title, values in zip(layout.titles, columns, strict=False)
        if title or any(value != "" for value in values)
    }


def _month_only(cell: Any) -> Any:
    """A date that is shown as a month and stands on its first day means the month."""
    return f"{cell:%Y-%m}" if isinstance(cell, date) and cell.day == 1 else cell


def _sole_text(row: Sequence[Any]) -> str:
    """The only text of a row, "" where there are several or none."""
    texts = {text for cell in row if (text := cell_text(cell))}
    return texts.pop() if len(texts) == 1 else ""


def _placed(texts: Iterable[str]) -> str:
    """The department that one of the texts says it is (``部门:文学院``), "" if none does."""
    found = next(filter(None, map(PLACED.fullmatch, texts)), None)
    return _section_in(found[1]) if found else ""


def _section_in(text: str) -> str:
    """The department that a line of its own names (``一、文学院（12人）``, ``文学院会员名册``), "" if none."""
    plain = CONTINUED.sub("", text)
    is_note = NOTES.match(text) and not DEPARTMENT.search(text)
    if is_note or len(text) > LONGEST_SECTION or ":" in text or "：" in text:
        return ""
    return ROLL_WORDS.sub("", SECTION.sub(r"\1", plain) or plain)


class _SheetReader:
    """Reads one sheet; ``section`` is the department that holds for rows without one."""

    def __init__(self, sheet: Sheet, layout: SheetLayout, plan: Plan, skipped: Skipped) -> None:
        self.sheet = sheet
        self.layout = layout
        self.plan = plan
        self.skipped = skipped
        self.section = ""
        self.places = {
            plan.mapping[title]: column
            for column, title in enumerate(layout.titles)
            if title in plan.mapping
        }
        self.keys = [self.places[key] for key in plan.keys if key in self.places]
        self.anchor = self.keys[0] if self.keys else 0
        self.title_words = {title.rpartition("／")[2] for title in layout.titles if title}
        header = islice(sheet.rows(), layout.header[0], layout.header[1] + 1)
        self.title_words |= {cell for row in header for cell in row if isinstance(cell, str)} - {""}
        self.spread = {
            top
            for (top, left), (bottom, right) in sheet.merged
            if top == bottom and right - left + 1 > len(self.places) * SPARSE
        }
        self.fillable = self._fillable()
        self.fills_down = self._fills_down()

    def has(self, key: str) -> bool:
        """Whether the sheet has a column for ``key``."""
        return key in self.places

    def blocks(self, size: int) -> Iterator[Block]:
        """All records in order."""
        rows: list[Sequence[Any]] = []
        numbers: list[int] = []
        sections: list[str] = []
        for number, row in self._records():
            rows.append(row)
            numbers.append(number)
            sections.append(self.section)
            if len(rows) == size:
                yield self._block(rows, numbers, sections)
                rows, numbers, sections = [], [], []
        if rows:
            yield self._block(rows, numbers, sections)

    def _block(self, rows: list[Sequence[Any]], numbers: list[int], sections: list[str]) -> Block:
        columns = list(zip(*rows, strict=True))
        by_key = {key: columns[place] for key, place in self.places.items()}
        for key, place in self.places.items():
            if place in self.sheet.month_columns:
                by_key[key] = [_month_only(cell) for cell in columns[place]]
        if self.plan.fill_key and not self.has(self.plan.fill_key) and any(sections):
            by_key[self.plan.fill_key] = sections
        return Block(self.layout.index, self.layout.name, numbers, by_key)

    def _records(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Row number (from 1) and cells of every record."""
        first = self._first_record()
        stops = self.title_words | BLANKS
        keys = self.keys
        anchor = self.anchor
        filled = self._filled(islice(self.sheet.rows(), first, None), first)
        for number, row in enumerate(filled, first + 1):
            sparse = (
                row.count("") > len(row) * SPARSE
            )  # as totals are, with their number in a key column
            if not sparse and all(row[key] != "" for key in keys) and row[anchor] not in stops:
                yield number, row
            elif kind := self._set_aside(row, number):
                self.skipped.add(kind, self.layout.name, number, row_text(row))
            else:
                yield number, row

    def _set_aside(self, row: Sequence[Any], number: int) -> str:
        """Why a row is no record, "" if it is one."""
        texts = [text for cell in row if (text := cell_text(cell))]
        if not texts or (len(texts) == 1 and texts[0].isdigit() and self._only_ordinal(row)):
            return "blank"
        if TOTALS.match(texts[0]) or any(SUBTOTAL.search(text) for text in texts[:3]):
            return "total"
        if len(texts) > 1 and sum(text in self.title_words for text in texts) * 2 > len(texts):
            return "header"
        named = any(cell_text(row[key]) for key in self.keys)
        sole = len(set(texts)) == 1 and not texts[0].isdigit()
        line = texts[0] if sole and (not named or self._is_heading(number, texts[0])) else ""
        if row[self.anchor] == "":
            line = _placed(texts) or line
        if line:
            return self._heading(line)
        if named:
            return self._remark_among_keys(row, texts)
        return "note" if NOTES.match(texts[0]) else "nameless"

    def _is_heading(self, number: int, text: str) -> bool:
        """Whether the only text of a row, below the names, is a department: by its width or its words."""
        if number - 1 in self.spread:
            return True
        sectioned = bool(self.plan.fill_key) and not self.has(self.plan.fill_key)
        return sectioned and DEPARTMENT.search(text) is not None

    def _remark_among_keys(self, row: Sequence[Any], texts: Sequence[str]) -> str:
        """Why a row that has something below a name or number is still no record, "" if it is one."""
        if NOTES.match(texts[0]) and (len(texts) <= 2 or ":" in texts[0]):
            return "note"
        number = cell_text(row[self.anchor])
        if HEADCOUNT.match(texts[0]) and (not number or HEADCOUNT.match(number)):
            return "total"
        return "note" if not number and LABELLED.match(texts[0]) else ""

    def _heading(self, text: str) -> str:
        """A line of its own: a department above its rows, the table's title again, or a remark."""
        section = "" if CONTINUED.sub("", text) in self.layout.notes else _section_in(text)
        if not section:
            return "note"
        self.section = section
        return "section"

    def opening(self) -> str:
        """The department of the first rows when it stands above the header, as those below have theirs.

        It does if it says so (部门：文学院), or if a repeated header has another heading above it: a title
        alone looks the same.
        """
        first = self.layout.header[0]
        if not first:
            return ""
        for row in islice(self.sheet.rows(), first):
            if placed := _placed(cell_text(cell) for cell in row):
                return placed
        rows = islice(self.sheet.rows(), first - 1, None)
        found = _sole_text(next(rows))
        if not found or not (section := _section_in(found)):
            return ""
        for row, below in pairwise(rows):
            if below[self.anchor] in self.title_words and (other := _sole_text(row)):
                return "" if CONTINUED.sub("", other) == found else section
        return ""

    def _first_record(self) -> int:
        """The first row below the header that is no example of how to fill the form in, nor 必填, 选填."""
        first = self.layout.header[1] + 1
        for row in islice(self.sheet.rows(), first, first + MOST_EXAMPLES):
            texts = list(filter(None, map(cell_text, row)))
            if not texts or not (EXAMPLE.fullmatch(texts[0]) or all(map(WISH.fullmatch, texts))):
                break
            first += 1
            self.skipped.add("example", self.layout.name, first, row_text(row))
        return first

    def _only_ordinal(self, row: Sequence[Any]) -> bool:
        place = self.places.get(self.plan.ordinal)
        return place is not None and all(
            cell == "" for column, cell in enumerate(row) if column != place
        )

    def _fillable(self) -> dict[int, list[tuple[int, int]]]:
        """First row → (column, last row) of cells merged downwards, identity columns excepted."""
        starts: dict[int, list[tuple[int, int]]] = {}
        wanted = set(self.places.values()) - set(self.keys)
        for (top, left), (bottom, right) in self.sheet.merged:
            if bottom > top > self.layout.header[1]:
                columns = [column for column in range(left, right + 1) if column in wanted]
                starts.setdefault(top, []).extend((column, bottom) for column in columns)
        return starts

    def _fills_down(self) -> int | None:
        """The department column, if each department is written only beside its first row."""
        place = self.places.get(self.plan.fill_key)
        if place is None or any(
            column == place for starts in self.fillable.values() for column, _end in starts
        ):
            return None
        first = self.layout.header[1] + 1
        head = [row[place] for row in islice(self.sheet.rows(), first, first + SAMPLE_ROWS)]
        while head and head[-1] == "":
            head.pop()
        written = [cell for cell in head if cell != ""]
        sparse = head and head[0] != "" and len(written) <= len(head) * SPARSE
        return place if sparse and len(set(written)) == len(written) else None

    def _filled(self, rows: Iterator[Sequence[Any]], first: int) -> Iterator[Sequence[Any]]:
        """The rows with merged cells and sparse departments filled downwards."""
        if not self.fillable and self.fills_down is None:
            yield from rows
            return
        open_cells: dict[int, tuple[Any, int]] = {}
        place, last = self.fills_down, ""
        for index, row in enumerate(rows, first):
            cells = list(row)
            is_record = any(cells[key] != "" for key in self.keys)
            for column, (value, end) in list(open_cells.items()):
                if index > end:
                    del open_cells[column]
                elif is_record and cells[column] == "":
                    cells[column] = value
            for column, end in self.fillable.get(index, ()):
                open_cells[column] = (cells[column], end)
            if place is not None and is_record:
                last = cells[place] = cells[place] or last
            yield cells
