"""Files as people send them, made from nothing: Office archives, old compound files, pictures."""

import io
import struct
import zipfile
from datetime import timedelta

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gonghui.kernel.files.api import MEBIBYTE, PICTURES, TABLES, XLSX, Purpose
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.lib.policy import ALLOWED, Decision
from tests.factories.base import RecordFactory

NOT_YOURS = "这不是您的文件。"
WORKBOOK = {
    "[Content_Types].xml": b"<Types/>",
    "xl/workbook.xml": b"<workbook/>",
    "xl/worksheets/sheet1.xml": b"<worksheet/>",
}

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1"
    b">>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R"
    b">>\n%%EOF\n"
)
"""The smallest document with one page."""


class StoredFileFactory(RecordFactory):
    """A row without bytes."""

    class Meta:
        model = StoredFile

    name = "会员名册.xlsx"
    purpose = "sample.roll"
    content_type = XLSX.content_type
    size = 5
    key = factory.Sequence("{:032x}".format)


def owner_only(user, stored) -> Decision:
    """The rule of the sample purposes."""
    return ALLOWED if user.pk and user.pk == stored.owner_id else Decision(False, NOT_YOURS)


def purpose(**changes) -> Purpose:
    """A purpose for tables and pictures, sealed, 2 MiB."""
    values = {
        "key": "sample.roll",
        "label": "名册",
        "types": TABLES + PICTURES,
        "max_bytes": 2 * MEBIBYTE,
        "sealed": True,
        "may_fetch": owner_only,
        "keep": timedelta(days=30),
    }
    return Purpose(**values | changes)


def upload(data: bytes, name: str = "会员名册.xlsx") -> SimpleUploadedFile:
    """What a form hands over."""
    return SimpleUploadedFile(name, data)


def archive(members: dict[str, bytes] | None = None, **more: bytes) -> bytes:
    """A zip archive; by default one that looks like a workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in ((WORKBOOK if members is None else members) | more).items():
            made.writestr(name, data)
    return target.getvalue()


def compound(*names: str, first: bytes = b"") -> bytes:
    """An OLE2 file with streams of 4096 bytes, each beginning with ``first``."""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    fat = [0xFFFFFFFD, 0xFFFFFFFE]
    body = b""
    for name in names:
        start = len(fat)
        entries.append(_entry(name, 2, start, 4096))
        fat += [*range(start + 1, start + 8), 0xFFFFFFFE]
        body += first.ljust(4096, b"\0")
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<IIIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + table + directory + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<HB", entry, 64, len(text) + 2, kind)
    struct.pack_into("<IQ", entry, 116, start, size)
    return bytes(entry)


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 32), **options) -> bytes:
    """A picture of one colour."""
    target = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, options.pop("colour", "red")).save(
        target, kind, **options
    )
    return target.getvalue()
