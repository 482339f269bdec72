"""Entry forms: characters counted as characters, cleaning, faults in words, what stays hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.engines.campaigns.rules.forms import (
    Answer,
    FieldRule,
    blind_answers,
    check_answer,
    check_form,
    names_found,
)
from gonghui.engines.campaigns.rules.word_texts import clean_long_text, count_characters

DEEDS = FieldRule("deeds", "主要事迹", "long", limit=10)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五一劳动奖章", 6),
        ("第1名，A组", 6),
        ("一 二\n三　四", 4),
        ("𬭸", 1),
        ("e\u0301", 1),
        ("二\u200b三", 2),
        ("", 0),
    ],
)
def test_characters_are_counted_as_people_do(text, number):
    assert count_characters(text) == number


def test_long_text_loses_what_a_word_processor_left():
    pasted = (
        '<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class="MsoNormal">'
        "\uf0b7 先进<o:p></o:p>事迹&lt;</p><style>p {color: red}</style>\r\n\x13 PAGE \x14第二段\x15 😀 产量 <5%"
    )

    cleaned = clean_long_text(pasted)

    assert cleaned.text == "· 先进事迹&lt;\n第二段 产量 <5%"
    assert [finding.code for finding in cleaned.mended] == ["word_junk", "emoji"]


def test_long_text_keeps_paragraphs_and_plain_signs():
    assert clean_long_text("一、a<b，c>d\n\n  二、★ 好  \n") == ("一、a<b，c>d\n二、★ 好", ())


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_long_text(text).text

    assert " ".join(clean_long_text(once).text.split()) == " ".join(once.split())


def test_long_answer_says_how_much_to_cut():
    answer = check_answer(DEEDS, "一二三四五六七八九十\n十一")

    assert answer.value == "一二三四五六七八九十\n十一"
    assert answer.faults == ("“主要事迹”限 10 字，现有 12 字，请删减 2 字。",)


@pytest.mark.parametrize(
    ("rule", "raw", "value"),
    [
        (FieldRule("a", "甲", "text"), "  张　三 ", "张 三"),
        (FieldRule("a", "甲", "number"), "１,234.50", "1234.5"),
        (FieldRule("a", "甲", "number"), 12, "12"),
        (FieldRule("a", "甲", "day"), "2023年9月1日", "2023-09-01"),
        (FieldRule("a", "甲", "day"), "2023.9.1", "2023-09-01"),
        (FieldRule("a", "甲", "choice", choices=("文", "理")), " 理", "理"),
        (FieldRule("a", "甲", "choices", choices=("文", "理")), ["理", "理"], ["理"]),
        (FieldRule("a", "甲", "yes"), "on", True),
        (FieldRule("a", "甲", "yes"), "0", False),
        (
            FieldRule("a", "甲", "table", choices=("年度", "称号")),
            [{"年度": "2023 ", "别的": "x"}, {"年度": ""}],
            [{"年度": "2023", "称号": ""}],
        ),
        (FieldRule("a", "甲", "attachment"), ["f1"], ["f1"]),
        (FieldRule("a", "甲", "person"), "7", 7),
    ],
)
def test_answer_is_cleaned(rule, raw, value):
    answer = check_answer(rule, raw)

    assert (answer.value, answer.faults) == (value, ())


@pytest.mark.parametrize(
    ("rule", "raw", "fault"),
    [
        (
            FieldRule("a", "产值", "number"),
            "35%",
            "“产值”只能填数字，单位和百分号请去掉，例如 12.5。",
        ),
        (
            FieldRule("a", "产值", "number"),
            "1.1E+17",
            "“产值”是科学计数法，末尾数字可能已丢失，请按原文重新填写。",
        ),
        (FieldRule("a", "任职日期", "day"), "2023.9", "“任职日期”须填到日，例如 2025-05-01。"),
        (FieldRule("a", "组别", "choice", choices=("文",)), "工", "请从“组别”的选项中选择一项。"),
        (FieldRule("a", "组别", "choices", choices=("文",)), ["工"], "请从“组别”的选项中选择。"),
        (
            FieldRule("a", "照片", "attachment", limit=1),
            ["1", "2", "3"],
            "“照片”最多 1 个文件，现有 3 个文件，请去掉 2 个文件。",
        ),
        (
            FieldRule("a", "成果", "table", limit=1, choices=("名称",)),
            [{"名称": "甲"}, {"名称": "乙"}],
            "“成果”最多 1 行，现有 2 行，请去掉 1 行。",
        ),
        (
            FieldRule("a", "成果", "table", choices=("名称",)),
            [{"名称": "字" * 256}],
            "“成果”第 1 行“名称”限 255 字，现有 256 字，请精简。",
        ),
        (FieldRule("a", "候选人", "person"), "张三", "请从列表中选择“候选人”。"),
        (FieldRule("a", "姓名", "text"), " ", "请填写“姓名”。"),
        (FieldRule("a", "证明", "attachment"), [], "请填写“证明”。"),
        (FieldRule("a", "同意公示", "yes"), None, "请填写“同意公示”。"),
    ],
)
def test_fault_says_where_what_and_how(rule, raw, fault):
    assert check_answer(rule, raw).faults == (fault,)


def test_unclear_date_is_refused_with_the_calendars_own_sentence():
    answer = check_answer(FieldRule("a", "日期", "day"), "2023-13-45")

    assert (answer.value, len(answer.faults)) == ("2023-13-45", 1)


@pytest.mark.parametrize("kind", ["text", "long", "number", "day", "choice", "table", "union"])
def test_optional_field_may_stay_empty(kind):
    answer = check_answer(FieldRule("a", "甲", kind, required=False), None)

    assert answer.faults == ()
    assert not answer.value


def test_form_gathers_answers_and_faults_by_key():
    fields = [FieldRule("name", "姓名", "text"), DEEDS]

    checked = check_form(fields, {"name": "张\u200b三", "other": 1})

    assert checked.answers == {"name": "张三", "deeds": ""}
    assert {key: list(findings) for key, findings in checked.faults.items()} == {
        "deeds": ["请填写“主要事迹”。"]
    }
    assert list(checked.mended) == ["name"]


BLIND = [
    FieldRule("name", "姓名", "text", identifying=True),
    FieldRule("who", "候选人", "person"),
    FieldRule("union", "推荐工会", "union"),
    FieldRule("slides", "课件", "attachment"),
    DEEDS,
]
ANSWERS = {"name": "张三丰", "who": 7, "union": 8, "slides": ["k"], "deeds": "张三丰同志在甲大学"}


def test_blind_review_hides_whoever_it_is():
    assert blind_answers(BLIND, ANSWERS) == {"deeds": "张三丰同志在甲大学"}


def test_names_in_visible_answers_are_found():
    assert names_found(["张三丰", "甲大学", "乙", ""], BLIND, ANSWERS) == [
        "“主要事迹”中出现“张三丰”，会暴露身份，请改写。",
        "“主要事迹”中出现“甲大学”，会暴露身份，请改写。",
    ]


def test_answer_of_a_person_keeps_a_number_only():
    assert check_answer(FieldRule("a", "甲", "union", required=False), "") == Answer(None)
