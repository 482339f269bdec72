"""How an award is called with its grade."""

import pytest

from gonghui.engines.campaigns.rules.awards import called


@pytest.mark.parametrize(
    ("title", "grade", "expected"),
    [
        ("高校青年教师教学竞赛", "一等奖", "高校青年教师教学竞赛一等奖"),
        ("星级职工之家", "五星级", "星级职工之家（五星级）"),
        ("五一劳动奖章", "", "五一劳动奖章"),
    ],
)
def test_prize_follows_its_contest_and_a_degree_stands_in_brackets(title, grade, expected):
    assert called(title, grade) == expected
