"""Forms and summary tables as .docx. Rows are at least as high as asked and grow with their text."""

from typing import Any

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from gonghui.kernel.documents.content import Form, SummaryTable
from gonghui.kernel.documents.fitting import LEADING, USUAL_PT
from gonghui.kernel.documents.grids import (
    Placed,
    cell_text,
    column_widths,
    placed_cells,
    seal_lines,
    text_room,
)
from gonghui.kernel.documents.metrics import TITLE_PT
from gonghui.kernel.documents.word import ink
from gonghui.kernel.documents.word.sheets import plain_sheet

TABLE_PT = 11.0
SEAL_RIGHT = 6  # millimetres
MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def render_form(form: Form) -> bytes:
    """The .docx of a form."""
    word = _begin(form)
    table = word.add_table(rows=len(form.rows), cols=len(form.widths))
    ink.borders_of(table, **ink.GRID)
    for row, asked in zip(table.rows, form.rows, strict=True):
        row.height, row.height_rule = Mm(asked.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    ink.fix_widths(table, column_widths(form))
    ink.pad_cells(table, 1.5)
    ink.centre(table)  # Word would hang it out by the padding
    for placed in placed_cells(form):
        _write_cell(_merged(table, placed), placed)
        if placed.cell.opinion:  # an opinion and its seal stay together
            table.rows[placed.row]._tr.get_or_add_trPr().append(ink.element("cantSplit"))
    return _finish(word, form.after)


def render_summary(summary: SummaryTable) -> bytes:
    """The .docx of a summary table; the head of the table stands on every page."""
    word = _begin(summary)
    _number_pages(word)
    table = word.add_table(rows=1 + len(summary.rows), cols=len(summary.columns))
    ink.borders_of(table, **ink.GRID)
    head = [column.label for column in summary.columns]
    for place, (row, texts) in enumerate(zip(table.rows, (head, *summary.rows), strict=True)):
        row._tr.get_or_add_trPr().append(ink.element("cantSplit"))
        if not place:
            row._tr.get_or_add_trPr().append(ink.element("tblHeader"))
        for cell, text, column in zip(row.cells, texts, summary.columns, strict=True):
            cell.vertical_alignment = MIDDLE
            paragraph = cell.paragraphs[0]
            paragraph.alignment = ink.ALIGNMENTS[column.align if place else "center"]
            ink.write(paragraph, text, "body" if place else "strong", TABLE_PT)
    total = sum(column.width for column in summary.columns)
    room = text_room(summary.paper)
    ink.fix_widths(table, [room * column.width / total for column in summary.columns])
    ink.pad_cells(table, 1)
    ink.centre(table)
    return _finish(word, summary.after)


def _begin(content: Form | SummaryTable) -> Word:
    """The sheet with title and the line above the table."""
    word = plain_sheet(content.paper, USUAL_PT)
    ink.describe(word, content.title, "")
    title = word.add_paragraph()
    title.alignment = ink.ALIGNMENTS["center"]
    ink.set_lines(title, TITLE_PT * 1.5)
    ink.write(title, content.title, "mark", TITLE_PT)
    if content.before:
        ink.write(word.add_paragraph(), content.before, size=USUAL_PT)
    return word


def _finish(word: Word, after: tuple[str, ...]) -> bytes:
    for text in after:
        ink.write(word.add_paragraph(), text, size=USUAL_PT)
    if not after:
        ink.set_lines(word.add_paragraph(), 1)
    return ink.to_bytes(word.save)


def _number_pages(word: Word) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = ink.ALIGNMENTS["center"]
    ink.add_page_number(paragraph, USUAL_PT)


def _merged(table: Any, placed: Placed) -> Any:
    first = table.cell(placed.row, placed.column)
    last_row = placed.row + placed.cell.rows - 1
    last = table.cell(last_row, placed.column + placed.cell.columns - 1)
    return first if first._tc is last._tc else first.merge(last)


def _write_cell(target: Any, placed: Placed) -> None:
    cell = placed.cell
    opinion = cell.opinion
    target.vertical_alignment = MIDDLE if opinion is None else WD_CELL_VERTICAL_ALIGNMENT.TOP
    text = opinion.text if opinion else cell_text(cell)
    paragraph = target.paragraphs[0]
    paragraph.alignment = ink.ALIGNMENTS["left" if opinion else cell.align]
    ink.set_lines(paragraph, placed.size * LEADING)
    ink.write(paragraph, text, "body", placed.size)
    if opinion:
        for _gap in range(2):
            target.add_paragraph()
        for text in seal_lines(opinion):
            below = target.add_paragraph()
            below.alignment = ink.ALIGNMENTS["right"]
            below.paragraph_format.keep_together = True
            below.paragraph_format.right_indent = Mm(SEAL_RIGHT)
            ink.write(below, text, "body", placed.size)
