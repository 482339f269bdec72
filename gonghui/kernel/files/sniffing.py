"""What a file really is, whatever its name says."""

import struct
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from gonghui.kernel.files.archives import sniff_archive
from gonghui.kernel.files.compound import MAGIC, Compound
from gonghui.kernel.files.encodings import has_table, markup_tag, sniff_encoding
from gonghui.kernel.files.formats import (
    CSV,
    JPEG,
    PDF,
    PNG,
    TEXT,
    WEB_TABLE,
    WEBP,
    XLS,
    Format,
    UploadRefused,
)

PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")
WPS_NAMES = {".et": ".xlsx", ".ett": ".xlsx", ".wps": ".docx", ".wpt": ".docx", ".dps": ".pdf"}
WORKBOOK_NAMES = (".xls", ".xlsx")
PAGE_TAGS = ("!doctype", "html", "head", "meta", "body", "style", "table", "div")
FILEPASS = 0x2F


def sniff(file: BinaryIO, name: str) -> Format:
    """The format of a file, by content; the name decides only between CSV and text.

    Args:
        file: seekable; its position is left anywhere.
        name: as it was sent.

    Raises:
        UploadRefused: unknown, active, damaged or protected; the sentence says how to mend it.
    """
    suffix = PurePath(name).suffix.lower()
    file.seek(0)
    head = file.read(1024)
    if not head.strip():
        raise UploadRefused(_("文件是空的，请选择有内容的文件。"))
    if suffix in WPS_NAMES and head.startswith((MAGIC, b"PK")):
        raise UploadRefused(
            _("这是 WPS 专用格式（%(suffix)s），请在 WPS 里另存为 %(wanted)s 后再上传。")
            % {"suffix": suffix, "wanted": WPS_NAMES[suffix]}
        )
    _refuse_hopeless(head)
    if head.startswith(b"PK"):
        return sniff_archive(file)
    if head.startswith(MAGIC):
        return _sniff_compound(file)
    return _sniff_plain(head) or _sniff_text(file, suffix)


def _refuse_hopeless(head: bytes) -> None:
    if head.startswith(PROGRAMS):
        raise UploadRefused(_("这是程序文件，不能上传。"))
    if head.startswith(PACKED):
        raise UploadRefused(_("暂不支持压缩包，请解压后把里面的文件逐个上传。"))
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise UploadRefused(
            _(
                "这是苹果手机的 HEIC 照片。请在“设置—相机—格式”里选“兼容性最佳”后重拍，"
                "或把照片另存为 JPG 再上传。"
            )
        )


def _sniff_plain(head: bytes) -> Format | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return PDF if b"%PDF-" in head else None


def _sniff_compound(file: BinaryIO) -> Format:
    streams = Compound(file)
    if "EncryptedPackage" in streams:
        raise _protected()
    if "_VBA_PROJECT_CUR" in streams or "Macros" in streams:
        raise UploadRefused(_("文件里有宏，不能上传。请另存为不带宏的 .xlsx 后再上传。"))
    if "WordDocument" in streams:
        raise UploadRefused(_("这是旧版 Word 文件（.doc），请另存为 .docx 或 PDF 后再上传。"))
    book = next((name for name in ("Workbook", "Book") if name in streams), None)
    if book is None:
        raise UploadRefused(_unknown())
    if _has_password(streams.first_bytes(book)):
        raise _protected()
    return XLS


def _has_password(book: bytes) -> bool:
    """Whether a FILEPASS record stands near the start of a workbook stream ([MS-XLS] §2.4.117)."""
    place = 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        if kind == FILEPASS:
            return True
        place += 4 + length
    return False


def _sniff_text(file: BinaryIO, suffix: str) -> Format:
    """CSV or text; pages and texts that call themselves .xls are what other systems like to export."""
    if suffix not in (*CSV.extensions, *WORKBOOK_NAMES, ".svg", ".html", ".htm", ".xml"):
        raise UploadRefused(_unknown())
    encoding = sniff_encoding(file)
    tag = markup_tag(file, encoding)
    if tag == "svg":
        raise UploadRefused(_("暂不支持 SVG 图片，请另存为 PNG 或 JPG 后再上传。"))
    if tag in PAGE_TAGS and has_table(file, encoding):
        return WEB_TABLE
    if tag:
        raise UploadRefused(
            _("这是网页格式的文件，不是真正的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")
        )
    if suffix not in (*CSV.extensions, *WORKBOOK_NAMES):
        raise UploadRefused(_unknown())
    return TEXT if suffix == ".txt" else CSV


def _protected() -> UploadRefused:
    return UploadRefused(
        _("文件有打开密码，请在 Excel 或 WPS 里“文件—信息—保护”中去掉密码，保存后再上传。")
    )


def _unknown() -> str:
    return _("无法识别这个文件，请换成常用格式（.xlsx、.docx、PDF、JPG、PNG）后再上传。")
