"""An official document as .docx, line by line on the grid of the standard."""

from typing import Any

from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from gonghui.kernel.documents import metrics, outline
from gonghui.kernel.documents.content import Block, DataTable, NameList, OfficialDocument
from gonghui.kernel.documents.metrics import CHARACTER, LINE, MM_PER_PT, SMALL_PT, points
from gonghui.kernel.documents.outline import Line
from gonghui.kernel.documents.pagination import (
    IMPRINT_LINE_PT,
    imprint_height,
    imprint_needs_new_page,
)
from gonghui.kernel.documents.word import ink
from gonghui.kernel.documents.word.sheets import EXACT_PT, lay_grid, official_sheet

DOUBLE_HEIGHT = 1.8  # millimetres of a red double line
RULE_BELOW_TEXT = 1.6  # millimetres from the foot of the characters to the foot of an exact line
TAB_JOINT = 3


def render_official(document: OfficialDocument) -> bytes:
    """The .docx."""
    word = official_sheet()
    ink.describe(word, document.title.replace("\n", ""), "、".join(document.signed_by))
    _number_pages(word, document)
    if document.layout == "document":
        _red_head(word, document)
    elif document.layout == "letter":
        _letter_head(word, document)
    _title(word, document.title, before=_title_gap(document))
    line(word)
    if document.addressees:
        line(word, Line(outline.addressee_text(document)))
    write_blocks(word, document.body)
    _end(word, document)
    _attachments(word, document)
    if outline.has_imprint(document):
        _imprint(word, document)
    return ink.to_bytes(word.save)


def line(word: Any, part: Line | None = None) -> Paragraph:
    """A paragraph on the grid; without a part an empty line."""
    part = part or Line("")
    paragraph = word.add_paragraph()
    ink.set_lines(paragraph, EXACT_PT)
    ink.leave_grid(paragraph)
    paragraph.alignment = ink.ALIGNMENTS["both" if part.align == "left" else part.align]
    if part.indent:
        ink.set_indent(paragraph, first=part.indent, pitch=CHARACTER)
    if part.heading:
        paragraph.paragraph_format.keep_with_next = True
    ink.tighten(ink.write(paragraph, part.text, part.face))
    return paragraph


def _red_head(word: Word, document: OfficialDocument) -> None:
    """Three lines for 份号, 密级, 紧急程度, the mark 35 mm down, number and red line."""
    top = outline.top_lines(document)
    for place in range(3):
        line(word, top[place] if place < len(top) else None)
    size = metrics.mark_size(document.mark)
    mark = word.add_paragraph()
    mark.alignment = ink.ALIGNMENTS["center"]
    ink.leave_grid(mark)
    ink.set_lines(mark, points(size), before=points(metrics.MARK_TOP) - 3 * EXACT_PT)
    ink.redden(ink.write(mark, document.mark, "mark", round(points(size) * 2) / 2))
    number = _upward_number(word, document) if document.signatories else _number(word, document)
    gap = points(metrics.RULE_GAP - RULE_BELOW_TEXT)
    ink.rule(number, bottom=("single", metrics.RULE_THICKNESS, gap))


def _number(word: Word, document: OfficialDocument) -> Paragraph:
    for _gap in range(metrics.NUMBER_GAP_LINES):
        line(word)
    return line(word, Line(outline.number_text(document), align="center"))


def _upward_number(word: Word, document: OfficialDocument) -> Paragraph:
    """Number on the left, signatories on the right; the number stands beside the last of them."""
    names = [outline.spread_name(name) for name in document.signatories]
    for _gap in range(metrics.NUMBER_GAP_LINES):
        line(word)
    for place, name in enumerate(names, 1):
        paragraph = line(word, Line(""))  # without indents, which would shorten the red line
        _tab_right(paragraph, metrics.BLOCK_WIDTH - CHARACTER)
        number = outline.WIDE_SPACE + outline.number_text(document)
        ink.write(paragraph, number if place == len(names) else "")
        ink.write(paragraph, "\t" + ("签发人：" if place == 1 else ""))
        ink.write(paragraph, name, "kai")
    return paragraph


def _letter_head(word: Word, document: OfficialDocument) -> None:
    """The mark and both double lines at their places of the paper, the number at the right."""
    size = metrics.mark_size(document.mark)
    left = (metrics.PAGE_WIDTH - metrics.LETTER_RULE_WIDTH) / 2
    place = {"width": metrics.LETTER_RULE_WIDTH, "left": left}
    mark = word.add_paragraph()
    mark.alignment = ink.ALIGNMENTS["center"]
    ink.leave_grid(mark)
    ink.set_lines(mark, points(size))
    ink.redden(ink.write(mark, document.mark, "mark", round(points(size) * 2) / 2))
    ink.frame(mark, height=size, top=metrics.LETTER_MARK_TOP, **place)
    upper = metrics.LETTER_MARK_TOP + size + metrics.LETTER_RULE_GAP
    _double_line(word.add_paragraph(), "thickThinSmallGap", top=upper, **place)
    lower = metrics.PAGE_HEIGHT - metrics.LETTER_RULE_BOTTOM - DOUBLE_HEIGHT
    _double_line(word.add_paragraph(), "thinThickSmallGap", top=lower, **place)
    _letter_number(word, document, upper)


