"""A certificate as .docx: landscape, framed in gold, the code at the lower left."""

from typing import Any

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt

from gonghui.kernel.documents.codes import code_png
from gonghui.kernel.documents.content import CertificateText
from gonghui.kernel.documents.grids import text_room
from gonghui.kernel.documents.metrics import GOLD
from gonghui.kernel.documents.numbers import chinese_date
from gonghui.kernel.documents.outline import certificate_lines
from gonghui.kernel.documents.word import ink
from gonghui.kernel.documents.word.sheets import plain_sheet

PAPER = "A4-landscape"
HEADING_PT, TEXT_PT, FOOT_PT = 54.0, 24.0, 12.0
CODE_MM = 30


def render_certificate(text: CertificateText) -> bytes:
    """The .docx."""
    word = plain_sheet(PAPER, TEXT_PT)
    ink.describe(word, f"{text.heading} {text.number}", "、".join(text.issuers))
    _frame_page(word.sections[0])
    heading = _paragraph(word, "center", before=36, height=80)
    run = ink.write(heading, text.heading, "mark", HEADING_PT)
    ink.redden(run)
    _paragraph(word, "left", height=24)
    holder = _paragraph(word, "left", height=42)
    _margins(holder)
    ink.write(holder, f"{text.holder}：", "kai", TEXT_PT)
    for part in text.body.split("\n"):
        paragraph = _paragraph(word, "both", height=42)
        _margins(paragraph)
        paragraph.paragraph_format.first_line_indent = Pt(2 * TEXT_PT)
        ink.write(paragraph, part, "body", TEXT_PT)
    _foot(word, text)
    return ink.to_bytes(word.save)


def _paragraph(word: Any, align: str, *, height: float, before: float = 0) -> Any:
    paragraph = word.add_paragraph()
    paragraph.alignment = ink.ALIGNMENTS[align]
    ink.set_lines(paragraph, height, before=before)
    return paragraph


def _margins(paragraph: Any) -> None:
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(22)


def _foot(word: Word, text: CertificateText) -> None:
    """Code and number at the left, issuers and date at the right."""
    table = word.add_table(rows=1, cols=2)
    ink.borders_of(table)
    room = text_room(PAPER) - 30
    ink.fix_widths(table, [room / 2, room / 2])
    ink.centre(table)
    left, right = table.rows[0].cells
    left.vertical_alignment = right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    if text.link:
        left.paragraphs[0].add_run().add_picture(code_png(text.link), width=Mm(CODE_MM))
    for words in certificate_lines(text):
        ink.write(left.add_paragraph(), words, "song", FOOT_PT)
    for words in (*text.issuers, chinese_date(text.granted_on)):
        paragraph = right.add_paragraph()
        paragraph.alignment = ink.ALIGNMENTS["center"]
        ink.write(paragraph, words, "body", 20)


def _frame_page(section: Any) -> None:
    """A double line in gold around the page."""
    borders = ink.element("pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        line = {"val": "thickThinMediumGap", "sz": 36, "space": 24, "color": GOLD.lstrip("#")}
        borders.append(ink.element(side, **line))
    margins = section._sectPr.pgMar
    margins.addnext(borders)
