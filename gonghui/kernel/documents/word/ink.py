"""Strokes below python-docx: fonts by name, exact lines, indents in characters, borders, floating tables."""

import io
from collections.abc import Callable
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gonghui.kernel.documents.fonts import FACES
from gonghui.kernel.documents.metrics import BODY_PT, RED, twips

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
TIGHTER_TWIPS = -8
BORDER_UNIT = 8 / 25.4 * 72  # eighths of a point in a millimetre


PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "rPr",
]
TABLE_ORDER = [
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
]
"""The order that the schema prescribes; Word calls a file damaged that breaks it."""


def put(parent: Any, child: Any, order: list[str]) -> None:
    """Insert a property at its place among its siblings, in place of an older one."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    names = [qn(f"w:{name}") for name in order]
    rank = names.index(child.tag)
    later = [one for one in parent if one.tag in names and names.index(one.tag) > rank]
    if later:
        later[0].addprevious(child)
    else:
        parent.append(child)


def element(name: str, **attributes: object) -> Any:
    """A bare element of WordprocessingML with attributes of the same name space."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def name_font(properties: Any, face: str) -> None:
    """Name a face's font for Chinese and Latin signs alike in run properties."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        properties.insert(0, fonts)
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), FACES[face].named)


def write(paragraph: Paragraph, text: str, face: str = "body", size: float = BODY_PT) -> Run:
    """Add text in a face and size; a line break in it stays one."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    name_font(run._r.get_or_add_rPr(), face)
    return run


def set_lines(paragraph: Paragraph, height: float, *, before: float = 0) -> None:
    """Lines of exactly so many points; ``before`` in points too."""
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(height)
    form.space_before, form.space_after = Pt(before), Pt(0)


def leave_grid(paragraph: Paragraph) -> None:
    """Set a paragraph by its own measures, which are those of the grid.

    Writer gives a character two cells of a grid that is narrower than its type, as this one is. No
    gaps between characters and figures either: the grid would not hold.
    """
    for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        put(paragraph._p.get_or_add_pPr(), element(name, val=0), PARAGRAPH_ORDER)


def tighten(run: Run) -> None:
    """28 characters of 16 points to a line of 442.2 points: each narrower by what Writer needs for that.

    Full lines are justified, so that they end at the edge in every program.
    """
    properties = run._r.get_or_add_rPr()
    size = properties.find(qn("w:sz"))
    size.addprevious(element("spacing", val=TIGHTER_TWIPS))


def set_indent(
    paragraph: Paragraph, *, first: float = 0, left: float = 0, right: float = 0, pitch: float
) -> None:
    """Indents in characters of a pitch in millimetres."""
    indent = element("ind", left=twips(left * pitch), right=twips(right * pitch))
    kind = "firstLine" if first >= 0 else "hanging"
    indent.set(qn(f"w:{kind}"), str(twips(abs(first) * pitch)))
    put(paragraph._p.get_or_add_pPr(), indent, PARAGRAPH_ORDER)


def redden(run: Run) -> None:
    """The colour of the red head."""
    run.font.color.rgb = RGBColor.from_string(RED.lstrip("#"))


def rule(
    paragraph: Paragraph, *, color: str = RED.lstrip("#"), **sides: tuple[str, float, float]
) -> None:
    """Lines along a paragraph, red unless told otherwise: kind, thickness in millimetres, gap in points."""
    borders = element("pBdr")
    for side, (kind, thickness, gap) in sides.items():
        if thickness:
            size = round(thickness * BORDER_UNIT)
            borders.append(element(side, val=kind, sz=size, space=round(gap), color=color))
    put(paragraph._p.get_or_add_pPr(), borders, PARAGRAPH_ORDER)


def frame(
    paragraph: Paragraph, *, width: float, left: float, top: float, height: float | None = None
) -> None:
    """Set a paragraph at a place of the paper, in millimetres; neighbours of equal place share it."""
    made = element("framePr", w=twips(width))
    if height is not None:
        made.set(qn("w:h"), str(twips(height)))
        made.set(qn("w:hRule"), "exact")
    places = {"hSpace": 0, "wrap": "none", "vAnchor": "page", "hAnchor": "page"}
    for key, value in (places | {"x": twips(left), "y": twips(top)}).items():
        made.set(qn(f"w:{key}"), str(value))
    put(paragraph._p.get_or_add_pPr(), made, PARAGRAPH_ORDER)


def borders_of(table: Any, **sides: tuple[str, float]) -> None:
    """Borders of a table: side to kind and thickness in millimetres; sides not named have none."""
    made = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind, thickness = sides.get(side, ("nil", 0))
        made.append(
            element(side, val=kind, sz=round(thickness * BORDER_UNIT), space=0, color="000000")
        )
    put(table._tbl.tblPr, made, TABLE_ORDER)


GRID = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), ("single", 0.25))


def fix_widths(table: Any, widths: list[float]) -> None:
    """Column widths in millimetres that Word and WPS do not change by themselves."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    put(table._tbl.tblPr, element("tblW", w=twips(sum(widths)), type="dxa"), TABLE_ORDER)


def centre(table: Any) -> None:
    """Set a table narrower than its page in the middle."""
    put(table._tbl.tblPr, element("jc", val="center"), TABLE_ORDER)


def pad_cells(table: Any, beside: float) -> None:
    """Room in millimetres beside the text of every cell."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=twips(beside), type="dxa"))
    put(table._tbl.tblPr, margins, TABLE_ORDER)


def add_page_number(paragraph: Paragraph, size: float) -> None:
    """— 1 — in Song type."""
    write(paragraph, "— ", "song", size)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = write(paragraph, "", "song", size)
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            field = element("instrText")
            field.text = text
            run._r.append(field)
    write(paragraph, " —", "song", size)


def to_bytes(save: Callable[[Any], Any]) -> bytes:
    """What a writer saves, as bytes."""
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def describe(word: Word, title: str, author: str) -> None:
    """Title and author of the file; nothing about the program or the person at the keyboard."""
    about = word.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.comments = about.keywords = about.subject = ""
