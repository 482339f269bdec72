"""What a file really is, and the sentence for each that is not taken."""

import codecs
import io
import struct
import zipfile

import pytest
import xlsxwriter
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.files import archives
from gonghui.kernel.files.formats import (
    CSV,
    DOCX,
    JPEG,
    PDF,
    PNG,
    TEXT,
    WEB_TABLE,
    WEBP,
    XLS,
    XLSX,
    UploadRefused,
)
from gonghui.kernel.files.sniffing import sniff
from tests.factories.files import WORKBOOK, archive, compound, picture

FILEPASS = struct.pack("<HH16s", 0x0809, 16, b"") + struct.pack("<HH", 0x002F, 4) + bytes(4)
DAMAGED = "文件已损坏或不完整，请在电脑上打开确认后重新保存，再上传。"
PASSWORD = "文件有打开密码，请在 Excel 或 WPS 里“文件—信息—保护”中去掉密码，保存后再上传。"
UNKNOWN = "无法识别这个文件，请换成常用格式（.xlsx、.docx、PDF、JPG、PNG）后再上传。"
PACKED = "暂不支持压缩包，请解压后把里面的文件逐个上传。"
PAGE = "这是网页格式的文件，不是真正的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
MACROS = "文件里有宏，不能上传。请另存为不带宏的 .xlsx 或 .docx 后再上传。"
BOMB = "文件展开后过大，不能上传。请删去空白的行列和图片，或分成几个文件后再上传。"


def document():
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def backslashed():
    return archive({name.replace("/", "\\"): data for name, data in WORKBOOK.items()})


def find(data, name):
    return sniff(io.BytesIO(data), name)


def answer(data, name):
    """The name of the format, or the last character of the refusal."""
    try:
        return find(data, name).key
    except UploadRefused as refusal:
        return refusal.messages[0][-1]


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (archive(), "名册.xlsx", XLSX),
        (archive(), "名册.xls", XLSX),
        (backslashed(), "名册.xlsx", XLSX),
        (document(), "请示.docx", DOCX),
        (compound("Workbook"), "名册.xls", XLS),
        (compound("Book"), "名册.xls", XLS),
        (b"%PDF-1.7\n", "批复.pdf", PDF),
        (picture("PNG"), "照片.png", PNG),
        (picture("JPEG"), "照片.png", JPEG),
        (picture("WEBP"), "照片.webp", WEBP),
        ("姓名,性别\n张三,男\n".encode(), "名册.csv", CSV),
        (codecs.BOM_UTF8 + "姓名,性别\n".encode(), "名册.csv", CSV),
        ("姓名,性别\n张三,男\n".encode("gb18030"), "名册.csv", CSV),
        ("姓名\t性别\n".encode("utf-16"), "名册.txt", TEXT),
        ("姓名\t性别\n".encode("utf-16"), "名册.xls", CSV),
        ("姓名,性别\n".encode("gb18030"), "名册.xlsx", CSV),
        (b"<html><table><tr><td>1</td></tr></table>", "名册.xls", WEB_TABLE),
        (b"<!DOCTYPE html>\n<TABLE border=1><TR><TH>1</TH>", "名册.xlsx", WEB_TABLE),
    ],
)
def test_sniff_names_what_is_inside(data, name, found):
    assert find(data, name) is found


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "名册.xlsx", "文件是空的，请选择有内容的文件。"),
        (b" \n", "名册.csv", "文件是空的，请选择有内容的文件。"),
        (
            compound("Workbook"),
            "名册.et",
            "这是 WPS 专用格式（.et），请在 WPS 里另存为 .xlsx 后再上传。",
        ),
        (compound("EncryptedPackage"), "名册.xlsx", PASSWORD),
        (compound("Workbook", first=FILEPASS), "名册.xls", PASSWORD),
        (
            compound("Workbook", "_VBA_PROJECT_CUR"),
            "名册.xls",
            "文件里有宏，不能上传。请另存为不带宏的 .xlsx 后再上传。",
        ),
        (
            compound("WordDocument"),
            "请示.doc",
            "这是旧版 Word 文件（.doc），请另存为 .docx 或 PDF 后再上传。",
        ),
        (compound("PowerPoint Document"), "讲稿.ppt", UNKNOWN),
        (compound("Workbook")[:600], "名册.xls", DAMAGED),
        (archive(**{"xl/vbaProject.bin": b"x"}), "名册.xlsx", MACROS),
        (archive(**{"xl/macrosheets/sheet1.xml": b"x"}), "名册.xlsx", MACROS),
        (
            archive(**{"[Content_Types].xml": b"...sheet.macroEnabled.main+xml"}),
            "名册.xlsx",
            MACROS,
        ),
        (
            archive({"[Content_Types].xml": b"", "xl/workbook.bin": b""}),
            "名册.xlsb",
            "暂不支持 .xlsb 表格，请在 Excel 里另存为 .xlsx 后上传。",
        ),
        (
            archive({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
            "讲稿.pptx",
            "暂不支持演示文稿，请另存为 PDF 后上传。",
        ),
        (
            archive({"META-INF/manifest.xml": b"", "content.xml": b""}),
            "名册.ods",
            "暂不支持 .ods、.odt 文件，请另存为 .xlsx 或 .docx 后上传。",
        ),
        (archive({"名册.xlsx": b"x"}), "名册.xlsx", PACKED),
        (archive()[:-30], "名册.xlsx", DAMAGED),
        (b"Rar!\x1a\x07", "名册.xlsx", PACKED),
        (b"MZ\x90\x00", "名册.xlsx", "这是程序文件，不能上传。"),
        (b"#!/bin/sh\n", "名册.csv", "这是程序文件，不能上传。"),
        (
            b"\x00\x00\x00\x18ftypheic\x00\x00",
            "照片.jpg",
            "这是苹果手机的 HEIC 照片。请在“设置—相机—格式”里选“兼容性最佳”后重拍，或把照片另存为 JPG 再上传。",
        ),
        (
            b'<?xml version="1.0"?>\n<svg onload="alert(1)">',
            "图标.csv",
            "暂不支持 SVG 图片，请另存为 PNG 或 JPG 后再上传。",
        ),
        (b"<html><p>1</p></html>", "名册.xls", PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "名册.xls", PAGE),
        (b"<!-- x -->\n<!DOCTYPE html>", "名册.csv", PAGE),
        ("姓名,性别\n".encode(), "名册.doc", UNKNOWN),
        (b"del *.*\n", "名册.bat", UNKNOWN),
        (
            b"\x81\x00\xff\x05" * 50,
            "名册.csv",
            "无法识别文字编码，请在 Excel 或 WPS 里另存为“CSV UTF-8”或 .xlsx 后再上传。",
        ),
    ],
)
def test_sniff_refuses_with_the_way_to_mend_it(data, name, sentence):
    with pytest.raises(UploadRefused) as refusal:
        find(data, name)

    assert refusal.value.messages == [sentence]


