"""Style sheets filled in from the table of measures."""

from functools import cache
from pathlib import Path
from string import Template

from gonghui.kernel.documents import metrics
from gonghui.kernel.documents.content import OfficialDocument
from gonghui.kernel.documents.fonts import FACES, needs_weight
from gonghui.kernel.documents.metrics import CHARACTER, LINE, MM_PER_PT, PAGE_HEIGHT
from gonghui.kernel.documents.outline import right_indents
from gonghui.kernel.documents.pagination import IMPRINT_LINE_PT

FOLDER = Path(__file__).parent
LINE_PLAY = 0.0005  # millimetres; 22 lines must not be wider than the block by a rounding error
LETTER_DOUBLE = 1.8  # millimetres, both red lines and what is between


@cache
def _sheet(name: str) -> Template:
    return Template((FOLDER / name).read_text(encoding="utf-8"))


def fill(name: str, **values: object) -> str:
    """A style sheet of this folder with its placeholders filled."""
    shown = {
        key: f"{value:.4f}" if isinstance(value, float) else value for key, value in values.items()
    }
    return _sheet(name).substitute(shown)


def fonts() -> dict[str, str]:
    """Families of every face, and the weight of the mark's."""
    mark = FACES["mark"]
    weight = "bold" if needs_weight(mark) else "normal"
    return {f"{key}_font": face.css_families for key, face in FACES.items()} | {
        "mark_weight": weight
    }


def official_style(document: OfficialDocument, *, imprint_page: str = "") -> str:
    """The style of an official document; ``imprint_page`` is where the imprint begins a page."""
    by_right, on_right = right_indents(document) if document.signed_by else (0, 0)
    return fill(
        "official.css",
        **_page(),
        **_head(document),
        **_letter(document),
        **fonts(),
        by_right=by_right * CHARACTER,
        on_right=on_right * CHARACTER,
        imprint_page=imprint_page,
        signature_gap=LINE * (metrics.SIGNATURE_GAP_LINES if document.sealed else 1),
    )


def _page() -> dict[str, object]:
    small = metrics.SMALL_PT * MM_PER_PT
    body = metrics.BODY_PT * MM_PER_PT
    # The dash stands in the middle of its em, and the gap is measured to the dash.
    above = metrics.PAGE_NUMBER_GAP - small / 2
    number = (
        f"vertical-align: top; padding-top: {above:.3f}mm; font-family: {FACES['song'].css_families};"
        f" font-size: {metrics.SMALL_PT}pt; line-height: {small:.3f}mm; letter-spacing: 0;"
    )
    return {
        "page_width": metrics.PAGE_WIDTH,
        "page_height": PAGE_HEIGHT,
        "top": metrics.MARGIN_TOP,
        "right": metrics.MARGIN_RIGHT,
        "bottom": metrics.MARGIN_BOTTOM,
        "left": metrics.MARGIN_LEFT,
        "number": number,
        "line": LINE - LINE_PLAY,
        "character": CHARACTER,
        "spacing": CHARACTER - body,
        "indent": CHARACTER * metrics.INDENT,
        "body": metrics.BODY_PT,
        "small": metrics.SMALL_PT,
        "small_em": small * metrics.IMPRINT_INDENT,
        "imprint_line": IMPRINT_LINE_PT * MM_PER_PT,
        "title": metrics.TITLE_PT,
        "thick": metrics.THICK_RULE,
        "thin": metrics.THIN_RULE,
        "red": metrics.RED,
    }


def _head(document: OfficialDocument) -> dict[str, object]:
    """The red head: distances are measured to the characters, not to the boxes of their lines."""
    below_number = (LINE - metrics.BODY_PT * MM_PER_PT) / 2
    return {
        "mark_top": metrics.MARK_TOP,
        "mark_size": metrics.mark_size(document.mark),
        "number_gap": LINE * metrics.NUMBER_GAP_LINES,
        "rule_gap": metrics.RULE_GAP - below_number,
        "rule": metrics.RULE_THICKNESS,
        "title_gap": LINE * metrics.TITLE_GAP_LINES,
    }


def _letter(document: OfficialDocument) -> dict[str, object]:
    """The letter format counts from the edges of the paper; the style from those of the text block."""
    size = metrics.mark_size(document.mark)
    upper = metrics.LETTER_MARK_TOP + size + metrics.LETTER_RULE_GAP - metrics.MARGIN_TOP
    half_leading = (LINE - metrics.BODY_PT * MM_PER_PT) / 2
    quiet = "@page :first { @bottom-right { content: none; } }"
    return {
        "first_page": quiet if document.layout == "letter" else "",
        "letter_mark": metrics.LETTER_MARK_TOP - metrics.MARGIN_TOP,
        "letter_upper": upper,
        "letter_room": upper + LETTER_DOUBLE + metrics.LETTER_NUMBER_GAP - half_leading,
        "letter_lower": metrics.LETTER_RULE_BOTTOM - metrics.MARGIN_BOTTOM,
        "letter_left": (metrics.PAGE_WIDTH - metrics.LETTER_RULE_WIDTH) / 2 - metrics.MARGIN_LEFT,
        "letter_width": metrics.LETTER_RULE_WIDTH,
        "letter_title_gap": LINE * metrics.TITLE_GAP_LINES,
    }
