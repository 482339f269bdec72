"""A workbook of any kind as sheets of raw rows; cells are read at the speed of python-calamine."""

import io
from dataclasses import dataclass
from itertools import repeat

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gonghui.kernel.exchange.reader import delimited, outlines
from gonghui.kernel.exchange.reader.faults import Unreadable
from gonghui.kernel.exchange.reader.sheets import Row, Sheet

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF"
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass
class Book:
    """A readable file: its kind (``xlsx``, ``xls``, ``csv``, ``html``), how it was read, and its sheets."""

    kind: str
    sheets: list[Sheet]
    encoding: str = ""


def open_book(data: bytes, name: str = "") -> Book:
    """Open a file by what it is, not by what it is called.

    Args:
        data: the whole file; files are limited to some 50 MB at the upload.
        name: the file name, for messages about files that only pretend to be a workbook.

    Raises:
        Unreadable: password-protected, damaged, of another kind, or without any cell.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable(_("文件是空的，请检查后重新上传。"))
    book = _open_binary(data, name) or _open_text(data, name)
    if not any(sheet.height for sheet in book.sheets):
        raise Unreadable(_("文件里没有任何数据，请检查是否选错了文件。"))
    return book


def _open_binary(data: bytes, name: str) -> Book | None:
    """A workbook in a container, None for what looks like text."""
    if data.startswith(OLE2):
        if ENCRYPTED_STREAM in data:
            raise Unreadable(_password())
        return _open_workbook(data, "xls", name)
    if data.startswith(ZIP):
        return _open_workbook(data, "xlsx", name)
    if data.startswith((PDF, *IMAGES)):
        raise Unreadable(
            _("这是图片或 PDF，不是表格。请上传 .xlsx、.xls 或 .csv 文件（扫描件须先录入）。")
        )
    return None


def _open_text(data: bytes, name: str) -> Book:
    """CSV, tab-separated text, or an HTML table that calls itself .xls."""
    text, encoding = delimited.decode(data)
    if delimited.is_spreadsheet_xml(text):
        raise Unreadable(_("这是“XML 表格 2003”格式，请在 WPS 或 Excel 中另存为 .xlsx 再上传。"))
    kind, rows, merged = delimited.read(text)
    sheet = _plain_sheet(name or kind, rows)
    sheet.merged, sheet.merges_known = merged, kind == "html"
    return Book(kind, [sheet], encoding)


def _plain_sheet(name: str, rows: list[Row]) -> Sheet:
    width = max(map(len, rows), default=0)
    padded = [row if len(row) == width else [*row, *repeat("", width - len(row))] for row in rows]
    return Sheet(name, len(rows), width, source=padded)


def _open_workbook(data: bytes, kind: str, name: str) -> Book:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            _sheet(workbook, index)
            for index, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise Unreadable(_password()) from None
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(_not_a_workbook(data, name)) from error
    if kind == "xlsx":
        outlines.complete(sheets, data)
    return Book(kind, sheets)


def _sheet(workbook: CalamineWorkbook, index: int) -> Sheet:
    meta = workbook.sheets_metadata[index]
    source = workbook.get_sheet_by_index(index)
    top, left = source.start or (0, 0)
    return Sheet(
        name=meta.name,
        height=source.height + top if source.height else 0,
        width=source.width + left,
        visible=meta.visible == SheetVisibleEnum.Visible,
        merged=[((r1, c1), (r2, c2)) for (r1, c1), (r2, c2) in source.merged_cell_ranges or ()],
        merges_known=source.merged_cell_ranges is not None,
        source=source,
    )


def _password() -> str:
    return _("文件设有打开密码，请先在 WPS 或 Excel 中去掉密码再上传。")


def _not_a_workbook(data: bytes, name: str) -> str:
    """Which sentence helps: another office file, a WPS file, or a damaged one."""
    if name.lower().endswith((".et", ".ett")):
        return _("暂不支持 .et 文件，请在 WPS 中另存为 .xlsx 再上传。")
    if b"word/document.xml" in data[:65536] or "WordDocument".encode("utf-16-le") in data:
        return _("这是 Word 文档，不是表格。请把表格另存为 .xlsx 再上传。")
    return _("文件打不开：可能已损坏，或不是 .xlsx、.xls、.csv 表格。请重新另存后再试。")
