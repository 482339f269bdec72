"""Office files are zip archives: what is really inside, and how large it is when unpacked.

Every member is unpacked once and counted, because the sizes that an archive declares may lie.
"""

import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from gonghui.kernel.files.compound import damaged
from gonghui.kernel.files.formats import DOCX, XLSX, Format, UploadRefused

MAX_MEMBERS = 10_000
MAX_UNPACKED = 768 * 1024 * 1024  # a roll of 100,000 rows and 25 columns unpacks to about 150 MiB
RATIO_FREE = 16 * 1024 * 1024
MAX_RATIO = 200
CHUNK = 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def sniff_archive(file: BinaryIO) -> Format:
    """The Office format inside a zip file.

    Raises:
        UploadRefused: no Office file, with macros, with a password, damaged, or a zip bomb.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = {_plain(member.filename) for member in archive.infolist()}
            found = _recognise(names)
            _refuse_macros(names, archive)
            _refuse_bomb(archive)
    except BROKEN:
        raise damaged() from None
    except RuntimeError:  # what zipfile raises for an encrypted member
        raise UploadRefused(_("文件有打开密码，请去掉密码后重新保存，再上传。")) from None
    return found


def _plain(name: str) -> str:
    """A member's name as the standard writes it; some report tools use backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _recognise(names: set[str]) -> Format:
    if "[content_types].xml" in names:
        if "xl/workbook.xml" in names:
            return XLSX
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.bin" in names:
            raise UploadRefused(_("暂不支持 .xlsb 表格，请在 Excel 里另存为 .xlsx 后上传。"))
        if "ppt/presentation.xml" in names:
            raise UploadRefused(_("暂不支持演示文稿，请另存为 PDF 后上传。"))
    if "meta-inf/manifest.xml" in names and "content.xml" in names:
        raise UploadRefused(_("暂不支持 .ods、.odt 文件，请另存为 .xlsx 或 .docx 后上传。"))
    raise UploadRefused(_("暂不支持压缩包，请解压后把里面的文件逐个上传。"))


def _refuse_macros(names: set[str], archive: zipfile.ZipFile) -> None:
    parts = ("vbaproject.bin", "vbadata.xml")
    active = any(name.endswith(parts) or "/macrosheets/" in name for name in names)
    if not active:
        member = next(m for m in archive.infolist() if _plain(m.filename) == "[content_types].xml")
        with archive.open(member) as part:
            active = b"macroenabled" in part.read(CHUNK).lower()
    if active:
        raise UploadRefused(_("文件里有宏，不能上传。请另存为不带宏的 .xlsx 或 .docx 后再上传。"))


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    allowed = min(MAX_UNPACKED, max(RATIO_FREE, packed * MAX_RATIO))
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > allowed:
        raise _too_large()
    unpacked = 0
    for member in members:
        with archive.open(member) as part:
            while chunk := part.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > allowed:
                    raise _too_large()


def _too_large() -> UploadRefused:
    return UploadRefused(
        _("文件展开后过大，不能上传。请删去空白的行列和图片，或分成几个文件后再上传。")
    )
