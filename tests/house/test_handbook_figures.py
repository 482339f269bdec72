"""Every row of "Figures this must be able to produce" in two handbook files is answered by indicators.

The rows are those of contests-and-honours.md §14 and homes-and-appraisal.md §15, in their order and
words. Whoever renames an indicator or drops one from the review sees here which line of the five-year
review goes without.
"""

import pytest

from gonghui.faces.review.chapters import CHAPTERS, keys_of
from gonghui.kernel.indicators.api import indicators

CONTESTS_14 = {
    "国防重点装备劳动竞赛首次列入省十大重点工程、全国引领性竞赛": ("contests.first_listings",),
    "11 个集体和个人获省以上五一劳动奖和工人先锋号": (
        "honours.contest_medals",
        "honours.high_medals",
    ),
    "3 项成果获十大科技创新成果、十大优秀专利": ("contests.top_results",),
    "81 个系统级创新工作室，其中 3 个入选省级": (
        "honours.studios_industry",
        "honours.studios_raised",
    ),
    "9 名选手摘得桂冠": ("contests.champions",),
    "96 位省以上劳模先进和抗疫典型": ("honours.model_workers",),
    "连续 4 年实施乡村优秀青年教师计划，360 名入选": (
        "honours.rural_teachers_years",
        "honours.rural_teachers",
    ),
    "三届演讲比赛；连续三年选树 20 名年度人物（团队）": (
        "contests.speech_editions",
        "honours.teachers_of_year_years",
        "honours.teachers_of_year",
    ),
    "11 名选手获全国青教赛一等奖，20 名获省以上奖章": (
        "contests.national_first",
        "contests.entrant_medals",
    ),
    "11 个厂务公开先进单位；全国优秀提案；财务先进连续五年；志愿服务": (
        "honours.open_affairs",
        "honours.national_proposals",
        "honours.finance_years",
        "honours.volunteer_awards",
    ),
    "49 家健康驿站、60 个星级之家、96 个乡村之家、32 个母婴室": (
        "homes.health_stations",
        "homes.star_homes",
        "homes.rural_homes",
        "homes.nursing_rooms",
    ),
}
HOMES_15 = {
    "直属基层工会建成 60 个星级职工之家（职工小家）": ("homes.star_homes",),
    "培树 96 个“五好”乡村教工之家": ("homes.rural_homes",),
    "三互三评，以会员评家为主要内容": (
        "homes.rating_rounds",
        "homes.rating_unions",
        "homes.rating_members",
        "homes.rating_return",
        "homes.rating_satisfied",
        "homes.rating_passed",
    ),
    "校（所）村共建活动": ("homes.pairings", "homes.pairing_visits", "homes.pairing_value"),
    "23 所宁外高校工会为定点联系单位": ("stewardship.contact_points",),
    "领导干部下基层调查研究": ("stewardship.visits", "stewardship.visit_days"),
    "2000 多名工会干部参加省级以上培训": ("learning.persons", "learning.person_times"),
    "11 个厂务公开先进单位": ("honours.open_affairs",),
    "巡视整改": (
        "stewardship.issues",
        "stewardship.issues_closed",
        "stewardship.issues_long_term",
        "stewardship.completion",
    ),
    "坚持“第一议题”制度": (
        "stewardship.first_agendas",
        "stewardship.first_agenda_share",
        "stewardship.first_agenda_themes",
    ),
    "连续五年被评为市级工会财务工作先进单位": ("honours.finance_years",),
}
ROWS = [*CONTESTS_14.items(), *HOMES_15.items()]


@pytest.mark.parametrize(("row", "keys"), ROWS, ids=[row for row, _keys in ROWS])
def test_row_of_the_handbook_is_answered(row, keys):
    missing = [key for key in keys if key not in indicators]

    assert missing == []


def test_every_answer_stands_in_the_review():
    printed = {key for each in CHAPTERS for line in each.sentences for key in keys_of(line)}
    answers = {key for _row, keys in ROWS for key in keys}

    assert sorted(answers - printed) == []


@pytest.mark.django_db
def test_every_answer_says_what_it_counts_and_opens():
    answers = [indicators.get(key) for key in sorted({key for _row, keys in ROWS for key in keys})]
    mute = [each.key for each in answers if len(each.definition) < 10 or not each.source]

    assert mute == []
    assert all(each.measure.row_sets() and each.columns for each in answers)


def test_both_sections_are_listed_whole():
    assert (len(CONTESTS_14), len(HOMES_15)) == (11, 11)
