"""A document on the screen: the same words as on paper, without its measures."""

from typing import Any

from gonghui.kernel.documents import outline
from gonghui.kernel.documents.content import Content, Form, NameList, OfficialDocument
from gonghui.kernel.documents.grids import cell_text, seal_lines


def preview_of(content: Content) -> dict[str, Any]:
    """Context for ``documents/preview.html``."""
    if isinstance(content, OfficialDocument):
        return {"official": content, **_official(content)}
    if isinstance(content, Form):
        return {"form": content, "rows": [_cells(row.cells) for row in content.rows]}
    return {"summary": content}


def _official(content: OfficialDocument) -> dict[str, Any]:
    return {
        "number": outline.number_text(content),
        "addressees": outline.addressee_text(content),
        "body": _blocks(content.body),
        "attachments": [
            (outline.attachment_label(content, place), one.title, _blocks(one.body))
            for place, one in enumerate(content.attachments, 1)
        ],
        "day": outline.date_text(content) if content.signed_by else "",
        "note": outline.note_text(content),
        "copies": outline.copies_text(content),
    }


def _blocks(blocks: Any) -> list[Any]:
    return [
        {
            "caption": part.caption,
            "names": [name for line in outline.name_lines(part) for name in line],
        }
        if isinstance(part, NameList)
        else part
        for part in outline.body_parts(blocks)
    ]


def _cells(cells: Any) -> list[dict[str, Any]]:
    return [
        {
            "cell": cell,
            "text": cell.opinion.text if cell.opinion else cell_text(cell),
            "seal": seal_lines(cell.opinion) if cell.opinion else [],
        }
        for cell in cells
    ]
