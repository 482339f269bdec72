"""A summary table as .xlsx."""

import io

import xlsxwriter

from gonghui.kernel.documents.content import SummaryColumn, SummaryTable
from gonghui.kernel.documents.metrics import PAPERS

A4, A3 = 9, 8  # paper sizes of Excel
SIGNS_PER_SHARE = 1.2
TITLE_HEIGHT = 32


def render_summary(summary: SummaryTable) -> bytes:
    """The workbook: title, head, rows; the head stays in sight and on every printed page."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("汇总表")
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        last = len(summary.columns) - 1
        _across(sheet, 0, last, summary.title, title)
        sheet.set_row(0, TITLE_HEIGHT)
        first = 1
        if summary.before:
            _across(sheet, 1, last, summary.before, book.add_format({"align": "left"}))
            first = 2
        _write_rows(book, sheet, summary, first)
        for place, text in enumerate(summary.after, first + len(summary.rows) + 1):
            sheet.write_string(place, 0, text)
        _set_page(sheet, summary, first)
    return buffer.getvalue()


def _across(sheet, row: int, last: int, text: str, form) -> None:
    """A text over all columns; Excel refuses to merge a single cell."""
    if last:
        sheet.merge_range(row, 0, row, last, text, form)
    else:
        sheet.write_string(row, 0, text, form)


def _write_rows(book, sheet, summary: SummaryTable, first: int) -> None:
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    for place, column in enumerate(summary.columns):
        form = {"border": 1, "align": column.align, "valign": "vcenter", "text_wrap": True}
        look = book.add_format(form)
        sheet.set_column(place, place, column.width * SIGNS_PER_SHARE)
        sheet.write_string(first, place, column.label, head)
        for offset, row in enumerate(summary.rows, first + 1):
            _write(sheet, offset, place, row[place], column, look)


def _write(sheet, row: int, place: int, text: str, column: SummaryColumn, look) -> None:
    """Figures as numbers where the column holds figures, everything else as text."""
    if column.numeric and text.replace(".", "", 1).isdigit():
        sheet.write_number(row, place, float(text), look)
    else:
        sheet.write_string(row, place, text, look)


def _set_page(sheet, summary: SummaryTable, first: int) -> None:
    width, height, _margins = PAPERS[summary.paper]
    sheet.set_paper(A3 if max(width, height) > 400 else A4)
    if width > height:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    sheet.freeze_panes(first + 1, 0)
