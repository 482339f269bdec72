"""The check of an upload: size, real type, and whether its purpose takes it."""

import os
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from gonghui.kernel.files.formats import CSV, TEXT, Format, UploadRefused
from gonghui.kernel.files.purposes import Purpose
from gonghui.kernel.files.sniffing import sniff


def check_upload(upload: BinaryIO, purpose: Purpose) -> Format:
    """The real format of an upload that its purpose takes.

    Args:
        upload: Django's uploaded file, or any seekable file with a ``name``.
        purpose: what it is for.

    Raises:
        UploadRefused: with a sentence for the user.
    """
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
    return found
