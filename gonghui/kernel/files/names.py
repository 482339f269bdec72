"""File names as people gave them, made harmless; Chinese stays."""

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from gonghui.kernel.files.formats import Format

MAX_LENGTH = 120
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
INVISIBLE = ("Cf", "Cc", "Co", "Cs", "Zl", "Zp")  # among them the marks that turn text round


def clean_name(name: str, found: Format | None = None) -> str:
    """A safe file name: no path, no control or direction marks, the extension of what it is.

    Args:
        name: as it was sent.
        found: the format that the content showed; None keeps the extension.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c) not in INVISIBLE)
    name = " ".join(FORBIDDEN.sub("_", name).split()).strip(". ")
    path = PurePath(name or "file")
    stem, suffix = path.stem, path.suffix
    if found and suffix.lower() not in found.extensions:
        suffix = found.extensions[0]
    return stem[: MAX_LENGTH - len(suffix)].rstrip(". ") + suffix


def disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition header (RFC 6266): a plain name for old clients, the real one encoded."""
    kind = "inline" if inline else "attachment"
    suffix = PurePath(name).suffix
    plain = name if name.isascii() else f"download{suffix if suffix.isascii() else ''}"
    plain = plain.replace("\\", "_").replace('"', "_")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
