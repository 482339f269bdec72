"""The user's own workbook back: a comment and colour in every refused cell, and a sheet that lists them all.

Small files keep their formatting (openpyxl). Large ones are written anew with the refused rows only,
because openpyxl would need a gigabyte for 100,000 rows.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gonghui.kernel.exchange.cells import REFUSE
from gonghui.kernel.exchange.phrases import column_title
from gonghui.kernel.exchange.reader import Book, Sheet, SheetLayout
from gonghui.kernel.exchange.workbook import ISSUES_SHEET
from gonghui.kernel.lib.texts import as_text

KEEPS_FORMAT_UP_TO = 10_000
AUTHOR = "工会服务网"
BAD, DOUBT = "FFC7CE", "FFEB9C"
WIDTHS = (12, 8, 14, 12, 16, 60, 18)


class Issue(NamedTuple):
    """One refused or doubtful cell."""

    sheet: int
    number: int
    label: str
    column: str
    level: str
    code: str
    message: str
    suggestion: str


class Answer(NamedTuple):
    """What the answer is made of."""

    book: Book
    layouts: Sequence[SheetLayout]
    columns: dict[str, str]
    titles: dict[str, str]
    row_name: str
    reason: Callable[[str], str]

    @property
    def heading(self) -> list[str]:
        """The titles above the list of issues."""
        return ["工作表", "行号", "列", self.row_name, "问题", "说明与改法", "建议"]


def issues_of(rows: Iterable[Sequence[Any]]) -> Iterator[Issue]:
    """The issues in stored refused rows; what was mended needs no answer."""
    for sheet, number, label, _detail, findings in rows:
        for column, level, code, message, _before, after in findings:
            if message and level == REFUSE:
                yield Issue(sheet, number, label, column, level, code, message, after)


def annotate(answer: Answer, data: bytes, issues: Sequence[Issue]) -> bytes:
    """The answer workbook, always .xlsx."""
    rows = sum(layout.height for layout in answer.layouts if layout.used)
    if rows > KEEPS_FORMAT_UP_TO:
        return _streamed(answer, issues)
    book = _own_workbook(answer, data) or _plain_workbook(answer)
    _comment(answer, book, issues)
    _list_issues(answer, book, issues)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def places(answer: Answer, layout: SheetLayout) -> dict[str, int]:
    """Key → column index (from 0) in a sheet."""
    return {
        answer.columns[title]: place
        for place, title in enumerate(layout.titles)
        if title in answer.columns
    }


def _own_workbook(answer: Answer, data: bytes) -> openpyxl.Workbook | None:
    """The user's .xlsx, opened with its formatting; None for other kinds or what openpyxl cannot open."""
    if answer.book.kind != "xlsx":
        return None
    try:
        return openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # noqa: BLE001 -- openpyxl fails in many ways on files that office programs open
        return None


def _plain_workbook(answer: Answer) -> openpyxl.Workbook:
    """The cells alone, for .xls and CSV."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in answer.book.sheets:
        page = book.create_sheet(
            sheet.name[:31].translate(dict.fromkeys(map(ord, "[]:*?/\\"), "_"))
        )
        for row in sheet.rows():
            page.append([_plain(cell) for cell in row])
    return book


def _plain(cell: Any) -> Any:
    """Long numbers stay numbers, so that the loss of digits remains visible; texts stay texts."""
    return None if cell == "" else cell


def _sheet_of(book: openpyxl.Workbook, layout: SheetLayout) -> Worksheet | None:
    if layout.name in book.sheetnames:
        return book[layout.name]
    sheets = [sheet for sheet in book.worksheets if sheet.title != ISSUES_SHEET]
    return sheets[layout.index] if layout.index < len(sheets) else None


def _comment(answer: Answer, book: openpyxl.Workbook, issues: Sequence[Issue]) -> None:
    fill = PatternFill("solid", fgColor=BAD)
    by_index = {layout.index: layout for layout in answer.layouts}
    found = {index: places(answer, layout) for index, layout in by_index.items()}
    for issue in issues:
        sheet = _sheet_of(book, by_index[issue.sheet])
        if sheet is None:
            continue
        place = found[issue.sheet].get(issue.column, found[issue.sheet].get("name", 0))
        cell = sheet.cell(issue.number, place + 1)
        if type(cell).__name__ == "MergedCell":
            continue
        cell.fill = fill
        said = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{said}{issue.message}", AUTHOR, width=280, height=110)


def _list_issues(answer: Answer, book: openpyxl.Workbook, issues: Sequence[Issue]) -> None:
    if ISSUES_SHEET in book.sheetnames:
        del book[ISSUES_SHEET]
    sheet = book.create_sheet(ISSUES_SHEET)
    sheet.append(answer.heading)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for issue in issues:
        sheet.append(_issue_cells(answer, issue))
        sheet.cell(sheet.max_row, 6).alignment = Alignment(wrap_text=True)
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _issue_cells(answer: Answer, issue: Issue) -> list[Any]:
    names = {layout.index: layout.name for layout in answer.layouts}
    return [
        names[issue.sheet],
        issue.number,
        column_title(answer.titles, issue.column),
        issue.label,
        answer.reason(issue.code),
        issue.message,
        issue.suggestion,
    ]


def _streamed(answer: Answer, issues: Sequence[Issue]) -> bytes:
    """The refused rows under the user's titles, with comments, and the list of issues."""
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    bad = book.add_format({"bg_color": f"#{BAD}"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    by_sheet: dict[int, dict[int, list[Issue]]] = {}
    for issue in issues:
        by_sheet.setdefault(issue.sheet, {}).setdefault(issue.number, []).append(issue)
    for layout in answer.layouts:
        if layout.index in by_sheet:
            source = answer.book.sheets[layout.index]
            _stream_sheet(book, answer, layout, source, by_sheet[layout.index], (bad, day))
    sheet = book.add_worksheet(ISSUES_SHEET)
    for row, cells in enumerate([answer.heading, *(_issue_cells(answer, one) for one in issues)]):
        sheet.write_row(row, 0, cells)
    book.close()
    return stream.getvalue()


def _stream_sheet(
    book: xlsxwriter.Workbook,
    answer: Answer,
    layout: SheetLayout,
    source: Sheet,
    issues: dict[int, list[Issue]],
    looks: tuple[Any, Any],
) -> None:
    sheet = book.add_worksheet(layout.name[:31])
    bad, day = looks
    for place, title in enumerate(layout.titles):
        sheet.write_string(0, place, title.rpartition("／")[2])
    found = places(answer, layout)
    first = layout.header[1] + 1
    line = 1
    for number, row in enumerate(islice(source.rows(), first, None), first + 1):
        if number not in issues:
            continue
        marked = {found.get(issue.column, found.get("name", 0)) for issue in issues[number]}
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, bad if place in marked else None, day)
        for issue in issues[number]:
            place = found.get(issue.column, found.get("name", 0))
            sheet.write_comment(line, place, issue.message, {"author": AUTHOR})
        line += 1


def _write(sheet: Any, row: int, place: int, cell: Any, look: Any, day: Any) -> None:
    if hasattr(cell, "year"):
        sheet.write_datetime(row, place, cell, look or day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, place, cell, look)
    elif cell != "" or look:
        sheet.write_string(row, place, as_text(cell), look)
