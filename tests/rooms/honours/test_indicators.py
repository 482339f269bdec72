"""The figures of honours, each with its rows."""

from datetime import date

import pytest

from gonghui.engines.campaigns.api import Happening, revoke_award, title_of
from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.actions.studios import change_studio, found_studio, name_studio
from gonghui.rooms.honours.api import known_series
from gonghui.rooms.honours.indicators import INDICATORS
from tests.factories.awards import make_award, make_series
from tests.factories.people import make_person

pytestmark = pytest.mark.usefixtures("all_scope")
OLD = date(2015, 1, 1)
FIVE = Question(date(2020, 1, 1), date(2024, 12, 31))


def give(union, key, on, **more):
    series = known_series(actor=SYSTEM, key=key)
    return make_award(union, series, granted_on=on, **more)


def value(key, question=FIVE):
    found = figure(f"honours.{key}", question)
    assert readds(found)
    return found.value


def parts(key, question=FIVE):
    return {part.label: part.value for part in figure(f"honours.{key}", question).parts}


def test_studio_raised_to_provincial_counts_once_per_level(province):
    name = {"holder_name": "王测创新工作室"}
    give(province.first, "studio-industry", date(2021, 5, 1), **name)
    give(province.first, "studio-province", date(2023, 5, 1), **name)
    give(province.second, "studio-industry", date(2019, 5, 1))
    give(province.second, "studio-unit", date(2022, 5, 1))
    found = {
        key: value(key) for key in ("studios_industry", "studios_province", "studios_in_force")
    }
    assert found == {"studios_industry": 1, "studios_province": 1, "studios_in_force": 3}


def test_medals_are_split_into_collectives_and_persons(province):
    give(province.first, "may-day-medal-province", date(2021, 4, 28))
    give(province.first, "may-day-certificate-nation", date(2022, 4, 28))
    give(province.first, "pioneer-province", date(2022, 4, 28), facts={"contest": "重点工程竞赛"})
    gone = give(province.first, "may-day-medal-nation", date(2022, 4, 28))
    revoke_award(actor=SYSTEM, award=gone, happening=Happening(on=date(2023, 1, 1), note="受处分"))
    found = figure("honours.high_medals", FIVE)
    assert (found.value, {part.label: part.value for part in found.parts}) == (
        3,
        {"个人": 1, "集体": 2},
    )
    assert value("contest_medals") == 1


def test_medals_of_another_tree_are_left_out(province):
    give(province.first, "may-day-medal-province", date(2021, 4, 28))
    below = Question(FIVE.start, FIVE.end, province.second.path)
    assert (value("high_medals"), value("high_medals", below)) == (1, 0)


def test_person_with_two_honours_is_one_model_worker(province):
    person = make_person("赵测丙")
    give(province.first, "model-worker-province", date(2020, 11, 1), person=person)
    give(province.second, "epidemic-example-province", date(2020, 12, 1), person=person)
    give(province.second, "advanced-worker-nation", date(2020, 12, 1), holder_name="钱测丁")
    assert (value("model_workers"), parts("model_workers")) == (
        2,
        {"荣誉": 3, "劳模先进": 2, "抗疫典型": 1, "仅有姓名、未对应到会员": 1},
    )


def test_studio_is_raised_only_where_it_bears_the_industry_title(province):
    name = {"holder_name": "王测创新工作室"}
    give(province.first, "studio-industry", date(2018, 5, 1), **name)
    give(province.first, "studio-province", date(2023, 5, 1), **name)
    give(province.second, "studio-province", date(2023, 5, 1), **name)
    assert (value("studios_province"), value("studios_raised")) == (2, 1)


def test_studio_raised_under_another_name_is_known_by_its_record(province):
    studio = found_studio(
        actor=SYSTEM, union=province.first, name="王测工作室", leader_name="王测甲", founded_on=OLD
    )
    given = {"actor": SYSTEM, "kept_by": province.federation, "granted_on": date(2022, 5, 1)}
    for tier in ("studio-unit", "studio-industry"):
        name_studio(studio=studio, series_key=tier, **given)
    change_studio(actor=SYSTEM, studio=studio, name="王测甲创新工作室")
    name_studio(studio=studio, series_key="studio-province", **given)
    assert value("studios_raised") == 1


def test_studio_named_again_at_one_level_is_one_studio(province):
    for year in (2021, 2024):
        give(province.first, "studio-industry", date(year, 5, 1), holder_name="王测创新工作室")
    assert (value("studios_industry"), parts("studios_industry")) == (1, {"命名": 2})


