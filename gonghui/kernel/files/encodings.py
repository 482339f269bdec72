"""Texts and CSV files: which encoding, and that they are texts at all."""

import codecs
import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from gonghui.kernel.files.formats import UploadRefused

CHUNK = 256 * 1024
MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(!doctype|[a-z:]+)", re.DOTALL | re.IGNORECASE
)
TABLE = re.compile(r"<table\b.*?<t[rhd]\b", re.DOTALL | re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def sniff_encoding(file: BinaryIO) -> str:
    """The encoding of a text file: utf-8-sig, utf-8, utf-16 (with mark) or gb18030.

    GB18030 contains GBK and GB 2312, which is what Excel and WPS write on a Chinese Windows.

    Raises:
        UploadRefused: not a text in any of them.
    """
    file.seek(0)
    head = file.read(4)
    if head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        if _decodes(file, encoding):
            return encoding
    raise UploadRefused(
        _("无法识别文字编码，请在 Excel 或 WPS 里另存为“CSV UTF-8”或 .xlsx 后再上传。")
    )


def markup_tag(file: BinaryIO, encoding: str) -> str:
    """The first tag of a text that is really HTML, XML or SVG, lower case; "" for a plain text."""
    file.seek(0)
    found = MARKUP.match(file.read(4096).decode(encoding, "ignore"))
    return found[1].lower() if found else ""


def has_table(file: BinaryIO, encoding: str) -> bool:
    """Whether a page has a table near its beginning, behind whatever styles it carries."""
    file.seek(0)
    return bool(TABLE.search(file.read(CHUNK).decode(encoding, "ignore")))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Whether the whole file is text in ``encoding``, without control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if CONTROLS.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
