"""What python-calamine does not tell about an .xlsx: hidden rows, broken formulas, dates shown without a day.

The XML is scanned with patterns, never parsed into a tree: a roll of 100,000 rows has 130 MB of it, and an
entity bomb finds no parser.
"""

import re
import zipfile
from html import unescape
from io import BytesIO
from typing import IO

from gonghui.kernel.exchange.reader.sheets import Sheet

CHUNK = 1 << 20
TAIL = 512  # a row or cell tag is shorter than this
HEAD = 1 << 18
FORMAT_ROWS = 60  # rows whose cell formats are looked at
HIDDEN_ROW = re.compile(rb'<(?:x:)?row\b(?=[^>]*\br="(\d+)")[^>]*\bhidden="(?:1|true)"')
CELL = re.compile(rb'<(?:x:)?c\b(?=[^>]*\br="([A-Z]+)(\d+)")(?=[^>]*\bs="(\d+)")[^>]*>')
ERROR = re.compile(
    rb'<(?:x:)?c\b(?=[^>]*\br="([A-Z]+)(\d+)")(?=[^>]*\bt="e")[^>]*>'
    rb"(?:<(?:x:)?f\b[^>]*>(?:[^<]*</(?:x:)?f>)?)?<(?:x:)?v>([^<]*)<"
)
MONTH_ONLY = re.compile(r"y.*m|m.*y", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
MONTH_BUILTIN = {17, 27, 36, 50, 52, 55, 57}  # ids whose East Asian form ends with the month
LARGEST_PART = 1 << 24
NUMBER_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^>]*)>")
STYLE = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")


def complete(sheets: list[Sheet], data: bytes) -> None:
    """Set ``hidden_rows``, ``errors`` and ``month_columns``; what cannot be found stays empty."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            months = _month_styles(archive)
            parts = _sheet_parts(archive)
            for sheet in sheets:
                if part := parts.get(sheet.name):
                    with archive.open(part) as stream:
                        _scan(sheet, stream, months)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError):
        return


def _scan(sheet: Sheet, stream: IO[bytes], months: set[int]) -> None:
    head = stream.read(HEAD)
    if months:
        sheet.month_columns = _month_columns(head, months)
    kept = b""
    chunk = head
    found: set[int] = set()
    while chunk:
        text = kept + chunk
        if b"hidden=" in text:
            found.update(int(row) - 1 for row in HIDDEN_ROW.findall(text))
        if b't="e"' in text:
            for letters, row, shown in ERROR.findall(text):
                cells = sheet.errors.setdefault(int(row) - 1, {})
                cells[_column_index(letters)] = shown.decode()
        kept = text[-TAIL:]
        chunk = stream.read(CHUNK)
    sheet.hidden_rows = sorted(found)


def _month_columns(head: bytes, months: set[int]) -> frozenset[int]:
    """Columns in which month-only formats prevail among the first rows."""
    votes: dict[int, int] = {}
    for letters, row, style in CELL.findall(head):
        if int(row) > FORMAT_ROWS:
            break
        column = _column_index(letters)
        votes[column] = votes.get(column, 0) + (1 if int(style) in months else -1)
    return frozenset(column for column, vote in votes.items() if vote > 0)


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _month_styles(archive: zipfile.ZipFile) -> set[int]:
    """Cell style ids whose number format shows year and month, but no day."""
    text = _text(archive, "xl/styles.xml")
    codes = {
        int(found["numFmtId"]): found.get("formatCode", "")
        for found in map(_attributes, NUMBER_FORMAT.findall(text))
    }
    _before, _tag, rest = text.partition("<cellXfs")
    styles = [
        int(_attributes(style).get("numFmtId", 0))
        for style in STYLE.findall(rest.partition("</cellXfs>")[0])
    ]
    return {index for index, number in enumerate(styles) if _shows_month(number, codes)}


def _shows_month(number: int, codes: dict[int, str]) -> bool:
    code = QUOTED.sub("", codes.get(number, "")).split(";")[0].lower()
    if not code:
        return number in MONTH_BUILTIN
    return bool(MONTH_ONLY.search(code)) and "d" not in code and "h" not in code


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the part that holds it."""
    relations = map(_attributes, RELATION.findall(_text(archive, "xl/_rels/workbook.xml.rels")))
    targets = {found.get("Id", ""): found.get("Target", "") for found in relations}
    sheets = map(_attributes, SHEET.findall(_text(archive, "xl/workbook.xml")))
    return {found.get("name", ""): _part(targets.get(found.get("id", ""), "")) for found in sheets}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _text(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(LARGEST_PART).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag without their namespaces."""
    return {name.rpartition(":")[2]: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
