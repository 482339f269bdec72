"""Small workbooks for the tests of reader and importer."""

import io
from datetime import date

import openpyxl

from gonghui.kernel.exchange.columns import ExchangeColumn
from gonghui.kernel.exchange.matching import Vocabulary

COLUMNS = (
    ExchangeColumn("name", "姓名", synonyms="XM"),
    ExchangeColumn(
        "doc_no",
        "证件号码",
        synonyms="身份证号",
        looks_like=lambda value: len(str(value)) == 18,
        telling=True,
    ),
    ExchangeColumn("born_on", "出生年月", synonyms="出生日期"),
    ExchangeColumn("department", "部门", synonyms="所在分工会", fill_down=True),
    ExchangeColumn("phone", "手机号", synonyms="联系电话 手机"),
    ExchangeColumn("email", "邮箱"),
    ExchangeColumn("ordinal", "序号"),
)
VOCABULARY = Vocabulary(COLUMNS)


def xlsx(rows, *, merge=(), hidden_rows=(), title="名册", formats=(), sheets=()):
    """An .xlsx of ``rows``; further ``sheets`` are (title, rows, state)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    _fill(sheet, rows)
    for cells in merge:
        sheet.merge_cells(cells)
    for row in hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for cell, number_format in formats:
        sheet[cell].number_format = number_format
    for name, more, state in sheets:
        other = book.create_sheet(name)
        other.sheet_state = state
        _fill(other, more)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet, rows):
    for row in rows:
        sheet.append([value if value != "" else None for value in row])


FIRST_OF_JUNE = date(1985, 6, 1)
