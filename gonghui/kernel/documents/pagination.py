"""On which page a text of the grid ends, counted in lines: the .docx writer cannot ask Word.

Exact for Chinese text on the grid of 22 × 28; Latin words and tables are estimates.
"""

from math import ceil

from gonghui.kernel.documents import metrics, outline
from gonghui.kernel.documents.content import DataTable, NameList, OfficialDocument
from gonghui.kernel.documents.fitting import line_count
from gonghui.kernel.documents.metrics import CHARACTERS, LINES, SMALL_PT, points
from gonghui.kernel.documents.outline import Line

TABLE_ROW_PT = 21.0
IMPRINT_LINE_PT = SMALL_PT * 1.6


def imprint_needs_new_page(document: OfficialDocument) -> bool:
    """Whether the text ends on an odd page, or on an even one without room for the imprint."""
    used = _lines(document)
    page, last = divmod(used, LINES)
    return page % 2 == 0 or last + _imprint_lines(document) > LINES


def _lines(document: OfficialDocument) -> float:
    """Lines used from the top of the first page, pages that are not full counted as full."""
    used = _head_lines(document) + _end_lines(document)
    used += sum(_block_lines(part) for part in outline.body_parts(document.body))
    for one in document.attachments:
        if one.body:
            title = 3 + len(outline.title_text(one.title).split("\n"))
            body = sum(_block_lines(part) for part in outline.body_parts(one.body))
            used = ceil(used / LINES) * LINES + title + body
    return used


def _head_lines(document: OfficialDocument) -> float:
    title = len(outline.title_text(document.title).split("\n")) + 1 + bool(document.addressees)
    if document.layout != "document":
        return title
    head = points(metrics.MARK_TOP + metrics.mark_size(document.mark)) / metrics.LINE_PT
    gaps = metrics.NUMBER_GAP_LINES + metrics.TITLE_GAP_LINES + max(1, len(document.signatories))
    return head + gaps + 0.3 + title


def _block_lines(part: Line | DataTable | NameList) -> float:
    if isinstance(part, Line):
        return line_count(outline.WIDE_SPACE * part.indent + part.text, CHARACTERS)
    if isinstance(part, DataTable):
        return bool(part.caption) + (len(part.rows) + 1) * TABLE_ROW_PT / metrics.LINE_PT
    return bool(part.caption) + len(outline.name_lines(part))


def _end_lines(document: OfficialDocument) -> int:
    attachments = len(document.attachments)
    signature = (metrics.SIGNATURE_GAP_LINES + 2) if document.signed_by else 0
    return attachments + bool(attachments) + signature + bool(document.note)


def imprint_height(document: OfficialDocument) -> float:
    """Millimetres that the imprint needs."""
    ems = points(metrics.BLOCK_WIDTH) / SMALL_PT - 5
    copies = outline.copies_text(document)
    lines = (line_count(copies, ems) if copies else 0) + any(outline.printed_text(document))
    return lines * IMPRINT_LINE_PT * metrics.MM_PER_PT + 2 * metrics.THICK_RULE


def _imprint_lines(document: OfficialDocument) -> int:
    """Whole lines of the text block that the imprint takes."""
    return ceil(imprint_height(document) / metrics.LINE)
