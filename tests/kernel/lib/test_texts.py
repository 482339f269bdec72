"""Cells of real rolls: texts, names and phones get their proper form, and every change is told."""

import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.lib.names import normalise_name
from gonghui.kernel.lib.phones import parse_phone
from gonghui.kernel.lib.texts import as_text, clean_code, clean_text, lost_digits, null_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("无", "nothing"),
        ("/", "nothing"),
        ("—", "nothing"),
        ("－－", "nothing"),
        ("////", "nothing"),
        ("（无）", "nothing"),
        ("N/A", "nothing"),
        ("  ", "nothing"),
        ("同上", "ditto"),
        ("〃", "ditto"),
        ("不详", "unknown"),
        ("？？", "unknown"),
        ("本人不愿提供", "withheld"),
        ("保 密", "withheld"),
        ("无党派人士", None),
        ("吴一", None),
        ("0", None),
    ],
)
def test_null_reason(text, reason):
    assert null_reason(text) == reason


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a", "a"),
        (12.0, "12"),
        (12.5, "12.5"),
        (7, "7"),
        (date(2023, 9, 1), "2023-09-01"),
        (datetime(2023, 9, 1, 8, 30, tzinfo=UTC), "2023-09-01"),
    ],
)
def test_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "lost"),
    [
        (110105194912310000, True),
        (3.3e17, True),
        (100000000000000, True),
        (99999999999999, False),
        ("1.38E+10", True),
        ("E12345678", False),
        ("110105194912310000", False),
        (None, False),
    ],
)
def test_lost_digits(value, lost):
    assert lost_digits(value) is lost


@pytest.mark.parametrize(
    ("text", "clean", "mended"),
    [
        ("物理学院", "物理学院", 0),
        (" 物理\u3000学院\ufeff", "物理 学院", 1),
        ("a\u200bb", "ab", 1),
        ("A B", "A B", 0),
    ],
)
def test_clean_text(text, clean, mended):
    answer = clean_text(text)

    assert (answer.text, len(answer.mended)) == (clean, mended)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    for clean in (clean_text, clean_code):
        once = clean(text).text
        assert clean(once).text == once


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        ("张\u3000三", "张三"),
        (" 欧阳 小三\ufeff", "欧阳小三"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("阿卜杜热西提・买买提", "阿卜杜热西提·买买提"),
        ("John\u3000Smith", "John Smith"),
        ("Ｊｏｈｎ", "John"),
        ("J. Smith", "J. Smith"),
        ("䶮㛃", "䶮㛃"),
        ("𬭸𠮷", "𬭸𠮷"),
        ("呂不韋", "呂不韋"),
        ("\uf9dc三", "\uf9dc三"),  # a compatibility character that NFKC would change
    ],
)
def test_name_gets_its_proper_form(text, name):
    answer = normalise_name(text)

    assert (answer.normalised, answer.errors, answer.warnings) == (name, (), ())
    assert bool(answer.mended) == (text != name)


@pytest.mark.parametrize(
    ("text", "errors", "warnings"),
    [
        ("", 1, 0),
        ("张?", 1, 0),
        ("张3", 1, 0),
        (7, 1, 0),
        ("张三(女", 0, 1),
        ("(女)", 0, 1),
        ("张" * 65, 1, 0),
        ("张", 0, 1),
        ("张三/李四", 0, 1),
        ("\ue123三", 0, 1),
    ],
)
def test_name_that_needs_a_person(text, errors, warnings):
    answer = normalise_name(text)

    assert (len(answer.errors), len(answer.warnings)) == (errors, warnings)


@pytest.mark.parametrize(
    ("text", "name", "note", "codes"),
    [
        ("秦未（返聘）", "秦未", "返聘", ["name_note"]),
        ("张三 [大]", "张三", "大", ["name_note"]),
        ("张\u3000三（女）", "张三", "女", ["name_note", "name_spaces"]),
    ],
)
def test_name_with_a_note_in_brackets_keeps_the_note(text, name, note, codes):
    answer = normalise_name(text)

    assert (answer.normalised, answer.note, answer.errors) == (name, note, ())
    assert [finding.code for finding in answer.mended] == codes


def test_finding_survives_a_queue_with_its_code():
    finding = normalise_name("").errors[0]

    thawed = pickle.loads(pickle.dumps(finding))

    assert (thawed, thawed.code) == (finding, "name_empty")


@given(st.text())
def test_name_normalised_twice_is_the_same(text):
    once = normalise_name(text).normalised

    assert normalise_name(once).normalised == once


@pytest.mark.parametrize(
    ("value", "mobile", "others"),
    [
        ("13800001234", "13800001234", ()),
        (13800001234.0, "13800001234", ()),
        ("13800001234.0", "13800001234", ()),
        ("+86 138-0000-1234", "13800001234", ()),
        ("0086-13800001234", "13800001234", ()),
        ("8613800001234", "13800001234", ()),
        ("１３８００００１２３４", "13800001234", ()),
        ("手机：138 0000 1234", "13800001234", ()),
        ("13800001234/13900001234", "13800001234", ("13900001234",)),
        ("13800001234 13900001234", "13800001234", ("13900001234",)),
        ("138 0000 1234 139 0000 1234", "13800001234", ("13900001234",)),
        ("13800001234、025-88881234", "13800001234", ("025-88881234",)),
        ("025-88881234", "", ("025-88881234",)),
        ("02588881234", "", ("025-88881234",)),
        ("(0512)6666123转12", "", ("0512-6666123-12",)),
        ("88881234", "", ("88881234",)),
        ("400-800-1234", "", ("400-8001234",)),
        ("无", "", ()),
        ("", "", ()),
        (None, "", ()),
    ],
)
def test_phone_is_read(value, mobile, others):
    answer = parse_phone(value)

    assert (answer.normalised, answer.others, answer.errors) == (mobile, others, ())
    assert answer.raw == as_text(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1380000123", "现为 10 位"),
        ("138000012345", "现为 12 位"),
        ("1.38E+10", "科学计数"),
        (1.38e17, "科学计数"),
        ("12345678901", "不是有效"),
        ("abc", "不是有效"),
        ("电话", "不是有效"),
    ],
)
def test_phone_that_needs_a_person(value, said):
    assert [said in error for error in parse_phone(value).errors] == [True]


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+86", "86", "0086"]))
def test_phone_with_any_country_prefix_is_the_same(mobile, prefix):
    spaced = f"{prefix} {mobile[:3]}-{mobile[3:7]} {mobile[7:]}"

    assert parse_phone(spaced).normalised == mobile


@given(st.text(max_size=40))
def test_phone_any_text_gets_an_answer(text):
    answer = parse_phone(text)

    assert answer.normalised == "" or len(answer.normalised) == 11
