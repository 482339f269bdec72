"""The rows behind a figure as a workbook that says which figure, which question and when it was asked."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone

from gonghui.kernel.indicators.measures import RowSet
from gonghui.kernel.indicators.queries import iterate_cells
from gonghui.kernel.indicators.registry import Figure

SHEET_LIMIT = 1_000_000
HEADER_ROW = 5


def rows_workbook(figure: Figure, row_set: RowSet, asked_by: str) -> io.BytesIO:
    """A .xlsx of one row set: title, question, definition, then the rows.

    Rows are streamed, so memory does not grow with them; a sheet holds a million of them.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"author": asked_by})
    sheet = book.add_worksheet("明细")
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for line, text in enumerate(_heading(figure, row_set, asked_by)):
        sheet.write_string(line, 0, text, bold if line == 0 else None)
    for column, each in enumerate(figure.indicator.columns):
        sheet.write_string(HEADER_ROW - 1, column, each.title, bold)
    for line, cells in enumerate(_limited(figure, row_set.in_order(figure.question)), HEADER_ROW):
        for column, cell in enumerate(cells):
            _write(sheet, line, column, cell, day)
    book.close()
    out.seek(0)
    return out


def _heading(figure: Figure, row_set: RowSet, asked_by: str) -> list[str]:
    question = figure.question
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return [
        f"{figure.indicator.name}——{row_set.label}",
        f"期间：{question.start:%Y-%m-%d} 至 {question.end:%Y-%m-%d}",
        f"口径（第{figure.indicator.version}版）：{figure.indicator.definition}",
        f"导出：{asked_by}，{now}",
    ]


def _limited(figure: Figure, rows: QuerySet) -> Any:
    return iterate_cells(figure.indicator, rows[:SHEET_LIMIT])


def _write(sheet: Any, line: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date | datetime):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    elif cell is not None:
        sheet.write_string(line, column, str(cell))
