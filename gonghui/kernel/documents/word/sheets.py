"""An empty .docx with paper, margins, grid and the Normal style of the house."""

from math import floor

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gonghui.kernel.documents import metrics
from gonghui.kernel.documents.metrics import PAPERS, twips
from gonghui.kernel.documents.word.ink import element, name_font

LINE_TWIPS = int(metrics.LINE_PT * 20)  # rounded down, or 22 lines would not fit
EXACT_PT = LINE_TWIPS / 20
CHARACTER_SPACE = floor(
    (twips(metrics.BLOCK_WIDTH) / 20 / metrics.CHARACTERS - metrics.BODY_PT) * 4096
)
"""What the grid adds to a character of the Normal style, in 4096ths of a point."""


def official_sheet() -> Word:
    """A4 with the margins and the grid of the standard."""
    word = _new(metrics.BODY_PT)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(metrics.PAGE_WIDTH), Mm(metrics.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(metrics.MARGIN_TOP), Mm(metrics.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(metrics.MARGIN_LEFT), Mm(metrics.MARGIN_RIGHT)
    lay_grid(section)
    return word


def lay_grid(section) -> None:
    """22 lines of 28 characters."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = element("docGrid", type="linesAndChars", linePitch=LINE_TWIPS, charSpace=CHARACTER_SPACE)
    properties.append(grid)


def plain_sheet(paper: str, size: float) -> Word:
    """A sheet for forms, tables and certificates, without a grid."""
    word = _new(size)
    width, height, (top, right, bottom, left) = PAPERS[paper]
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.footer_distance = section.header_distance = Mm(8)
    return word


def _new(size: float) -> Word:
    word = docx.Document()
    normal = word.styles["Normal"]
    normal.font.size = Pt(size)
    name_font(normal.element.get_or_add_rPr(), "body")
    normal.element.get_or_add_rPr().append(element("lang", val="en-US", eastAsia="zh-CN"))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    form.widow_control = False
    return word
