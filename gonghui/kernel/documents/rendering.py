"""One record, three ways to write it: which writer serves which content.

The writers are imported when they are first asked, because idle processes need not carry them.
"""

from importlib import import_module
from typing import Any

from gonghui.kernel.documents.content import (
    CertificateText,
    Content,
    Form,
    OfficialDocument,
    SummaryTable,
)

DOCX, PDF, XLSX = "docx", "pdf", "xlsx"
CONTENT_TYPES = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PACKAGE = "gonghui.kernel.documents"
_WRITERS: dict[tuple[str, type], tuple[str, str]] = {
    (DOCX, OfficialDocument): ("word.official", "render_official"),
    (DOCX, Form): ("word.forms", "render_form"),
    (DOCX, SummaryTable): ("word.forms", "render_summary"),
    (DOCX, CertificateText): ("word.certificates", "render_certificate"),
    (PDF, OfficialDocument): ("printing.official", "render_official"),
    (PDF, Form): ("printing.sheets", "render_form"),
    (PDF, SummaryTable): ("printing.sheets", "render_summary"),
    (PDF, CertificateText): ("printing.sheets", "render_certificate"),
    (XLSX, SummaryTable): ("workbook", "render_summary"),
}


def formats_of(content: Any) -> list[str]:
    """The formats in which a content can be written."""
    return [form for form, kind in _WRITERS if isinstance(content, kind)]


def render(content: Content, form: str) -> bytes:
    """A content as a file.

    Raises:
        LookupError: this content is not written in this format.
        FontMissing: a PDF without any Chinese font installed.
    """
    module, function = _WRITERS[form, type(content)]
    return getattr(import_module(f"{_PACKAGE}.{module}"), function)(content)


def render_docx(content: Content) -> bytes:
    """A content as .docx, in the fonts the standard names."""
    return render(content, DOCX)


def render_pdf(content: Content) -> bytes:
    """A content as PDF, in the fonts that are installed.

    Raises:
        FontMissing: no Chinese font is installed.
    """
    return render(content, PDF)


def render_xlsx(content: SummaryTable) -> bytes:
    """A summary table as workbook."""
    return render(content, XLSX)
