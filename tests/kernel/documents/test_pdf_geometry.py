"""The PDF against the measures of GB/T 9704-2012 (handbook contests §12), in millimetres with stated tolerances."""

from dataclasses import replace

import pytest

from gonghui.kernel.documents import metrics
from gonghui.kernel.documents.api import render_pdf
from tests.kernel.documents.pdf_reader import read
from tests.kernel.documents.samples import DECISION, FULL_PAGES, LETTER

TOP, LEFT = 37.0, 28.0
RIGHT, BOTTOM = LEFT + 156.0, TOP + 225.0


def near(value: float, tolerance: float = 0.5):
    return pytest.approx(value, abs=tolerance)


@pytest.fixture(scope="module")
def full():
    return read(render_pdf(FULL_PAGES))


@pytest.fixture(scope="module")
def letter():
    return read(render_pdf(LETTER))


@pytest.fixture(scope="module")
def decision():
    return read(render_pdf(DECISION))


def test_a_full_page_has_22_lines_of_28_characters(full):
    lines = full[1].lines()[:-1]  # the last one is the page number

    assert [len(line) for line in lines] == [28] * 22
    assert (lines[0][0].left, lines[0][-1].right) == (near(LEFT, 0.1), near(RIGHT, 0.2))
    assert lines[0][0].top - TOP == near((225 / 22 - 5.64) / 2)
    assert BOTTOM - lines[-1][0].bottom == near((225 / 22 - 5.64) / 2)
    assert lines[1][0].top - lines[0][0].top == near(225 / 22, 0.01)
    assert {round(sign.size, 1) for line in lines for sign in line} == {16.0}


def test_mark_begins_35_mm_below_the_block_and_is_narrower(full):
    mark = full[0].find("示范省教育科技工会文件")

    assert mark[0].top == near(TOP + 35)
    assert mark[-1].right - mark[0].left < 156
    assert (mark[0].left + mark[-1].right) / 2 == near((LEFT + RIGHT) / 2)


def test_number_stands_two_lines_below_the_mark_in_the_middle(full):
    mark, number = full[0].find("示范省教育科技工会文件"), full[0].find("示教科工〔2026〕5号")

    assert number[0].top - mark[0].bottom == near(2 * 225 / 22 + (225 / 22 - 5.64) / 2)
    assert (number[0].left + number[-1].right) / 2 == near((LEFT + RIGHT) / 2)


def test_red_line_stands_4_mm_below_the_number_as_wide_as_the_block(full):
    (rule,) = {(one.left, one.right, one.top) for one in full[0].rules if one.red}

    number = full[0].find("示教科工〔2026〕5号")
    assert rule == (near(LEFT), near(RIGHT), near(number[0].bottom + 4))


def test_title_is_22_points_two_lines_below_the_red_line(full):
    rule = next(one for one in full[0].rules if one.red)
    title = full[0].find("关于网格的通知")

    assert round(title[0].size) == 22
    assert title[0].top - rule.bottom == near(2 * 225 / 22 + (225 / 22 - 7.76) / 2, 0.7)
    assert (title[0].left + title[-1].right) / 2 == near((LEFT + RIGHT) / 2)


def test_addressee_stands_one_line_below_the_title_at_the_edge(full):
    title, addressee = full[0].find("关于网格的通知"), full[0].find("各设区市教育工会")

    assert addressee[0].left == near(LEFT, 0.1)
    assert addressee[0].top - title[0].top == near(2 * 225 / 22, 1.2)
    assert full[0].find("直属基层工会：")[-1].text == "："


def test_page_number_stands_7_mm_below_odd_right_even_left(full):
    odd, even = full[0].find("—1—"), full[1].find("—2—")

    assert [round(sign.size) for sign in odd] == [14, 14, 14]
    assert (odd[0].top + odd[0].bottom) / 2 == near(BOTTOM + 7)
    assert odd[-1].right == near(RIGHT - 156 / 28)
    assert even[0].left == near(LEFT + 156 / 28)


def test_imprint_ends_the_block_of_an_even_last_page(full):
    assert len(full) % 2 == 0
    last = full[-1]
    black = [one for one in last.rules if not one.red]
    copies = last.find("抄送：示范省总工会，示范省教育厅。")

    assert max(one.bottom for one in black) == near(BOTTOM, 0.1)
    assert (min(one.left for one in black), max(one.right for one in black)) == (
        near(LEFT),
        near(RIGHT),
    )
    assert round(copies[0].size) == 14
    assert copies[0].left == near(LEFT + 4.94)
    assert last.find("2026年1月6日印发")[-1].right == near(RIGHT - 4.94)


def test_imprint_rules_are_thick_thin_thick(full):
    """A border is painted as the ring between two boxes; the difference of their edges is its thickness."""
    tops = sorted({round(one.top, 2) for one in full[-1].rules})
    bottoms = sorted({round(one.bottom, 2) for one in full[-1].rules})

    assert tops[1] - tops[0] == near(0.35, 0.02)
    assert tops[3] - tops[2] == near(0.25, 0.02)
    assert bottoms[1] - bottoms[0] == near(0.35, 0.02)


@pytest.mark.parametrize("paragraphs", [200, 480, 560, 620, 1000, 1250])
def test_imprint_stands_on_an_even_page_however_long_the_text_is(paragraphs):
    body = (replace(FULL_PAGES.body[0], text="工" * paragraphs),)
    pages = read(render_pdf(replace(FULL_PAGES, body=body)))

    assert len(pages) % 2 == 0
    assert [place for place, page in enumerate(pages, 1) if "抄送" in page.text] == [len(pages)]


def test_date_keeps_four_characters_and_the_name_stands_above_its_middle(decision):
    name, day = decision[1].find("示范省教育科技工会"), decision[1].find("2026年1月5日")

    assert day[-1].right == near(RIGHT - 4 * 156 / 28, 0.3)
    assert (name[0].left + name[-1].right) / 2 == near((day[0].left + day[-1].right) / 2, 1.5)
    assert day[0].top - name[0].top == near(225 / 22, 0.1)


def test_attachments_begin_pages_of_their_own(decision):
    label, title = decision[2].find("附件1"), decision[2].find("表彰名单")

    assert (label[0].left, label[0].top) == (near(LEFT, 0.1), near(TOP + 2.3))
    assert title[0].top - label[0].top == near(2 * 225 / 22, 1.2)
    assert (title[0].left + title[-1].right) / 2 == near((LEFT + RIGHT) / 2)


def test_letter_has_its_mark_30_mm_below_the_edge_of_the_paper(letter):
    mark = letter[0].find("示范省教育科技工会")

    assert mark[0].top == near(30)


def test_letter_has_double_lines_170_mm_wide(letter):
    red = [one for one in letter[0].rules if one.red]
    mark = letter[0].find("示范省教育科技工会")

    assert {(round(one.left), round(one.right)) for one in red} == {(20, 190)}
    upper, lower = min(one.top for one in red), max(one.bottom for one in red)
    assert (upper, lower) == (near(30 + metrics.mark_size(LETTER.mark) + 4), near(297 - 20))
    assert upper - mark[0].bottom == near(4)
    assert [one for one in letter[1].rules if one.red] == []


def test_letter_has_its_number_at_the_right_below_the_line(letter):
    double = max(one.bottom for one in letter[0].rules if one.red and one.top < 60)
    number = letter[0].find("示教科工函〔2026〕12号")

    assert number[-1].right == near(RIGHT)
    assert number[0].top - double == near(5.64 * 7 / 8)


def test_letter_has_no_number_on_its_first_page(letter):
    assert ["—" in page.text for page in letter] == [False, True]
