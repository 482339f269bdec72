"""The door of kernel.files."""

from gonghui.kernel.files.actions import remove_file, store_bytes, store_upload
from gonghui.kernel.files.checking import register_scanner
from gonghui.kernel.files.encodings import sniff_encoding
from gonghui.kernel.files.formats import (
    ALL_FORMATS,
    CSV,
    DOCX,
    EVIDENCE,
    JPEG,
    PAPERS,
    PDF,
    PICTURES,
    PNG,
    TABLES,
    TEXT,
    WEB_TABLE,
    WEBP,
    XLS,
    XLSX,
    Format,
    UploadRefused,
    format_of,
)
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.files.purposes import MEBIBYTE, Purpose, purposes, register_purpose
from gonghui.kernel.files.queries import FileGone, open_file

__all__ = [
    "ALL_FORMATS",
    "CSV",
    "DOCX",
    "EVIDENCE",
    "JPEG",
    "MEBIBYTE",
    "PAPERS",
    "PDF",
    "PICTURES",
    "PNG",
    "TABLES",
    "TEXT",
    "WEBP",
    "WEB_TABLE",
    "XLS",
    "XLSX",
    "FileGone",
    "Format",
    "Purpose",
    "StoredFile",
    "UploadRefused",
    "format_of",
    "open_file",
    "purposes",
    "register_purpose",
    "register_scanner",
    "remove_file",
    "sniff_encoding",
    "store_bytes",
    "store_upload",
]
