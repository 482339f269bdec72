"""The .docx against the measures of GB/T 9704-2012, read from its XML; a twip is 0.018 mm."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from gonghui.kernel.documents.api import render_docx
from gonghui.kernel.documents.metrics import twips
from tests.kernel.documents.samples import DECISION, FULL_PAGES, LETTER

A_TWIP = 1.5


def near(millimetres: float):
    return pytest.approx(twips(millimetres), abs=A_TWIP)


def opened(content):
    return docx.Document(io.BytesIO(render_docx(content)))


def attributes(element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def paragraph(word, text: str):
    return next(one for one in word.paragraphs if text in one.text)


def fonts(run) -> tuple[str, str, float]:
    names = run._r.rPr.rFonts
    return names.get(qn("w:eastAsia")), names.get(qn("w:ascii")), run.font.size.pt


@pytest.fixture(scope="module")
def word():
    return opened(DECISION)


def test_page_and_margins(word):
    section = word.sections[0]._sectPr

    size, margins = attributes(section.find(qn("w:pgSz"))), attributes(section.find(qn("w:pgMar")))
    assert (int(size["w"]), int(size["h"])) == (near(210), near(297))
    found = [int(margins[side]) for side in ("top", "right", "bottom", "left")]
    assert found == [near(37), near(26), near(35), near(28)]


def test_grid_has_22_lines_of_28_characters(word):
    grid = attributes(word.sections[0]._sectPr.find(qn("w:docGrid")))

    pitch = 16 + int(grid["charSpace"]) / 4096
    assert grid["type"] == "linesAndChars"
    assert int(grid["linePitch"]) / 20 == pytest.approx(28.99, abs=0.05)
    assert pitch == pytest.approx(15.79, abs=0.005)
    assert 22 * int(grid["linePitch"]) <= twips(225)
    assert 28 * pitch * 20 <= twips(156)


def test_lines_of_the_text_are_exactly_as_high_as_the_grid(word):
    line = paragraph(word, "各设区市")

    spacing = attributes(line._p.pPr.find(qn("w:spacing")))
    assert (spacing["line"], spacing["lineRule"]) == ("579", "exact")


def test_fonts_are_named_as_the_standard_asks(word):
    found = {
        text: fonts(paragraph(word, text).runs[0] if text != "关于表彰" else title(word).runs[-1])
        for text in ("各设区市", "一、表彰对象", "（一）个人", "关于表彰", "附件1")
    }

    assert found == {
        "各设区市": ("仿宋_GB2312", "仿宋_GB2312", 16.0),
        "一、表彰对象": ("黑体", "黑体", 16.0),
        "（一）个人": ("楷体_GB2312", "楷体_GB2312", 16.0),
        "关于表彰": ("方正小标宋简体", "方正小标宋简体", 22.0),
        "附件1": ("黑体", "黑体", 16.0),
    }


def title(word):
    return paragraph(word, "关于表彰")


def test_mark_is_red_and_35_mm_down(word):
    place = next(at for at, one in enumerate(word.paragraphs) if one.text == DECISION.mark)
    mark = word.paragraphs[place]

    above = sum(one.paragraph_format.line_spacing.pt for one in word.paragraphs[:place])
    before = mark.paragraph_format.space_before.pt
    assert (above + before) * 25.4 / 72 == pytest.approx(35, abs=0.1)
    assert str(mark.runs[0].font.color.rgb) == "E60012"
    assert len(DECISION.mark) * mark.runs[0].font.size.mm < 156


def test_number_is_two_lines_below_the_mark_with_the_red_line(word):
    place = next(at for at, one in enumerate(word.paragraphs) if one.text == DECISION.mark)
    between = [one.text for one in word.paragraphs[place + 1 : place + 4]]
    line = word.paragraphs[place + 3]._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))

    assert between == ["", "", "示教科工〔2026〕5号"]
    assert attributes(line)["color"] == "E60012"
    # 4 mm to the characters, which stand 1.6 mm above the foot of an exact line
    assert int(attributes(line)["space"]) * 25.4 / 72 + 1.6 == pytest.approx(4, abs=0.3)


def test_page_numbers_differ_on_odd_and_even_pages(word):
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    indents = [attributes(one._p.pPr.find(qn("w:ind"))) for one in (odd, even)]
    assert word.settings.odd_and_even_pages_header_footer
    assert [int(indents[0]["right"]), int(indents[1]["left"])] == [near(156 / 28)] * 2
    assert fonts(odd.runs[0]) == ("宋体", "宋体", 14.0)
    # the middle of a line of 14 points, 7 mm below the block
    assert 35 - section.footer_distance.mm - 14 * 25.4 / 72 / 2 == pytest.approx(7, abs=0.1)


def test_imprint_is_framed_at_the_foot_of_the_block(word):
    framed = [one for one in word.paragraphs if one._p.pPr.find(qn("w:framePr")) is not None]
    frames = [attributes(one._p.pPr.find(qn("w:framePr"))) for one in framed]

    assert {one["vAnchor"] for one in frames} == {"page"}
    assert {int(one["x"]) for one in frames} == {twips(28)}
    assert int(frames[-1]["y"]) == pytest.approx(twips(297 - 35), abs=twips(0.8))
    rules = [
        attributes(one._p.pPr.find(qn("w:pBdr")).find(qn("w:top")))["sz"]
        for one in framed
        if one._p.pPr.find(qn("w:pBdr")) is not None
    ]
    assert [int(size) / 8 * 25.4 / 72 for size in rules] == pytest.approx(
        [0.35, 0.25, 0.35], abs=0.03
    )


def test_imprint_goes_to_an_even_page_when_the_text_ends_on_an_odd_one():
    word = opened(FULL_PAGES)
    short = opened(DECISION)

    kinds = [[one.start_type.name for one in each.sections] for each in (word, short)]
    assert kinds == [["NEW_PAGE"], ["NEW_PAGE", "EVEN_PAGE"]]


def test_signature_stands_above_the_middle_of_the_date(word):
    name = next(one for one in word.paragraphs if one.text == "示范省教育科技工会")
    day = paragraph(word, "2026年1月5日")

    rights = [int(attributes(one._p.pPr.find(qn("w:ind")))["right"]) for one in (name, day)]
    widths = [9, 6]  # nine characters; six figures and three characters
    middles = [
        right / twips(156 / 28) + width / 2 for right, width in zip(rights, widths, strict=True)
    ]
    assert rights[1] == near(4 * 156 / 28)
    assert middles[0] == pytest.approx(middles[1], abs=0.1)


def test_letter_places_mark_and_lines_on_the_paper():
    word = opened(LETTER)
    frames = [
        attributes(one._p.pPr.find(qn("w:framePr")))
        for one in word.paragraphs
        if one._p.pPr.find(qn("w:framePr")) is not None
    ]

    assert [int(one["w"]) for one in frames] == [near(170)] * 3
    assert [int(one["x"]) for one in frames] == [near(20)] * 3
    assert [int(one["y"]) for one in frames] == [near(30), near(30 + 15 + 4), near(297 - 20 - 1.8)]
    assert word.sections[0].different_first_page_header_footer


def test_file_tells_nothing_about_the_program(word):
    about = word.core_properties

    assert (about.author, about.comments, about.keywords) == ("示范省教育科技工会", "", "")