def _double_line(paragraph: Paragraph, kind: str, **place: float) -> None:
    ink.set_lines(paragraph, 1)
    ink.frame(paragraph, height=DOUBLE_HEIGHT, **place)
    ink.rule(paragraph, top=(kind, 0.9, 0))


def _letter_number(word: Word, document: OfficialDocument, upper: float) -> None:
    """份号, 密级 and 紧急程度 at the left, the number at the right of the first of these lines."""
    top = outline.top_lines(document) or [Line("")]
    first = upper + DOUBLE_HEIGHT + metrics.LETTER_NUMBER_GAP - metrics.MARGIN_TOP
    for place, part in enumerate(top):
        paragraph = line(word, Line("", align="left"))
        ink.write(paragraph, part.text, part.face)
        if place == 0:
            ink.set_lines(paragraph, EXACT_PT, before=points(first - (LINE - 5.64) / 2))
            _tab_right(paragraph, metrics.BLOCK_WIDTH)
            paragraph.alignment = ink.ALIGNMENTS["left"]
            ink.write(paragraph, "\t" + outline.number_text(document))


def _title_gap(document: OfficialDocument) -> int:
    """Empty lines above the title."""
    return 0 if document.layout == "plain" else metrics.TITLE_GAP_LINES


def _title(word: Word, text: str, *, before: int) -> None:
    for _gap in range(before):
        line(word)
    for part in outline.title_text(text).split("\n"):
        paragraph = line(word, Line("", align="center", heading=True))
        ink.write(paragraph, part, "mark", metrics.TITLE_PT)


def write_blocks(word: Word, blocks: tuple[Block, ...]) -> None:
    """Text, tables and name lists."""
    for part in outline.body_parts(blocks):
        if isinstance(part, Line):
            line(word, part)
        elif isinstance(part, DataTable):
            _data_table(word, part)
        else:
            _names(word, part)


def _caption(word: Word, text: str) -> None:
    if text:
        line(word, Line(text, "strong", align="center", heading=True))