def test_sniff_of_an_archive_with_a_password_refuses():
    data = bytearray(archive())
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1

    with pytest.raises(UploadRefused) as refusal:
        find(bytes(data), "名册.xlsx")

    assert refusal.value.messages == ["文件有打开密码，请去掉密码后重新保存，再上传。"]


def test_sniff_of_a_zip_bomb_refuses():
    with pytest.raises(UploadRefused) as refusal:
        find(archive(**{"xl/media/a": bytes(archives.RATIO_FREE + 1)}), "名册.xlsx")

    assert refusal.value.messages == [BOMB]


def test_sniff_of_an_archive_that_lies_about_its_sizes_refuses():
    data = bytearray(archive(**{"xl/a": bytes(4096)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rfind(mark)
        struct.pack_into("<I", data, start + place, 1)

    with pytest.raises(UploadRefused) as refusal:
        find(bytes(data), "名册.xlsx")

    assert refusal.value.messages == [DAMAGED]


def test_sniff_of_an_archive_with_too_many_members_refuses(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)

    with pytest.raises(UploadRefused) as refusal:
        find(archive(), "名册.xlsx")

    assert refusal.value.messages == [BOMB]


@given(st.binary(max_size=600), st.sampled_from(["a.xlsx", "a.csv", "a.jpg", "a.xls"]))
def test_sniff_of_any_bytes_names_or_refuses(data, name):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert answer(start + data, name) in ("csv", "pdf", "png", "jpeg", "。")


@given(st.data())
def test_sniff_of_a_damaged_compound_file_names_or_refuses(data):
    damaged = bytearray(compound("Workbook"))
    for _count in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(8, 1700))] = data.draw(st.integers(0, 255))

    assert answer(bytes(damaged), "名册.xls") in ("xls", "。")


def test_sniff_of_a_real_workbook_by_a_foreign_writer(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("名册").write(0, 0, "姓名")
    book.close()

    with path.open("rb") as file:
        assert sniff(file, "名册.xlsx") is XLSX
        assert zipfile.is_zipfile(file)
