"""An official document as PDF: set once, and once more when its imprint came to stand on an odd page."""

from typing import Any

from django.template.loader import render_to_string

from gonghui.kernel.documents import outline
from gonghui.kernel.documents.content import Block, NameList, OfficialDocument
from gonghui.kernel.documents.metrics import LINE
from gonghui.kernel.documents.pagination import imprint_height
from gonghui.kernel.documents.printing.press import layout
from gonghui.kernel.documents.printing.style import official_style

ANCHOR = "imprint-room"
JOINT_COLUMNS = 3


def render_official(document: OfficialDocument) -> bytes:
    """The PDF."""
    html = render_to_string("documents/print/official.html", _context(document))
    pages = layout(html, official_style(document, imprint_page=_room(document)))
    place = _imprint_place(pages)
    if document.layout == "document" and place is not None and place % 2:
        # The imprint belongs on an even page; behind an empty page neither of both is numbered.
        style = f"break-before: left; {'page: unnumbered;' if _leaves_blank(pages) else ''}"
        pages = layout(html, official_style(document, imprint_page=style + _room(document)))
    return pages.write_pdf()


def _context(document: OfficialDocument) -> dict[str, Any]:
    bodies = document.signed_by
    return {
        "document": document,
        "top_lines": outline.top_lines(document),
        "title": outline.title_text(document.title),
        "number": outline.number_text(document),
        "signatories": [outline.spread_name(name) for name in document.signatories],
        "addressees": outline.addressee_text(document),
        "body": _blocks(document.body),
        "attachment_lines": outline.attachment_lines(document),
        "joint": [bodies[at : at + JOINT_COLUMNS] for at in range(0, len(bodies), JOINT_COLUMNS)],
        "date": outline.date_text(document),
        "note": outline.note_text(document),
        "attachments": [
            (
                outline.attachment_label(document, place),
                outline.title_text(one.title),
                _blocks(one.body),
            )
            for place, one in enumerate(document.attachments, 1)
            if one.body
        ],
        "has_imprint": outline.has_imprint(document),
        "copies": outline.copies_text(document),
        "printed": outline.printed_text(document),
    }


def _blocks(blocks: tuple[Block, ...]) -> list[Any]:
    """Lines and tables as they are, name lists as their lines."""
    return [
        {"caption": part.caption, "lines": outline.name_lines(part)}
        if isinstance(part, NameList)
        else part
        for part in outline.body_parts(blocks)
    ]


def _room(document: OfficialDocument) -> str:
    """Height that the text has to leave for the imprint, in whole lines."""
    return f"height: {-int(-imprint_height(document) // LINE) * LINE:.3f}mm;"


def _imprint_place(pages: Any) -> int | None:
    """The number of the page on which the imprint stands, from 1."""
    places = [at for at, page in enumerate(pages.pages, 1) if ANCHOR in page.anchors]
    return places[0] if places else None


def _leaves_blank(pages: Any) -> bool:
    """Whether the imprint stood on a page of its own, so that moving it leaves an empty one."""
    boxes = pages.pages[-1]._page_box.all_children()
    texts = [box.text for page in boxes for box in page.descendants() if hasattr(box, "text")]
    return bool(texts) and texts[0].startswith(("抄送", "印发"))
