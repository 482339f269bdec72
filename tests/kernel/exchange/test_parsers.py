"""Cells as people fill them: what is read, what is mended and told, what needs a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.exchange import parsers
from gonghui.kernel.exchange.cells import Fault, Mended, ParsedCells
from gonghui.kernel.lib.partial_dates import PartialDate
from gonghui.kernel.people import code_lists

TODAY = date(2026, 11, 22)
parse_date = parsers.dated(today=lambda: TODAY)
parse_status = parsers.choice(
    code_lists.POLITICAL_TABLE, "政治面貌", numbers=code_lists.POLITICAL_NUMBERS
)
parse_text = parsers.text(10)


def summary(said):
    """What matters of an answer: mended to what and how, refused why, or the plain value."""
    if type(said) is Mended:
        return ("mended", said.code, said.value)
    if type(said) is Fault:
        return ("refused", said.code)
    return said


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张三", "张三"),
        ("张　三", ("mended", "name_space", "张三")),
        ("张 三", ("mended", "name_space", "张三")),
        (" 张三 ", ("mended", "space", "张三")),
        ("张三（返聘）", ("mended", "name_note", "张三")),
        ("买买提•艾力", ("mended", "name_form", "买买提·艾力")),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("䶮㛃", "䶮㛃"),
        ("John Smith", "John Smith"),
        ("", ("refused", "name_blank")),
        ("无", ("refused", "name_blank")),
        ("张三2", ("refused", "name_odd")),
        (20230901, ("refused", "name_odd")),
        ("张三/李四", ("refused", "name_odd")),
        ('=HYPERLINK("http://a.cn")', ("refused", "name_odd")),
        ("@SUM(1)", ("refused", "name_odd")),
    ],
)
def test_name(cell, expected):
    assert summary(parsers.person_name(cell)) == expected


def test_remark_in_brackets_after_a_name_is_kept_for_the_remarks():
    assert parsers.person_name("张三（返聘）").aside == "返聘"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("13800000000", "13800000000"),
        (13800000000, "13800000000"),
        (13800000000.0, "13800000000"),
        ("１３８００００００００", ("mended", "wide", "13800000000")),
        ("13800000000 ", ("mended", "space", "13800000000")),
        ("138 0000 0000", ("mended", "phone_form", "13800000000")),
        ("+86 13800000000", ("mended", "phone_form", "13800000000")),
        ("13800000000（办公）", ("mended", "phone_form", "13800000000")),
        ("13800000000(660001)", ("mended", "phone_form", "13800000000")),
        ("013800000000", ("mended", "phone_form", "13800000000")),
        ("1.3800000001E+10", ("mended", "phone_sci", "13800000001")),
        ("1.38E+10", ("refused", "phone_sci")),
        ("1380000000", ("refused", "phone_short")),
        ("138000000001", ("refused", "phone_short")),
        ("025-83200000", ("mended", "phone_landline", "")),
        ("13800000000/13900000000", ("mended", "phone_form", "13800000000")),
        ("无", ("mended", "null_text", "")),
        ("本人不愿提供", ("mended", "null_text", "")),
        ("", ""),
    ],
)
def test_phone(cell, expected):
    assert summary(parsers.mobile(cell)) == expected


def test_second_phone_and_landline_are_kept_for_the_remarks():
    assert parsers.mobile("13800000000/13900000000").aside == "13900000000"
    assert parsers.mobile("025-83200000").aside == "025-83200000"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1985-06-01", PartialDate(date(1985, 6, 1), "D")),
        ("1985年6月", PartialDate(date(1985, 6, 1), "M")),
        ("198506", PartialDate(date(1985, 6, 1), "M")),
        ("19850601", PartialDate(date(1985, 6, 1), "D")),
        (date(1985, 6, 1), PartialDate(date(1985, 6, 1), "D")),
        ("1985.6", ("mended", "date_dot", PartialDate(date(1985, 6, 1), "M"))),
        (1985.6, ("mended", "date_dot", PartialDate(date(1985, 6, 1), "M"))),
        ("6/85", ("mended", "date_form", PartialDate(date(1985, 6, 1), "M"))),
        (31199, ("mended", "date_serial", PartialDate(date(1985, 6, 1), "D"))),
        ("31199", ("mended", "date_serial", PartialDate(date(1985, 6, 1), "D"))),
        ("1985-06-01 ", ("mended", "space", PartialDate(date(1985, 6, 1), "D"))),
        ("１９８５-０６", ("mended", "wide", PartialDate(date(1985, 6, 1), "M"))),
        ("1900-01-00", ("mended", "date_zero", None)),
        (1985.1, ("refused", "date_unclear")),
        ("2000-02-30", ("refused", "date_impossible")),
        ("2099-09-01", ("refused", "date_future")),
        ("85", ("refused", "date_unclear")),
        ("/", ("mended", "null_text", None)),
        ("", None),
    ],
)
def test_date(cell, expected):
    assert summary(parse_date(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("中共党员", "中共党员"),
        ("党员", "中共党员"),
        ("01", "中共党员"),
        (13, "群众"),
        ("中共党员 ", ("mended", "space", "中共党员")),
        ("中共 党员", ("mended", "inner_space", "中共党员")),
        ("无", ("mended", "null_text", "")),
        ("01-中共党员", ("mended", "form", "中共党员")),
        ("13群众", ("mended", "form", "群众")),
        ("群众(13)", ("mended", "form", "群众")),
        ("02-中共党员", ("refused", "choice_unknown")),
        ("中共党员（2005.6）", ("mended", "form", "中共党员")),
        ("中共党员（积极分子）", ("refused", "choice_unknown")),
        ("中共当员", ("refused", "choice_unknown")),
        ("xyz", ("refused", "choice_unknown")),
        ("", ""),
    ],
)
def test_choice(cell, expected):
    assert summary(parse_status(cell)) == expected


def test_unknown_choice_suggests_the_nearest_label():
    fault = parse_status("中共当员")
    assert fault.message == "“中共当员”不在政治面貌的选项里，是否“中共党员”？"
    assert fault.suggestion == "中共党员"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("是", True),
        ("√", True),
        (1, True),
        (True, True),
        ("否", False),
        ("无", False),
        (0, False),
        ("", None),
        ("也许", ("refused", "choice_unknown")),
    ],
)
def test_yes_no(cell, expected):
    assert summary(parsers.yes_no(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("教授", "教授"),
        (" 教授", ("mended", "space", "教授")),
        ("—", ("mended", "null_text", "")),
        ("同上", ("mended", "null_text", "")),
        ("一二三四五六七八九十一", ("refused", "text_long")),
        (2005001.0, "2005001"),
    ],
)
def test_text(cell, expected):
    assert summary(parse_text(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a@b.cn", "a@b.cn"),
        ("ａ＠b.cn ", ("mended", "wide", "a@b.cn")),
        ("不是邮箱", ("refused", "email_odd")),
        ("无", ("mended", "null_text", "")),
        ("", ""),
    ],
)
def test_email(cell, expected):
    assert summary(parsers.email(cell)) == expected


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_no_cell_breaks_a_parser(cell):
    for parse in (
        parsers.person_name,
        parsers.mobile,
        parse_date,
        parse_status,
        parsers.yes_no,
        parse_text,
        parsers.email,
    ):
        parse(cell)


def test_equal_cells_are_parsed_once():
    calls = []
    cache = ParsedCells(lambda raw: calls.append(raw) or raw.upper())
    assert cache.column(["a", "b", "a"]) == (["A", "B", "A"], [])
    assert calls == ["a", "b"]


def test_column_gives_mended_values_and_leaves_refused_ones_empty():
    cache = ParsedCells(parse_date)
    values, said = cache.column(["1985.6", "2000-02-30", "1985-06-01"])
    assert values == [
        PartialDate(date(1985, 6, 1), "M"),
        None,
        PartialDate(date(1985, 6, 1), "D"),
    ]
    assert [(index, type(what)) for index, what in said] == [(0, Mended), (1, Fault)]


def test_date_in_the_future_is_refused_when_the_day_has_moved_on_meanwhile():
    days = [TODAY, date(2026, 11, 23)]
    parse = parsers.dated(today=lambda: days[0])

    before = parse("2026-11-23")
    days.pop(0)
    after = parse("2026-11-23")

    assert (before.code, after) == ("date_future", PartialDate(date(2026, 11, 23), "D"))
