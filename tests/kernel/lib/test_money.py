"""Money: the handbook's vectors, and the laws that splits and figures must keep."""

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib import money

FEN = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1785000", "壹佰柒拾捌万伍仟元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0", "零元整"),
        ("100000000", "壹亿元整"),
        ("10.00", "壹拾元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("-325.04", "负叁佰贰拾伍元零肆分"),
        ("10005000", "壹仟万伍仟元整"),
        ("100000001.10", "壹亿零壹元壹角整"),
        (
            "9999999999999999.99",
            "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ],
)
def test_capital_yuan(text, capitals):
    assert money.capital_yuan(money.fen_of(text)) == capitals


def test_capital_cheque_has_the_prefix_without_gap():
    assert money.capital_cheque(1000) == "人民币壹拾元整"


def test_capital_yuan_beyond_its_names_is_refused():
    with pytest.raises(ValueError, match="no capital figures"):
        money.capital_yuan(10**18)


@given(st.integers(0, 10**16 - 1))
def test_capital_number_reads_back(number):
    assert cn2an.cn2an(money.capital_number(number), "smart") == number


@given(st.integers(0, 10**16 - 1))
def test_capital_number_has_no_double_zero_nor_trailing_zero(number):
    text = money.capital_number(number)

    assert "零零" not in text
    assert number == 0 or not text.endswith("零")


@pytest.mark.parametrize(
    ("day", "capitals"),
    [
        (date(2026, 1, 15), "贰零贰陆年零壹月壹拾伍日"),
        (date(2026, 10, 20), "贰零贰陆年零壹拾月零贰拾日"),
        (date(2005, 2, 9), "贰零零伍年零贰月零玖日"),
        (date(2026, 11, 30), "贰零贰陆年壹拾壹月零叁拾日"),
        (date(2026, 12, 31), "贰零贰陆年壹拾贰月叁拾壹日"),
        (date(2026, 3, 10), "贰零贰陆年叁月零壹拾日"),
    ],
)
def test_capital_date(day, capitals):
    assert money.capital_date(day) == capitals


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.56", 123456),
        ("1234.5", 123450),
        ("￥1，234．50", 123450),
        ("¥1,234.50元", 123450),
        ("人民币1234元整", 123400),
        ("1.2万", 1_200_000),
        ("178.5万元", 178_500_000),
        ("2亿", 20_000_000_000),
        ("-12.30", -1230),
        ("(12.30)", -1230),
        ("-￥12.30", -1230),
        (" 0 ", 0),
    ],
)
def test_parse_yuan(text, fen):
    assert money.parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("293,549,90", "逗号"),
        ("12,34", "逗号"),
        ("540余万", "不是确定的金额"),
        ("2000元/人", "不是确定的金额"),
        ("约500", "不是确定的金额"),
        ("8000余名", "不是确定的金额"),
        ("", "不是确定的金额"),
        ("1.234", "两位小数"),
    ],
)
def test_parse_yuan_asks_and_never_guesses(text, said):
    with pytest.raises(money.AmountUnclear, match=said):
        money.parse_yuan(text)


@given(FEN)
def test_format_yuan_reads_back(fen):
    assert money.parse_yuan(money.format_yuan(fen)) == fen
    assert money.fen_of(money.yuan(fen)) == fen


def test_fen_of_takes_no_float():
    with pytest.raises(TypeError):
        money.fen_of(0.1)


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        ("1785000", 1, "178.5"),
        ("1785000", 2, "178.50"),
        ("50", 2, "0.01"),
        ("49.99", 2, "0.00"),
        ("182718500", 2, "18,271.85"),
        ("-50", 2, "-0.01"),
    ],
)
def test_format_wan_rounds_half_up(amount, decimals, text):
    assert money.format_wan(money.fen_of(amount), decimals) == text


