"""Text tables: CSV and tab-separated files in the encodings that Chinese offices produce, and HTML tables.

Many personnel systems "export to Excel" by writing an HTML table or tab-separated UTF-16 under the name
.xls, so text is recognised by content.
"""

import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import repeat

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.reader.faults import Unreadable
from gonghui.kernel.exchange.reader.sheets import Range

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = ("\t", ",", ";", "|", "，")
SNIFF_LINES = 20
FIELD_LIMIT = 1 << 20
MAX_SPAN = 1000
FORCED = re.compile(
    r'="(.*)"', re.DOTALL
)  # how web systems keep a spreadsheet from reading a number


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding that it was in.

    Raises:
        Unreadable: no encoding fits.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decode(data, encoding), encoding
    if b"\0" in data[:4096]:
        little = data[1:200:2].count(0) >= data[0:200:2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return _decode(data, encoding), encoding
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(_not_text())


def is_spreadsheet_xml(text: str) -> bool:
    """Whether the text is Excel's XML format of 2003."""
    return "urn:schemas-microsoft-com:office:spreadsheet" in text[:2000]


def read(text: str) -> tuple[str, list[list[str]], list[Range]]:
    """Kind (``csv`` or ``html``), rows and merged cells of a text table.

    Raises:
        Unreadable: a line cannot be split into fields.
    """
    head = text[:20_000].lstrip("\ufeff \r\n\t").lower()
    if head.startswith("<") and "<t" in head and ("<table" in head or "<tr" in text.lower()):
        parser = _Tables()
        parser.feed(text)
        return "html", parser.rows, parser.merged
    csv.field_size_limit(FIELD_LIMIT)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = list(reader)
    except csv.Error as error:
        raise Unreadable(_not_text()) from error
    return "csv", [list(map(_unforced, row)) for row in rows] if '="' in text else rows, []


def _unforced(cell: str) -> str:
    """What a spreadsheet shows for ``="0123"``."""
    found = FORCED.fullmatch(cell)
    return found[1] if found else cell


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_not_text()) from error


def _delimiter(text: str) -> str:
    """The sign that splits most of the first lines into the same number of fields."""
    lines = [line for line in text[:65_536].splitlines() if line.strip()][:SNIFF_LINES]
    best, best_score = ",", 0
    for sign in DELIMITERS:
        counts = Counter(line.count(sign) for line in lines)
        counts.pop(0, None)
        score = max((number * lines_with for number, lines_with in counts.items()), default=0)
        if score > best_score:
            best, best_score = sign, score
    return best


def _not_text() -> str:
    return _("文件的文字编码无法识别，请在 WPS 或 Excel 中另存为 .xlsx 再上传。")


class _Tables(HTMLParser):
    """Collects the cells of all tables of a page; spans are merged cells, as in a workbook."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merged: list[Range] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._pending: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            self._cell = None
            return
        self._fill_pending()
        text = " ".join("".join(self._cell).split())
        down, right = self._span
        top, left = len(self.rows), len(self._row)
        if down > 1 or right > 1:
            self.merged.append(((top, left), (top + down - 1, left + right - 1)))
        if down > 1:
            self._pending |= dict.fromkeys(range(left, left + right), down - 1)
        self._row += [text, *repeat("", right - 1)]
        self._cell = None

    def _fill_pending(self) -> None:
        while self._row is not None and len(self._row) in self._pending:
            left = self._pending.pop(len(self._row))
            if left > 1:
                self._pending[len(self._row)] = left - 1
            self._row.append("")

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill_pending()
            self.rows.append(self._row)
        self._row = None


def _span(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text and text.isdigit() and int(text) else 1
