"""The kinds of files that people may send, and what each is called."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError


class UploadRefused(ValidationError):
    """A file is not taken; the sentence says why and how to mend it (Chinese)."""


@dataclass(frozen=True)
class Format:
    """One kind of file; ``extensions`` are those it may carry, the first is given to it otherwise."""

    key: str
    label: str
    content_type: str
    extensions: tuple[str, ...]
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX = Format("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
XLS = Format("xls", "Excel 97–2003", "application/vnd.ms-excel", (".xls",))
CSV = Format("csv", "CSV", "text/csv", (".csv", ".tsv", ".txt"))
TEXT = Format("text", "文本", "text/plain", (".txt", ".csv", ".tsv"))
WEB_TABLE = Format("web", "网页表格", "application/octet-stream", (".xls", ".html", ".htm"))
"""A page with a table, as many personnel systems export under the name .xls; never delivered as a page."""
DOCX = Format("docx", "Word", f"{_OFFICE}wordprocessingml.document", (".docx",))
PDF = Format("pdf", "PDF", "application/pdf", (".pdf",), inline=True)
PNG = Format("png", "PNG", "image/png", (".png",), inline=True)
JPEG = Format("jpeg", "JPG", "image/jpeg", (".jpg", ".jpeg"), inline=True)
WEBP = Format("webp", "WebP", "image/webp", (".webp",), inline=True)

TABLES = (XLSX, XLS, CSV)
PICTURES = (JPEG, PNG, WEBP)
PAPERS = (PDF, DOCX)
EVIDENCE = (*PICTURES, *PAPERS, XLSX)
ALL_FORMATS = (XLSX, XLS, CSV, WEB_TABLE, TEXT, DOCX, PDF, PNG, JPEG, WEBP)


def format_of(content_type: str) -> Format | None:
    """The format that is delivered under ``content_type``, None for what only the program makes."""
    return next((each for each in ALL_FORMATS if each.content_type == content_type), None)
