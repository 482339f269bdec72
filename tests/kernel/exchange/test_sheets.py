"""What a cell of an export is: numbers add up in a spreadsheet, texts never become formulas."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from openpyxl import load_workbook

from gonghui.kernel.exchange.workbook.sheets import write_cell


def written(value):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"quote_prefix": True})
    write_cell(book.add_worksheet(), 0, 0, value, day, text)
    book.close()
    cell = load_workbook(io.BytesIO(stream.getvalue())).active.cell(1, 1)
    return cell.value, cell.data_type


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (7, (7, "n")),
        (Decimal("1234.50"), (1234.5, "n")),
        (True, ("是", "s")),
        ("=1+1", ("=1+1", "s")),
        (None, (None, "n")),
    ],
)
def test_cell_keeps_its_kind(value, cell):
    assert written(value) == cell


def test_day_stays_a_day():
    value, _kind = written(date(2026, 4, 28))

    assert value.date() == date(2026, 4, 28)