def test_medals_of_contests_are_split_into_collectives_and_persons(province):
    won = {"facts": {"contest": "重点装备竞赛"}}
    give(province.first, "may-day-medal-province", date(2021, 4, 28), **won)
    give(province.first, "pioneer-nation", date(2022, 4, 28), **won)
    give(province.first, "pioneer-province", date(2022, 4, 28))
    assert (value("contest_medals"), parts("contest_medals")) == (2, {"个人": 1, "集体": 1})


def test_finance_award_counts_years_of_the_asked_union_without_a_gap(province):
    for year in (2020, 2022, 2023, 2024):
        give(province.federation, "finance-award", date(year, 12, 1), holder_kind="union")
    give(province.first, "finance-award", date(2021, 12, 1), holder_kind="union")
    own = Question(FIVE.start, FIVE.end, province.first.path)
    assert (value("finance_years"), parts("finance_years")) == (
        3,
        {"获评": 3, "自": 2022, "至": 2024},
    )
    assert value("finance_years", own) == 1


def test_finance_award_of_the_province_is_another_title(province):
    give(province.federation, "finance-award-province", date(2024, 12, 1), holder_kind="union")
    assert value("finance_years") == 0


def test_proposals_of_the_nation_and_awards_of_volunteers(province):
    give(province.first, "delegate-proposal-nation", date(2021, 5, 1), holder_name="改进食堂")
    give(province.first, "delegate-proposal-province", date(2021, 5, 1), holder_name="增设电桩")
    give(province.federation, "volunteer-team", date(2021, 12, 1), holder_name="青教志愿团队")
    give(province.federation, "volunteer-award", date(2022, 3, 1), holder_name="青教志愿团队")
    assert (value("national_proposals"), value("volunteer_awards")) == (1, 2)
    assert parts("volunteer_awards")["省志愿服务奖"] == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("第六届江苏省志愿服务铜奖", "volunteer-award"),
        ("2021年度江苏省职工志愿服务先进集体", "volunteer-team"),
        ("全国优秀职工代表提案", "delegate-proposal-nation"),
        ("市级工会财务工作先进单位", "finance-award"),
    ],
)
def test_title_of_a_register_is_known(text, key):
    assert title_of(text).key == key


def test_yearly_plan_counts_persons_and_years_without_a_gap(province):
    series = make_series("培养奖励计划", key="rural-teacher-plan")
    person = make_person("赵测丙")
    for year in (2021, 2022, 2024):
        make_award(province.first, series, granted_on=date(year, 9, 1), person=person)
    make_award(province.first, series, granted_on=date(2022, 9, 1), holder_name="钱测丁")
    assert (value("rural_teachers"), value("rural_teachers_years")) == (2, 2)


def test_teachers_of_the_year_count_persons_and_teams_without_nominations(province):
    series = make_series("教师年度人物", key="teacher-of-the-year")
    for year, kind, grade in (
        (2022, "person", "年度人物"),
        (2023, "team", "年度人物"),
        (2024, "person", "年度人物提名"),
    ):
        on = date(year, 9, 5)
        make_award(province.first, series, granted_on=on, holder_kind=kind, grade=grade)
    assert (value("teachers_of_year"), value("teachers_of_year_years")) == (2, 2)
    assert parts("teachers_of_year") == {"入选": 2, "个人": 1, "团队": 1}


def test_direct_unit_advanced_twice_is_one_unit_and_guided_ones_stand_apart(province):
    for year, name in ((2021, "示范大学"), (2023, "示范大学工会")):
        give(province.first, "open-affairs-province", date(year, 1, 1), holder_name=name)
    give(province.school, "open-affairs-province", date(2023, 1, 1))
    assert (value("open_affairs"), parts("open_affairs")) == (
        1,
        {"获评": 2, "系统内其他工会获评": 1},
    )


def test_awards_by_level_add_up(province):
    give(province.first, "studio-industry", date(2021, 5, 1))
    give(province.first, "may-day-medal-nation", date(2021, 5, 1))
    found = figure("honours.awards_given", FIVE)
    assert (found.value, {part.label: part.value for part in found.parts}) == (
        2,
        {"国家级": 1, "省教科技系统级": 1},
    )


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_figure_is_empty_without_awards_and_opens(province, indicator):
    assert value(indicator.key.removeprefix("honours.")) == 0
