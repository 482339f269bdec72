from dataclasses import replace
from datetime import date

import pytest

from gonghui.kernel.documents import outline
from gonghui.kernel.documents.api import Attachment, DocumentNumber, Heading, NameList, Paragraph
from tests.kernel.documents.samples import DECISION


def test_headings_count_again_below_a_new_one():
    blocks = (Heading("甲"), Heading("乙", 2), Heading("丙", 2), Heading("丁"), Heading("戊", 2))

    found = [line.text for line in outline.body_parts(blocks)]
    assert found == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


def test_headings_keep_their_own_numbers_when_asked():
    (line,) = outline.body_parts((Heading("第一章", numbered=False),))

    assert line.text == "第一章"


def test_number_keeps_room_until_the_document_is_issued():
    draft = replace(DECISION, number=DocumentNumber("示教科工", 2026))

    assert outline.number_text(draft) == "示教科工〔2026〕　号"


def test_one_attachment_has_no_number():
    one = replace(DECISION, attachments=(Attachment("表彰名单。"),))

    assert outline.attachment_lines(one) == [("附件：", "表彰名单")]


def test_several_attachments_are_numbered_below_each_other():
    assert outline.attachment_lines(DECISION) == [
        ("附件：1.", "表彰名单"),
        ("　　　2.", "推荐审批表"),
    ]


def test_copies_end_with_a_full_stop():
    assert outline.copies_text(DECISION) == "示范省总工会，示范省教育厅。"


def test_letter_names_no_printer():
    assert outline.printed_text(replace(DECISION, layout="letter")) == ("", "")


def test_names_of_two_characters_are_spread():
    lines = outline.name_lines(NameList(("王军", "欧阳文华", "李建国"), per_line=2))

    assert lines == [("王　军", "欧阳文华"), ("李建国",)]


def test_long_title_breaks_where_a_phrase_ends():
    title = "示范省教育科技工会关于开展2026年度五一劳动奖章评选工作的通知"

    assert outline.title_text(title).split("\n")[0] == "示范省教育科技工会关于开展"


def test_title_with_its_own_breaks_keeps_them():
    assert outline.title_text(DECISION.title) == DECISION.title


@pytest.mark.parametrize(
    ("name", "sealed", "rights"),
    [
        ("示范大学工会", True, (4.25, 4)),
        ("示范省教育科技系统工会联合会筹备委员会办公室", True, (0, 7.75)),
        ("示范省教育科技工会", False, (2, 2.5)),
        ("工会", False, (8.5, 2)),
    ],
)
def test_room_on_the_right_of_signature_and_date(name, sealed, rights):
    document = replace(DECISION, signed_by=(name,), sealed=sealed, signed_on=date(2026, 1, 15))

    assert outline.right_indents(document) == rights


def test_plain_paragraphs_are_indented_by_two():
    (line,) = outline.body_parts((Paragraph("文"),))

    assert line.indent == 2
