"""Names: Chinese stays, paths and tricks go, headers can be read by every client."""

import pytest

from gonghui.kernel.files.formats import XLSX
from gonghui.kernel.files.names import clean_name, disposition


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("会员名册.xlsx", "会员名册.xlsx"),
        ("会员 名册（2026）.XLSX", "会员 名册（2026）.XLSX"),
        ("../../etc/名册.xlsx", "名册.xlsx"),
        ("C:\\用户\\名册.xlsx", "名册.xlsx"),
        ("名册\u202excod.xlsx", "名册xcod.xlsx"),
        ('a"b\r\nc;.xlsx', "a_bc;.xlsx"),
        ("名册.xls", "名册.xlsx"),
        ("名册", "名册.xlsx"),
        ("", "file.xlsx"),
        ("...", "file.xlsx"),
        ("长" * 300 + ".xlsx", "长" * 115 + ".xlsx"),
    ],
)
def test_clean_name(given, kept):
    assert clean_name(given, XLSX) == kept


def test_clean_name_of_what_the_program_made_keeps_its_extension():
    assert clean_name("数据包.zip") == "数据包.zip"


@pytest.mark.parametrize(
    ("name", "inline", "header"),
    [
        ("roll.xlsx", False, "attachment; filename=\"roll.xlsx\"; filename*=UTF-8''roll.xlsx"),
        (
            "名册.xlsx",
            False,
            "attachment; filename=\"download.xlsx\"; filename*=UTF-8''%E5%90%8D%E5%86%8C.xlsx",
        ),
        ("图.png", True, "inline; filename=\"download.png\"; filename*=UTF-8''%E5%9B%BE.png"),
        ("图.图", False, "attachment; filename=\"download\"; filename*=UTF-8''%E5%9B%BE.%E5%9B%BE"),
    ],
)
def test_disposition(name, inline, header):
    assert disposition(name, inline=inline) == header
