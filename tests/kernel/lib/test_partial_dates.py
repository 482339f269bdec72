"""Dates as people type them: precision is kept, what can be read two ways is asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.partial_dates import PartialDate, parse_partial_date, serial_day

DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1985-06-01", "1985-06-01"),
        ("1985.6", "1985-06"),
        (1985.6, "1985-06"),
        ("198506", "1985-06"),
        (198506, "1985-06"),
        ("1985年6月", "1985-06"),
        ("1985 年 6 月 1 日", "1985-06-01"),
        ("1985年6月生", "1985-06"),
        ("6/85", "1985-06"),
        ("6/1985", "1985-06"),
        ("85.6.1", "1985-06-01"),
        ("85年6月", "1985-06"),
        ("08年5月", "2008-05"),
        ("零八年五月", "2008-05"),
        ("二〇〇五年十二月廿三日", "2005-12-23"),
        ("一九八五年十月", "1985-10"),
        ("公元1985年6月", "1985-06"),
        ("1985 06 01", "1985-06-01"),
        ("1985。6", "1985-06"),
        (31199, "1985-06-01"),
        (31199.0, "1985-06-01"),
        ("31199", "1985-06-01"),
        ("31199.75", "1985-06-01"),
        (45170, "2023-09-01"),
        ("20230901", "2023-09-01"),
        (20230901, "2023-09-01"),
        ("2023/9/1", "2023-09-01"),
        ("２０２３．９", "2023-09"),
        ("2023.9", "2023-09"),
        ("2023、9、1", "2023-09-01"),
        ("2023—09", "2023-09"),
        ("2023-09-01 00:00:00", "2023-09-01"),
        ("2023-09-01T08:30:00", "2023-09-01"),
        ("'2023-09-01", "2023-09-01"),
        ("19850600", "1985-06"),
        ("19850000", "1985"),
        ("1985", "1985"),
        (1985, "1985"),
        ("1985年", "1985"),
        (1985.12, "1985-12"),
        ("1985.1", "1985-01"),
        ("Jun-85", "1985-06"),
        ("1-Jun-1985", "1985-06-01"),
        ("6/13/1985", "1985-06-13"),
        ("13/6/1985", "1985-06-13"),
        (date(1985, 6, 1), "1985-06-01"),
        (datetime(1985, 6, 1, 12, tzinfo=UTC), "1985-06-01"),
    ],
)
def test_date_is_read_with_its_precision(value, text):
    answer = parse_partial_date(value)

    assert (str(answer.normalised), answer.errors) == (text, ())


@pytest.mark.parametrize("value", [None, "", "  ", "无", "/", "同上", "不详", "0000-00-00"])
def test_date_empty_is_no_error(value):
    assert parse_partial_date(value) == (None, (), ())


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2019-02-30", "2019 年 2 月没有 30 日"),
        ("1981-02-29", "没有 29 日"),
        ("199913", "没有 13 月"),
        ("1985.13", "没有 13 月"),
        ("1985-00-05", "没有 0 月"),
        ("1900-01-00", "1900-01-00"),
        (0, "1900-01-00"),
        (date(1899, 12, 31), "1900-01-00"),
        (1985.1, "分不清 1 月和 10 月"),
        ("6/05", "读不出确定"),
        ("6/1/1985", "读不出确定"),
        ("05.6.1", "读不出确定"),
        ("850612", "读不出确定"),
        ("至今", "读不出确定"),
        ("约1985年", "读不出确定"),
        ("1-Foo-1985", "读不出确定"),
        ("1885-06-01", "年份 1885 不合理"),
        ("0000-06-01", "年份 0 不合理"),
        ("123456789", "读不出确定"),
        (True, "不是日期"),
    ],
)
def test_date_that_needs_a_person(value, said):
    answer = parse_partial_date(value)

    assert answer.normalised is None
    assert [said in error for error in answer.errors] == [True]


@pytest.mark.parametrize(
    "value", ["2023-09-01", "2023/9/1", "20230901", "2023年9月", "2023-9", 2023, date(2023, 9, 1)]
)
def test_date_in_an_ordinary_form_is_not_called_mended(value):
    assert parse_partial_date(value).mended == ()


@pytest.mark.parametrize("value", ["1998.9", 39645, "２０２３-9-1", "6/85", "Jun-85", "2023-9-1 "])
def test_date_in_an_unusual_form_is_told(value):
    assert len(parse_partial_date(value).mended) == 1


@pytest.mark.parametrize(
    ("serial", "epoch", "day"),
    [
        (1, 1900, date(1900, 1, 1)),
        (59, 1900, date(1900, 2, 28)),
        (60, 1900, None),
        (61, 1900, date(1900, 3, 1)),
        (0, 1900, None),
        (0, 1904, date(1904, 1, 1)),
        (29737, 1904, date(1985, 6, 1)),
    ],
)
def test_serial_day_in_both_systems(serial, epoch, day):
    assert serial_day(serial, epoch) == day


def test_date_of_a_workbook_from_1904():
    assert str(parse_partial_date(29737, epoch=1904).normalised) == "1985-06-01"


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]))
def test_day_in_any_form_is_the_same_day(day, form):
    assert parse_partial_date(day.strftime(form)).normalised == PartialDate(day, "D")


@given(
    DAYS, st.sampled_from(["{:%Y-%m}", "{:%Y%m}", "{0.year}.{0.month}", "{0.year}年{0.month}月"])
)
def test_month_in_any_form_has_no_invented_day(day, form):
    answer = parse_partial_date(form.format(day)).normalised

    assert answer == PartialDate(day.replace(day=1), "M")


@given(st.dates(date(1928, 1, 1), date(2100, 12, 31)), st.sampled_from([1900, 1904]))
def test_serial_day_is_inverse_of_counting(day, epoch):
    zero = date(1899, 12, 30) if epoch == 1900 else date(1904, 1, 1)

    answer = parse_partial_date((day - zero).days, epoch=epoch)

    expected = PartialDate(day, "D") if (day - zero).days >= 10_000 else None
    assert answer.normalised == expected


@given(st.one_of(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False)))
def test_anything_gets_an_answer(value):
    answer = parse_partial_date(value)

    assert answer.normalised is None or answer.errors == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985", date(1985, 1, 1), date(1985, 12, 31)),
        ("1984-02", date(1984, 2, 1), date(1984, 2, 29)),
        ("1984-02-03", date(1984, 2, 3), date(1984, 2, 3)),
    ],
)
def test_partial_date_covers_what_it_means(text, first, last):
    partial = parse_partial_date(text).normalised

    assert (partial.day, partial.last_day) == (first, last)
    assert partial.covers(first)
    assert partial.covers(last)
    assert not partial.covers(last + timedelta(days=1))
    assert not partial.covers(first - timedelta(days=1))
