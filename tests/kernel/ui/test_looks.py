"""Values in words: numbers, dates as far as they are known, masks, clocks, shares."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.ui import icons, looks
from gonghui.kernel.ui.lists.columns import Column, link_to

TODAY = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (None, None, "—"),
        (0, None, "0"),
        (1234567, None, "1,234,567"),
        (Decimal("1234.5"), 2, "1,234.50"),
        ("83.4%", None, "83.4%"),
    ],
)
def test_number_is_grouped(value, places, expected):
    assert looks.number(value, places) == expected


@pytest.mark.parametrize(
    ("precision", "long", "short"),
    [("Y", "2019年", "2019"), ("M", "2019年9月", "2019-09"), ("D", "2019年9月1日", "2019-09-01")],
)
def test_date_shows_only_what_is_known(precision, long, short):
    assert looks.partial_date(date(2019, 9, 1), precision) == long
    assert looks.short_date(date(2019, 9, 1), precision) == short


@pytest.mark.parametrize("value", [None, FOREVER])
def test_open_end_is_no_date(value):
    assert looks.partial_date(value) == "—"
    assert looks.short_date(value) == "—"


@pytest.mark.parametrize(
    ("due", "words", "kind"),
    [
        (date(2026, 2, 27), "已超期 3 天", "is-bad"),
        (date(2026, 3, 2), "今天到期", "is-bad"),
        (date(2026, 3, 5), "还剩 3 个工作日", "is-warn"),
        (date(2026, 3, 10), "还剩 6 个工作日", "is-info"),
        (date(2027, 3, 2), "还剩 365 天", "is-info"),
    ],
)
@pytest.mark.django_db
def test_clock_tells_how_much_is_left(monkeypatch, due, words, kind):
    monkeypatch.setattr(looks.dates, "today", lambda: TODAY)

    assert looks.clock(due) == f'<span class="badge {kind}">{words}</span>'


def test_clock_that_stands_still():
    assert looks.clock(None) == ""
    assert looks.clock(TODAY, paused=True) == '<span class="badge ">计时暂停</span>'
    assert looks.clock(TODAY, done=True) == '<span class="badge is-good">已办结</span>'


def test_mask_hides_the_middle():
    assert looks.masked("11010519491231002X") == "1101**********002X"
    assert looks.masked("13800001234", "phone") == "138****1234"
    assert looks.masked("") == "—"


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=9))
def test_pieces_fill_the_bar_side_by_side(values):
    found = looks.pieces([(str(number), value) for number, value in enumerate(values)])

    filled = sum(piece.width for piece in found)
    assert filled == pytest.approx(100 if sum(values) else 0, abs=0.01)
    for before, after in pairwise(found):
        assert after.start == pytest.approx(before.start + before.width, abs=0.01)


def test_icon_is_hidden_from_readers():
    assert icons.draw("people").count('aria-hidden="true"') == 1


@pytest.mark.parametrize("name", ["no-such-icon", "../../package", ""])
def test_unknown_icon_is_refused(name):
    with pytest.raises(LookupError):
        icons.draw(name)


class Row:
    pk = 7
    money = 123_456
    share = 0.8341
    day = date(2019, 9, 1)
    precision = "M"
    flag = True
    words = "<b>甲</b>"
    empty = ""
    inner = None


@pytest.mark.parametrize(
    ("column", "shown", "exported"),
    [
        (Column("money", "", kind="money"), "1,234.56", Decimal("1234.56")),
        (Column("share", "", kind="percent"), "83.41%", 0.8341),
        (Column("day", "", kind="date"), "2019-09-01", date(2019, 9, 1)),
        (Column("day", "", kind="date", precision="precision"), "2019-09", "2019-09"),
        (Column("flag", "", kind="yes_no"), "是", "是"),
        (Column("words", ""), "&lt;b&gt;甲&lt;/b&gt;", "<b>甲</b>"),
        (Column("empty", ""), "", ""),
        (Column("x", "", value="inner__name"), "", ""),
        (Column("x", "", value=lambda row: row.pk, kind="number"), "7", 7),
    ],
)
def test_column_shows_and_exports(column, shown, exported):
    assert column.dress(Row(), column.text(Row())) == shown
    assert column.exported(Row()) == exported


def test_link_leads_where_the_address_book_says():
    assert link_to("documents:certificate-detail")(Row()) == reverse(
        "documents:certificate-detail", args=[7]
    )


def test_state_is_escaped_unless_it_is_safe_whoever_asked_first():
    assert looks.state(SafeString("<b>甲</b>")) == '<span class="badge "><b>甲</b></span>'
    assert looks.state("<b>甲</b>") == '<span class="badge ">&lt;b&gt;甲&lt;/b&gt;</span>'


def test_column_of_unknown_kind_is_refused():
    with pytest.raises(Exception, match="unknown kind"):
        Column("x", "", kind="picture")
