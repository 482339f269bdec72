"""Grades of a list, for all groups or for one."""

from gonghui.engines.campaigns.rules.grades import grade_problems, grades_of_places

LINES = ["一等奖 1", "二等奖 2", "团队：优秀团队 2"]


def test_group_with_lines_of_its_own_has_no_others():
    assert grades_of_places(LINES, "个人") == ["一等奖", "二等奖", "二等奖"]
    assert grades_of_places(LINES, "团队") == ["优秀团队", "优秀团队"]


def test_lines_that_cannot_be_read_or_name_no_group_are_told():
    assert grade_problems(["一等奖", "班组：一等奖 2"], ["个人"]) == [
        "等次“一等奖”应写成“一等奖 10”。",
        "等次“班组：一等奖 2”所指的组别“班组”不存在。",
    ]