def _data_table(word: Word, part: DataTable) -> None:
    _caption(word, part.caption)
    shares = part.widths or (1,) * len(part.columns)
    table = word.add_table(rows=0, cols=len(part.columns))
    ink.borders_of(table, **ink.GRID)
    for place, texts in enumerate((part.columns, *part.rows)):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(ink.element("cantSplit"))
        if not place:
            row._tr.get_or_add_trPr().append(ink.element("tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, "body" if place else "strong")
    ink.fix_widths(table, [metrics.BLOCK_WIDTH * share / sum(shares) for share in shares])
    ink.centre(table)


def _fill(cell: Any, text: str, face: str, size: float = SMALL_PT) -> None:
    paragraph = cell.paragraphs[0]
    ink.leave_grid(paragraph)
    ink.set_lines(paragraph, 20)
    paragraph.alignment = ink.ALIGNMENTS["center"]
    ink.write(paragraph, text, face, size)


def _names(word: Word, part: NameList) -> None:
    _caption(word, part.caption)
    table = word.add_table(rows=0, cols=part.per_line)
    ink.borders_of(table)
    for names in outline.name_lines(part):
        for cell, name in zip(table.add_row().cells, names, strict=False):
            paragraph = cell.paragraphs[0]
            ink.leave_grid(paragraph)
            ink.set_lines(paragraph, EXACT_PT)
            paragraph.alignment = ink.ALIGNMENTS["center"]
            ink.write(paragraph, name)
    ink.fix_widths(table, [metrics.BLOCK_WIDTH / part.per_line] * part.per_line)
    ink.pad_cells(table, 0)


def _end(word: Word, document: OfficialDocument) -> None:
    """附件说明, signature and date, 附注."""
    lines = outline.attachment_lines(document)
    for place, (before, title) in enumerate(lines):
        if place == 0:
            line(word)
        hang = outline.text_width(before)
        paragraph = line(word, Line(before + title))
        ink.set_indent(paragraph, first=-hang, left=2 + hang, pitch=CHARACTER)
    if document.signed_by:
        _signature(word, document)
    if document.note:
        line(word, Line(outline.note_text(document), indent=2))


def _signature(word: Word, document: OfficialDocument) -> None:
    by_right, on_right = outline.right_indents(document)
    for _gap in range(metrics.SIGNATURE_GAP_LINES if document.sealed else 1):
        line(word).paragraph_format.keep_with_next = True
    if len(document.signed_by) == 1:
        name = line(word, Line(document.signed_by[0], align="right", heading=True))
        ink.set_indent(name, right=by_right, pitch=CHARACTER)
    else:
        part = NameList(document.signed_by, per_line=min(TAB_JOINT, len(document.signed_by)))
        _names(word, part)
        on_right = metrics.SEALED_DATE_RIGHT
    day = line(word, Line(outline.date_text(document), align="right"))
    ink.set_indent(day, right=on_right, pitch=CHARACTER)


def _attachments(word: Word, document: OfficialDocument) -> None:
    for place, one in enumerate(document.attachments, 1):
        if one.body:
            label = line(word, Line(outline.attachment_label(document, place), "strong"))
            label.paragraph_format.page_break_before = True
            _title(word, one.title, before=1)
            line(word)
            write_blocks(word, one.body)


def _imprint(word: Word, document: OfficialDocument) -> None:
    """A frame at the foot of the last page, which is an even one in a document with a red head."""
    if document.layout == "document" and imprint_needs_new_page(document):
        lay_grid(word.add_section(WD_SECTION.EVEN_PAGE))
    top = metrics.PAGE_HEIGHT - metrics.MARGIN_BOTTOM - imprint_height(document)
    ruled = document.layout != "letter"
    for place, (left, right, height) in enumerate(_imprint_lines(document)):
        if ruled:
            _imprint_rule(word, top, metrics.THIN_RULE if place else metrics.THICK_RULE)
        paragraph = _imprint_line(word, left, right)
        ink.frame(
            paragraph, width=metrics.BLOCK_WIDTH, height=height, left=metrics.MARGIN_LEFT, top=top
        )
        top += height
    if ruled:
        _imprint_rule(word, top, metrics.THICK_RULE)
    ink.set_lines(word.add_paragraph(), 1)


def _imprint_rule(word: Word, top: float, thickness: float) -> None:
    """A line as wide as the text block, in a frame of its own, because Writer drops borders inside one."""
    paragraph = word.add_paragraph()
    ink.set_lines(paragraph, 1)
    ink.leave_grid(paragraph)
    ink.frame(paragraph, width=metrics.BLOCK_WIDTH, height=0.5, left=metrics.MARGIN_LEFT, top=top)
    ink.rule(paragraph, color="000000", top=("single", thickness, 0))


def _imprint_line(word: Word, left: str, right: str) -> Paragraph:
    """抄送 hangs behind its colon; 印发机关 has its date at the right."""
    paragraph = word.add_paragraph()
    ink.set_lines(paragraph, IMPRINT_LINE_PT)
    ink.leave_grid(paragraph)
    em = SMALL_PT * MM_PER_PT
    hang = 0 if right else 3
    ink.set_indent(paragraph, first=-hang, left=1 + hang, right=1, pitch=em)
    ink.write(paragraph, left, size=SMALL_PT)
    if right:
        _tab_right(paragraph, metrics.BLOCK_WIDTH - em)
        ink.write(paragraph, "\t" + right, size=SMALL_PT)
    return paragraph


def _tab_right(paragraph: Paragraph, place: float) -> None:
    """A stop at so many millimetres, to the left of which text stands."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(place), alignment=WD_TAB_ALIGNMENT.RIGHT)


def _imprint_lines(document: OfficialDocument) -> list[tuple[str, str, float]]:
    """Left, right and height in millimetres of each part."""
    by, day = outline.printed_text(document)
    last = (by, day, IMPRINT_LINE_PT * MM_PER_PT) if by or day else None
    copies = outline.copies_text(document)
    parts = [last] if last else []
    if copies:
        height = imprint_height(document) - sum(part[2] for part in parts) - 2 * metrics.THICK_RULE
        parts.insert(0, (f"抄送：{copies}", "", height))
    return parts


def _number_pages(word: Word, document: OfficialDocument) -> None:
    """— 1 — 7 mm below the block, odd pages right, even pages left; a letter's first page has none."""
    section = word.sections[0]
    word.settings.odd_and_even_pages_header_footer = True
    small = SMALL_PT * MM_PER_PT
    foot = metrics.MARGIN_BOTTOM - metrics.PAGE_NUMBER_GAP - small / 2
    section.footer_distance = Mm(foot)
    if document.layout == "letter":
        section.different_first_page_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        ink.set_lines(paragraph, SMALL_PT)
        paragraph.alignment = ink.ALIGNMENTS[side]
        ink.set_indent(paragraph, pitch=CHARACTER, **{side: metrics.PAGE_NUMBER_INDENT})
        ink.add_page_number(paragraph, SMALL_PT)
