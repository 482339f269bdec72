"""Pictures are drawn anew, so that places, devices and whatever else hides in a file stay behind."""

import tempfile
import warnings
from typing import BinaryIO

from django.utils.translation import gettext as _

from gonghui.kernel.files.formats import JPEG, PNG, WEBP, Format, UploadRefused

MAX_PIXELS = 60_000_000
LONGEST_SIDE = 4096
WRITERS = {
    JPEG: {"format": "JPEG", "quality": 88, "optimize": True},
    PNG: {"format": "PNG"},
    WEBP: {"format": "WEBP", "quality": 88},
}


def redraw(file: BinaryIO, found: Format) -> BinaryIO:
    """A fresh copy of a picture without metadata, upright, at most 4096 pixels on the long side.

    Returns:
        A temporary file, positioned at its start.

    Raises:
        UploadRefused: damaged, or too many pixels to open safely.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 -- slow import

    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=[WRITERS[found]["format"]])
        if image.width * image.height > MAX_PIXELS:
            raise UploadRefused(_("图片尺寸过大，请缩小到 6000 万像素以内再上传。"))
        image.draft(image.mode, (LONGEST_SIDE, LONGEST_SIDE))
        profile, mode = image.info.get("icc_profile"), image.mode
        image = ImageOps.exif_transpose(image)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image = _plain_mode(image, found)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UploadRefused(_("图片已损坏或不完整，请重新拍摄或另存后再上传。")) from None
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
    image.save(target, icc_profile=profile if image.mode == mode else None, **WRITERS[found])
    target.seek(0)
    return target


def _plain_mode(image, found: Format):
    """Colours that the format and every browser know; drops frames after the first."""
    if found is JPEG:
        return image if image.mode in ("RGB", "L") else image.convert("RGB")
    fresh = image.copy() if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA")
    fresh.info = {}
    return fresh
