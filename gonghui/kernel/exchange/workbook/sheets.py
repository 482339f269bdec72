"""The sheet that template and export share: titles, lists to choose from, text columns, notes."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gonghui.kernel.exchange.columns import ROW_KEY_TITLE, ExchangeColumn
from gonghui.kernel.exchange.workbook import INFO_SHEET

LIST_SHEET = "选项"
LIST_ROWS = 20_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
HEAD = {"bold": True, "bg_color": "#F3EEE6", "border": 1, "valign": "vcenter", "text_wrap": True}
MUST = {**HEAD, "font_color": "#9D0008"}


class SheetWriter:
    """Writes one list into a workbook row by row; ``finish`` returns the bytes.

    Args:
        columns: in order.
        name: of the sheet.
        mark: watermark (who, when), printed above the titles and in the page's foot; "" for none.
        keyed: add the hidden column for row keys.
    """

    def __init__(
        self, columns: Sequence[ExchangeColumn], name: str, *, mark: str = "", keyed: bool = False
    ) -> None:
        self.columns = columns
        self.keyed = keyed
        self.stream = io.BytesIO()
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.stream, options)
        self.sheet = self.book.add_worksheet(name[:31])
        self.text = self.book.add_format({"num_format": "@"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.row = 0
        if mark:
            self._write_mark(mark)
        self._write_titles()

    def write(self, values: Sequence[Any], key: str = "") -> None:
        """One row; texts stay texts, whatever they begin with."""
        for place, value in enumerate(values):
            write_cell(self.sheet, self.row, place, value, self.day, self.text)
        if self.keyed:
            self.sheet.write_string(self.row, len(self.columns), key)
        self.row += 1

    def finish(self) -> bytes:
        """Close and return the workbook."""
        _write_lists(self.book, self.sheet, self.columns, self.head)
        write_info(self.book, self.columns)
        self.book.close()
        return self.stream.getvalue()

    def _write_mark(self, mark: str) -> None:
        self.sheet.write_string(0, 0, mark)
        self.sheet.set_footer(f"&L{mark}&R&P / &N")
        self.row = 1

    def _write_titles(self) -> None:
        plain, must = self.book.add_format(HEAD), self.book.add_format(MUST)
        for place, column in enumerate(self.columns):
            look = self.text if column.as_text else None
            self.sheet.set_column(place, place, column.width, look)
            self.sheet.write_string(
                self.row, place, column.title, must if column.required else plain
            )
        if self.keyed:
            place = len(self.columns)
            self.sheet.set_column(place, place, 8, None, {"hidden": True})
            self.sheet.write_string(self.row, place, ROW_KEY_TITLE, plain)
        self.row += 1
        self.head = self.row
        self.sheet.freeze_panes(self.row, 2)


def write_cell(sheet: Worksheet, row: int, place: int, value: Any, day: Any, text: Any) -> None:
    """A value as itself: numbers as numbers, days as days, everything else as text and never as formula."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, "是" if value else "否")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, float(value) if isinstance(value, Decimal) else value)
    elif hasattr(value, "year"):
        sheet.write_datetime(row, place, value, day)
    else:
        sheet.write_string(
            row, place, str(value), text if str(value).startswith(DANGEROUS) else None
        )


def _write_lists(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[ExchangeColumn], head: int
) -> None:
    """Lists to choose from, kept on a hidden sheet because Excel allows 255 characters in a cell's own."""
    listed = [(place, column) for place, column in enumerate(columns) if column.choices]
    if not listed:
        return
    lists = book.add_worksheet(LIST_SHEET)
    lists.hide()
    longest = max(len(column.choices) for _place, column in listed)
    for row in range(longest):
        for index, (_place, column) in enumerate(listed):
            if row < len(column.choices):
                lists.write_string(row, index, column.choices[row])
    for index, (place, column) in enumerate(listed):
        letter = xlsxwriter.utility.xl_col_to_name(index)
        source = f"={LIST_SHEET}!${letter}$1:${letter}${len(column.choices)}"
        sheet.data_validation(
            head,
            place,
            head + LIST_ROWS,
            place,
            {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True},
        )


def write_info(book: xlsxwriter.Workbook, columns: Iterable[ExchangeColumn]) -> None:
    """The sheet that says how each column is filled."""
    sheet = book.add_worksheet(INFO_SHEET)
    head = book.add_format(HEAD)
    for place, (title, width) in enumerate(
        (("列名", 16), ("必填", 6), ("填法", 40), ("样例", 22), ("可选内容", 60))
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    for row, column in enumerate(columns, 1):
        cells = (
            column.title,
            "必填" if column.required else "",
            column.help,
            column.example,
            "、".join(column.choices),
        )
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text)
