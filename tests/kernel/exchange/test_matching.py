"""Foreign titles find our columns; values confirm, refute or decide."""

import pytest

from gonghui.kernel.exchange.matching import GUESS, LIKELY, SURE
from tests.kernel.exchange.workbooks import VOCABULARY

NUMBERS = ["329901198506010011", "329901198506010028", "329901198506010036"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("姓名", ("name", SURE)),
        ("姓 名", ("name", SURE)),
        ("*姓名（必填）", ("name", SURE)),
        ("xm", ("name", SURE)),
        ("联系方式／手机", ("phone", SURE)),
        ("出生／年月", ("born_on", SURE)),
        ("人员／证件信息／号码", ("doc_no", SURE)),
        ("现有职工姓名", ("name", LIKELY)),
        ("配偶姓名", ("", 0.0)),
        ("紧急联系人手机", ("", 0.0)),
        ("血型", ("", 0.0)),
        ("出生地", ("", 0.0)),
        ("姓名拼音", ("", 0.0)),
        ("部门编码", ("", 0.0)),
        ("原部门", ("", 0.0)),
        ("部门情况", ("department", LIKELY)),
    ],
)
def test_title(title, expected):
    assert VOCABULARY.find(title) == expected


def keys(sampled):
    return {match.title: (match.key, match.confidence) for match in VOCABULARY.match(sampled)}


def test_values_decide_where_no_title_helps():
    assert keys({"号码": NUMBERS}) == {"号码": ("doc_no", GUESS)}


def test_values_refute_a_likely_title():
    assert keys({"老身份证号码": ["无", "无", "无"]}) == {"老身份证号码": ("", 0.0)}


def test_two_titles_for_one_column_leave_it_to_the_surer_one():
    assert keys({"会员手机号": [], "联系电话": []}) == {
        "会员手机号": ("", LIKELY),
        "联系电话": ("phone", SURE),
    }


def test_column_in_which_all_are_alike_gives_way_to_one_that_tells_them_apart():
    branches, one = ["文学院", "医学院"], ["某某大学", "某某大学"]
    assert keys({"部门": one, "所在分工会": branches})["所在分工会"] == ("department", SURE)
    assert keys({"所在分工会": one, "部门": branches[:1]})["部门"] == ("department", SURE)


def test_examples_are_the_first_three_different_values():
    match = VOCABULARY.match({"姓名": ["甲", "", "甲", "乙", "丙", "丁"]})[0]
    assert match.examples == ("甲", "乙", "丙")
