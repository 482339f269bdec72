"""How editions of a call are told apart."""

import pytest

from gonghui.engines.campaigns.rules.editions import edition_of, title_for


@pytest.mark.parametrize(
    ("edition", "title", "kept"),
    [
        ("", "省五一劳动奖章推荐评选", "2026年度"),
        (" ", "省五一劳动奖章推荐评选", "2026年度"),
        ("第三届", "教师演讲比赛", "第三届"),
        (" 第三届 ", "教师演讲比赛", "第三届"),
        ("2025年度", "教师演讲比赛", "2026年度"),
        ("2025年", "教师演讲比赛", "2026年度"),
        ("", "2026年教师演讲比赛", ""),
        ("2026年度", "2026年教师演讲比赛", ""),
        ("2025年秋季", "教师演讲比赛", "2025年秋季"),
    ],
)
def test_edition_is_as_said_else_the_year(edition, title, kept):
    assert edition_of(edition, 2026, title) == kept


@pytest.mark.parametrize(
    ("title", "turned"),
    [
        ("2025年教师演讲比赛", "2026年教师演讲比赛"),
        ("教师演讲比赛", "教师演讲比赛"),
        ("“十四五”2025年收官竞赛", "“十四五”2025年收官竞赛"),
    ],
)
def test_title_of_an_older_campaign_turns_to_the_year(title, turned):
    assert title_for(title, 2026) == turned
