"""The figures of contests, each with its rows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.contests.actions.labour import list_contest
from gonghui.rooms.contests.actions.results import record_result
from gonghui.rooms.contests.api import known_results
from gonghui.rooms.contests.indicators import INDICATORS
from tests.factories.awards import make_award, make_series
from tests.factories.contests import finish, make_running
from tests.factories.people import make_person

pytestmark = pytest.mark.usefixtures("all_scope")
FIVE = Question(date(2021, 1, 1), date(2025, 12, 31))
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def give(union, key, on, **more):
    series = known_results(actor=SYSTEM, key=key)
    return make_award(union, series, granted_on=on, **more)


def value(key, question=FIVE):
    found = figure(f"contests.{key}", question)
    assert readds(found)
    return found.value


def parts(key, question=FIVE):
    return {part.label: part.value for part in figure(f"contests.{key}", question).parts}


def test_first_listing_is_the_first_of_its_sector_on_each_list(province):
    contest, second = make_running(province.first), make_running(province.second)
    other = make_running(province.second, sector="交通")
    for which, kind, on in (
        (contest, "province", date(2025, 2, 5)),
        (second, "province", date(2025, 3, 5)),
        (second, "nation", date(2025, 3, 6)),
        (other, "province", date(2025, 4, 7)),
    ):
        list_contest(actor=SYSTEM, contest=which, kind=kind, listed_on=on)
    found = figure("contests.first_listings", FIVE)
    assert (found.value, {part.label: part.value for part in found.parts}) == (
        3,
        {"省十大重点工程劳动竞赛": 2, "全国引领性劳动和技能竞赛": 1},
    )
    assert value("first_listings", Question(FIVE.start, FIVE.end, province.first.path)) == 1
    assert value("labour_contests") == 3


def test_nodes_in_time_are_a_share_of_those_due(province):
    finish(make_running(province.first))
    make_running(province.second)
    assert value("milestones_on_time") == 50


def test_champion_of_two_contests_is_one_person(province):
    person = make_person("赵测丙")
    give(province.first, "skills-contest", date(2023, 6, 1), person=person, rank=1)
    give(province.first, "skills-contest-nation", date(2024, 6, 3), person=person, rank=1)
    give(province.second, "youth-teaching-contest", date(2024, 6, 3), rank=1, holder_name="钱测丁")
    give(province.second, "youth-teaching-contest", date(2024, 6, 3), rank=2, holder_name="孙测戊")
    give(province.second, "ten-patents", date(2024, 6, 3), rank=1, holder_name="一种装置")
    assert (value("champions"), value("top_results")) == (2, 1)


def test_champions_by_kind_of_contest_and_those_known_by_name_only(province):
    person = make_person("赵测丙")
    give(province.first, "skills-contest", date(2023, 6, 1), person=person, rank=1)
    give(province.first, "skills-contest-nation", date(2024, 6, 3), person=person, grade="冠军")
    give(province.first, "skills-contest-province", date(2024, 6, 3), holder_name="钱测丁", rank=1)
    give(province.first, "skills-contest", date(2024, 6, 3), rank=1, holder_kind="team")
    assert parts("champions") == {
        "第一名": 3,
        "省级以上职业技能竞赛": 2,
        "系统职业技能竞赛": 1,
        "仅有姓名、未对应到会员": 1,
    }


def test_results_are_split_into_innovations_and_patents(province):
    for key in ("ten-innovation-results", "ten-innovation-results", "ten-patents"):
        give(province.first, key, date(2024, 6, 3), holder_name=f"成果{key}")
    assert (value("top_results"), parts("top_results")) == (
        3,
        {"十大科技创新成果": 2, "十大优秀专利": 1},
    )


def test_first_prizes_and_medals_count_persons(province):
    medal = make_series("省五一劳动奖章", key="may-day-medal-province")
    person = make_person("赵测丙")
    for year in (2022, 2024):
        on = date(year, 9, 1)
        more = {"person": person, "grade": "一等奖"}
        give(province.first, "school-teaching-contest-nation", on, **more)
        make_award(province.first, medal, person=person, granted_on=date(year + 1, 4, 28))
    assert (value("national_first"), value("entrant_medals")) == (1, 1)


def test_contest_of_another_union_is_earlier_though_it_is_out_of_sight(province):
    second, first = make_running(province.first), make_running(province.second)
    list_contest(actor=SYSTEM, contest=first, kind="nation", listed_on=date(2025, 2, 5))
    list_contest(actor=SYSTEM, contest=second, kind="nation", listed_on=date(2025, 3, 5))
    with scoping.active(scoping.Scope(paths=(province.first.path,))):
        own = Question(FIVE.start, FIVE.end, province.first.path)
        assert value("first_listings", own) == 0


def test_prizes_of_one_year_are_one_edition(province):
    for year in (2021, 2021, 2023, 2025):
        give(province.first, "speech-contest", date(year, 6, 1), grade="一等奖")
    assert value("speech_editions") == 3


def test_medals_count_only_of_persons_who_stood_in_a_teaching_contest_before(province):
    medal = make_series("省五一劳动奖章", key="may-day-medal-province")
    winner, stranger, later = (make_person(name) for name in ("周测一", "吴测二", "郑测三"))
    give(province.first, "youth-teaching-contest", date(2022, 6, 1), person=winner)
    give(province.first, "youth-teaching-contest", date(2025, 6, 1), person=later)
    for person in (winner, stranger, later):
        make_award(province.first, medal, person=person, granted_on=date(2023, 4, 28))
    assert value("entrant_medals") == 1


def test_outside_result_needs_its_proof_and_is_counted(province):
    facts = {
        "actor": province.cadre,
        "kept_by": province.federation,
        "union": province.first,
        "contest": "youth-teaching-contest-nation",
        "holder_name": "李测甲",
        "granted_on": date(2024, 9, 2),
        "grade": "一等奖",
        "rank": 1,
    }
    with pytest.raises(ValidationError, match="成绩证明"):
        record_result(**facts, evidence=None)
    paper = SimpleUploadedFile("cert.pdf", PDF, content_type="application/pdf")
    award = record_result(**facts, evidence=paper)
    assert (award.source, award.honour_level, award.evidence.purpose) == (
        "external",
        70,
        "contests.result",
    )
    assert (value("national_first"), value("champions")) == (1, 1)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_figure_opens_without_rows(province, indicator):
    assert value(indicator.key.removeprefix("contests.")) in (0, None)
