"""The burden meter before and after."""

from fractions import Fraction

import pytest

from gonghui.engines.campaigns.rules.burden import actual_burden, burden, field_minutes
from gonghui.engines.campaigns.rules.forms import FieldRule

FORM = [
    FieldRule("name", "姓名", "text"),
    FieldRule("short", "简要事迹", "long", limit=500),
    FieldRule("long", "主要事迹", "long", limit=2000),
    FieldRule("past", "曾获荣誉", "table", required=False, limit=20),
    FieldRule("files", "证明材料", "attachment", limit=3),
]


def test_burden_counts_fields_and_minutes_of_a_unit():
    found = burden(FORM, prefilled=frozenset({"name"}), stages=["democratic", "notice"], entries=2)

    assert found.entry_minutes == Fraction("0.1") + 20 + 80 + 10 + 12
    assert found.minutes == 2 * found.entry_minutes + 90
    assert found.sentence == (
        "每份申报 5 项（必填 4 项，自动带出 1 项），约 123 分钟；"
        "每个单位至多 2 份，连同内部程序约 335 分钟。"
    )


@pytest.mark.parametrize(
    "kind", ["text", "number", "day", "choice", "choices", "yes", "person", "union"]
)
def test_every_kind_has_minutes(kind):
    assert 0 < field_minutes(FieldRule("a", "甲", kind)) <= 1


def test_actual_burden_is_the_median():
    expected = burden(FORM[:1])

    assert actual_burden(expected, [60, 600, 120]).median == 2
    assert actual_burden(expected, [60, 120]).sentence == (
        "2 份申报，填写用时中位数 1.5 分钟，预计 0.5 分钟。"
    )
    assert actual_burden(expected, []).sentence == "还没有填报用时的记录，无法统计实际用时。"
