"""The check of an upload: size, real type, and whether its purpose takes it."""

import os
from collections.abc import Callable
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from gonghui.kernel.files.formats import CSV, TEXT, Format, UploadRefused
from gonghui.kernel.files.purposes import Purpose
from gonghui.kernel.files.sniffing import sniff
from gonghui.kernel.lib.registry import Registry

scanners: Registry[Callable[[BinaryIO], None]] = Registry("file scanner")


def register_scanner(key: str, scan: Callable[[BinaryIO], None]) -> None:
    """Have every upload looked at once more, for instance by a virus scanner.

    Args:
        key: names the scanner.
        scan: gets the file at its start, raises UploadRefused for what must not come in.
    """
    scanners.register(key, scan)


def check_upload(upload: BinaryIO, purpose: Purpose) -> Format:
    """The real format of an upload that its purpose takes.

    Args:
        upload: Django's uploaded file, or any seekable file with a ``name``; the answer is kept on
            it, so that a form and the action after it unpack an archive once.
        purpose: what it is for.

    Raises:
        UploadRefused: with a sentence for the user.
    """
    known_for, found = getattr(upload, "checked", ("", None))
    if known_for != purpose.key or found is None:
        found = _check(upload, purpose)
        upload.checked = (purpose.key, found)  # type: ignore[attr-defined]  # files take attributes
    return found


def _check(upload: BinaryIO, purpose: Purpose) -> Format:
    size = upload.seek(0, os.SEEK_END)
    if size > purpose.max_bytes:
        raise UploadRefused(
            _("文件有 %(size)s，超过上限 %(limit)s。请压缩图片或删去无关内容后再上传。")
            % {"size": filesizeformat(size), "limit": filesizeformat(purpose.max_bytes)}
        )
    found = sniff(upload, str(upload.name))
    if found is TEXT and TEXT not in purpose.types:
        found = CSV
    if found not in purpose.types:
        raise UploadRefused(
            _("这里不收 %(found)s 文件。%(hint)s") % {"found": found.label, "hint": purpose.hint}
        )
    for _key, scan in scanners:
        upload.seek(0)
        scan(upload)
    return found