def test_percent_shares_of_the_shanghai_report_add_up():
    """The report prints 66.44 and 0.57 instead; largest remainder lowers the first (money §14)."""
    amounts = [Decimal(text) for text in ("867.74", "12139.07", "3051.85", "2107.90", "105.29")]

    shares = money.percent_shares(amounts)

    assert [str(share) for share in shares] == ["4.75", "66.43", "16.70", "11.54", "0.58"]
    assert sum(shares) == Decimal("100.00")


@pytest.mark.parametrize(
    ("total", "weights", "minimum", "parts"),
    [
        (10, [1, 1, 1], 0, [4, 3, 3]),
        (10, [1, 2, 3, 4], 0, [1, 2, 3, 4]),
        (7, [50, 30, 20], 0, [4, 2, 1]),
        (10, [100, 1, 1, 0], 1, [7, 1, 1, 1]),
        (3, [5, 5, 90], 1, [1, 1, 1]),
        (0, [3, 4], 0, [0, 0]),
    ],
)
def test_largest_remainder(total, weights, minimum, parts):
    assert money.largest_remainder(total, weights, minimum=minimum) == parts


@given(st.integers(0, 10**9), WEIGHTS)
def test_largest_remainder_adds_up_and_keeps_quota(total, weights):
    parts = money.largest_remainder(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        low = total * weight // sum(weights)
        assert low <= part <= low + 1


@given(st.integers(0, 10**5), WEIGHTS, st.integers(0, 50))
def test_largest_remainder_keeps_the_minimum(spare, weights, minimum):
    total = spare + minimum * len(weights)

    parts = money.largest_remainder(total, weights, minimum=minimum)

    assert (sum(parts), min(parts) >= minimum) == (total, True)


@pytest.mark.parametrize(
    ("total", "weights", "minimum"),
    [(-1, [1], 0), (1, [], 0), (1, [0], 0), (1, [-1, 2], 0), (1, [1, 1], 1)],
)
def test_largest_remainder_without_sense_is_refused(total, weights, minimum):
    with pytest.raises(ValueError):
        money.largest_remainder(total, weights, minimum=minimum)


def test_split_by_points_gives_the_remainder_to_the_basic_union():
    due = money.fen_of(Decimal("12345678.90") * Decimal("0.02"))

    assert due == money.fen_of("246913.58")
    assert money.split_by_points(due, [4000]) == (
        [money.fen_of("98765.43")],
        money.fen_of("148148.15"),
    )


@given(st.integers(0, 10**12), st.lists(st.integers(0, 2000), max_size=4))
def test_split_by_points_always_adds_up(received, points):
    shares, rest = money.split_by_points(received, points)

    assert sum(shares) + rest == received
    assert all(
        abs(share * 10_000 - received * p) <= 5_000 for share, p in zip(shares, points, strict=True)
    )


@pytest.mark.parametrize(
    ("sizes", "method", "places"),
    [
        ([131, 84, 103, 144], "ceil", [14, 9, 11, 15]),
        ([133, 92, 135, 103], "half_up", [13, 9, 14, 10]),
        ([133, 92, 135, 103], "floor", [13, 9, 13, 10]),
        ([133, 92, 135, 103], "largest_remainder", [13, 9, 14, 10]),
        ([9, 4], "floor", [1, 1]),
    ],
)
def test_places_at_rate_by_each_method(sizes, method, places):
    assert money.places_at_rate(sizes, Decimal("0.1"), method, minimum=1) == places


def test_growth_rate_of_the_shanghai_report():
    """The report prints 5.88 %, which no formula gives (money §14)."""
    rate = money.growth_rate(Decimal("1984.30"), Decimal("2719.36"), steps=6)

    assert money.round_half_up(rate * 100, 2) == Decimal("5.39")


@pytest.mark.parametrize(("first", "last", "steps"), [(0, 1, 1), (1, -1, 1), (1, 2, 0)])
def test_growth_rate_without_sense_is_refused(first, last, steps):
    with pytest.raises(ValueError, match="positive"):
        money.growth_rate(first, last, steps)
