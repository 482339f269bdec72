"""Star lines as a cadre writes them."""

from decimal import Decimal

import pytest

from gonghui.engines.campaigns.rules.stars import StarLine, quotas_of, read_lines


def test_lines_are_read_with_units_in_any_order_and_without_in_theirs():
    lines = read_lines(
        ["三星级 80", "五星级：94分，满意率90%，至多10个 legal,term", "四星级 88 85.5 20"]
    )
    assert lines == [
        StarLine(3, "五星级", Decimal(94), Decimal(90), ("legal", "term"), 10),
        StarLine(2, "四星级", Decimal(88), Decimal("85.5"), (), 20),
        StarLine(1, "三星级", Decimal(80)),
    ]
    assert quotas_of(lines) == {3: 10, 2: 20}


def test_line_may_bound_the_number_without_a_satisfaction():
    assert read_lines(["合格 80分 30个"]) == [StarLine(1, "合格", Decimal(80), None, (), 30)]


@pytest.mark.parametrize(
    "text", ["五星级", "94 90", "名称超过十六个字的星级线写不进名单的等次一栏 80"]
)
def test_line_without_name_or_points_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="应写成“五星级 94分 90% 10个”"):
        read_lines([text])


def test_two_lines_with_equal_points_are_refused():
    with pytest.raises(ValueError, match="星级线的分数不能相同。"):
        read_lines(["五星级 90", "四星级 90.0"])
