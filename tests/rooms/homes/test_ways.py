"""The programmes of this room walked from the plan to the register and its figures."""

from datetime import date

import pytest

from gonghui.engines.campaigns.actions.checks import find_from_records
from gonghui.engines.campaigns.queries.slates import stars_by_entry
from gonghui.engines.campaigns.queries.standings import standings_of
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import change_union, start_term
from gonghui.rooms.homes.actions.ratings import close_rating, publish_rating
from gonghui.rooms.homes.actions.repeating import repeat_rating
from gonghui.rooms.homes.models import PlaceTitle, RatingRound
from tests.factories.entries import fresh
from tests.factories.homes import make_place, make_title, vote
from tests.factories.unions import make_direct_union, make_union, make_unit

ROUND = "会员评家"
SATISFIED, BASIC, UNSATISFIED = "satisfied", "basic", "unsatisfied"
TEN = [SATISFIED] * 10
NINE = [SATISFIED] * 8 + [BASIC, UNSATISFIED]
SEVEN = [SATISFIED] * 7 + [UNSATISFIED] * 3


@pytest.fixture
def unions(way):
    """Five universities with ten members each, whose accounts rate them."""
    federation = way.cast.federation
    found = [make_direct_union(federation, f"星测{sign}大学工会") for sign in "甲乙丙丁戊"]
    way.raters = {union: way.cast.members(union, 10) for union in found}
    return found


def rate(way, label, answers):
    """The members of each union answer in the round of the stage; the organiser closes it."""
    stage = way.begin(label)
    for union, given in answers.items():
        answer(way, RatingRound.objects.get(union=union, status="open"), given)
    way.end(stage)


def answer(way, rating, given):
    """The members of a union answer, as many as there are answers."""
    for user, each in zip(way.raters[rating.union], given, strict=False):
        vote(rating, user, each)


def apply_all(way, unions):
    """Every union fills in its self-check, agrees on it, posts it and hands it up; one comes back once."""
    names = [way.enter(union, union.name).name for union in unions]
    way.nominate(*names)
    way.return_once(names[0])
    way.recommend().check().admit()
    return names


def test_star_home_gives_the_highest_star_whose_lines_all_hold(way, unions):
    way.plan("star_home").open([(union, 1) for union in unions])
    home = make_place(unions[0])
    lower = make_title(unions[1], grade="三星级", granted_on=date(2023, 5, 1))
    first, second, third, fourth, fifth = apply_all(way, unions)
    way.find_unmet(fifth, "legal")
    shares = {first: "1", second: ["0.9", "0.9", "0.96"], third: "0.8", fourth: "1", fifth: "1"}
    more = {first: {"innovation": "5"}, fourth: {"accident": "1"}}
    way.judge("现场检查", shares, judges=3, more=more)
    answers = [TEN, NINE, SEVEN, TEN, TEN[:6]]
    rate(way, ROUND, dict(zip(unions, answers, strict=True)))
    way.rank("ranking")

    # 90 + 5 and all of 10; mean of 81, 81 and 86.4 and nine tenths; 72 and seven tenths; 90 + 10
    assert way.standing() == {
        first: (1, "105.00"),
        fourth: (2, "100.00"),
        fifth: (2, "100.00"),
        second: (4, "91.80"),
        third: (5, "79.00"),
    }
    assert way.propose() == {first: "五星级", second: "四星级", fifth: "四星级"}
    headings = ("自查", "现场检查", "会员评家", "满意率", "参评率", "总分")
    assert standings_of(way.campaign).headings == headings
    stars = {each.entry.name: each for each in stars_by_entry(way.campaign).values()}
    assert stars[second].columns.as_json() == {
        "own": "95",
        "panel": "82.8",
        "members": "9",
        "total": "91.8",
        "satisfaction": "90",
        "turnout": "100",
    }
    assert {name: stars[name].why for name in (third, fourth, fifth)} == {
        third: ("得分 79，低于 80", "会员满意率 70%，低于 80%"),
        fourth: ("有一票否决事项",),
        fifth: ("不具备前提条件：取得工会法人资格",),
    }

    awards = way.award_all()
    assert [(each.holder_name, each.grade, each.series.key) for each in awards] == [
        (first, "五星级", "star-home"),
        (fifth, "四星级", "star-home"),
        (second, "四星级", "star-home"),
    ]
    assert awards[0].facts["scores"]["panel"] == "95"
    assert [tie.award for tie in PlaceTitle.objects.filter(place=home)] == [awards[0]]
    lower.refresh_from_db()
    assert (lower.status, lower.ended_on) == ("ended", way.clock.today)
    assert (way.figure("homes.star_homes"), way.figure("homes.rating_unions")) == (3, 5)
    assert way.archive().status == "archived"


def test_star_waits_for_the_second_round_where_too_few_members_rated(way, unions):
    way.plan("star_home").open([(unions[0], 1)])
    (name,) = apply_all(way, unions[:1])
    way.judge("现场检查", {name: "1"}, judges=3)
    rate(way, ROUND, {unions[0]: TEN[:5]})
    way.rank("ranking", allow_missing=True)

    (only,) = stars_by_entry(way.campaign).values()
    assert (only.star, only.why[0]) == ("", "参评率 50%，低于 60%")

    first = RatingRound.objects.get()
    again = repeat_rating(actor=way.cast.head(unions[0]), rating=first, days=7)
    answer(way, again, TEN)
    publish_rating(actor=SYSTEM, rating=close_rating(actor=SYSTEM, rating=again))
    way.rank("ranking", reason="会员评家重新测评")

    (only,) = stars_by_entry(way.campaign).values()
    assert (first.status, only.star, only.columns.as_json()["turnout"]) == ("void", "五星级", "100")


def test_better_ranked_keep_a_star_of_which_there_are_few(way, unions):
    lines = ["五星级 94分 90% 1个", "四星级 88分 85% 1个", "三星级 80分"]
    way.plan("star_home", slate={"star_lines": lines}).open([(each, 1) for each in unions[:3]])
    names = apply_all(way, unions[:3])
    way.judge("现场检查", dict(zip(names, ("1", "0.99", "0.98"), strict=True)), judges=3)
    rate(way, ROUND, dict.fromkeys(unions[:3], TEN))
    way.rank("ranking")

    assert list(way.propose().values()) == ["五星级", "四星级", "三星级"]
    assert [each.why for each in stars_by_entry(way.campaign).values()] == [
        (),
        ("名额已满",),
        ("名额已满",),
    ]


def test_higher_star_stands_when_a_lower_one_is_given_later(way, unions):
    higher = make_title(unions[0], grade="五星级", granted_on=date(2025, 5, 1))
    way.plan("star_home").open([(unions[0], 1)])
    (name,) = apply_all(way, unions[:1])
    way.judge("现场检查", {name: "0.8"}, judges=3)
    rate(way, ROUND, {unions[0]: TEN})
    way.rank("ranking")
    way.propose()
    way.award_all()

    higher.refresh_from_db()
    assert (higher.status, way.awards()[0].grade) == ("active", "三星级")


def test_rural_home_climbs_from_the_school_over_the_city(way):
    schools = way.cast.province.school, make_school(way, way.cast.province.suzhou, "苏州第二小学")
    way.raters = {school: way.cast.members(school, 10) for school in schools}
    cities = way.cast.province.nanjing, way.cast.province.suzhou
    way.plan("rural_home").open([(city, 2) for city in cities])
    first, second = apply_all(way, schools)
    assert [each.union for each in way.entries[first].endorsements.all()] == [cities[0]]
    way.judge("实地查看", {first: "0.9", second: "0.7"}, judges=3)
    rate(way, "教职工测评", {schools[0]: NINE, schools[1]: SEVEN})
    way.rank("ranking")

    # four fifths of 90 and one fifth of 90; four fifths of 70 and one fifth of 70: below the line of 80
    assert way.standing() == {first: (1, "90.00"), second: (2, "70.00")}
    assert way.propose() == {first: ""}
    assert [each.holder_name for each in way.award_all()] == [first]
    assert way.figure("homes.rural_homes") == 1
    assert way.states() == {first: "awarded", second: "not_selected"}
    assert way.archive().status == "archived"


def make_school(way, city, name):
    return make_union(f"{name}工会", upper=city, units=[make_unit(name, region_code="320505")])


@pytest.mark.parametrize(
    ("key", "kind", "figure"),
    [
        ("health_station", "health_station", "homes.health_stations"),
        ("nursing_room", "nursing_room", "homes.nursing_rooms"),
    ],
)
def test_place_that_passes_its_inspection_is_named_and_counted(way, key, kind, figure):
    first, second = way.cast.province.first, way.cast.province.second
    door = make_place(first, kind)
    way.plan(key).open()
    for union, name in ((first, "东校区站点"), (second, "西校区站点"), (second, "南校区站点")):
        way.enter(union, name)
    way.nominate().return_once("东校区站点").recommend().check().admit()
    shares = {"东校区站点": ["0.9", "1", "0.8"], "西校区站点": "0.8", "南校区站点": "0.79"}
    way.judge("现场验收", shares, judges=3)
    way.rank("ranking")

    assert way.standing() == {
        "东校区站点": (1, "90.00"),
        "西校区站点": (2, "80.00"),
        "南校区站点": (3, "79.00"),
    }
    assert way.propose() == {"东校区站点": "", "西校区站点": ""}
    awards = way.award_all()
    assert [(each.holder_name, each.holder_union) for each in awards] == [
        ("东校区站点", first),
        ("西校区站点", second),
    ]
    assert [tie.award for tie in PlaceTitle.objects.filter(place=door)] == [awards[0]]
    assert way.figure(figure) == 2
    assert way.archive().status == "archived"


def test_term_and_legal_person_are_answered_by_the_records_and_an_officer_is_heard(way, unions):
    first, second = unions[:2]
    start_term(actor=SYSTEM, union=first, years=5, started_on=date(2023, 1, 1))
    change_union(actor=SYSTEM, union=first, legal_person=True, certificate_no="法证1号")
    start_term(actor=SYSTEM, union=second, years=3, started_on=date(2020, 1, 1))
    way.plan("star_home").open([(union, 1) for union in unions[:2]])
    names = [way.enter(union, union.name).name for union in unions[:2]]
    way.nominate(*names).recommend()
    way.begin("qualification")
    way.find_unmet(names[1], "legal", note="证书已注销")
    count = find_from_records(
        actor=way.cast.organiser, campaign=way.campaign, entries=way.entries.values()
    )
    found = {
        (name, finding.rule.code): (finding.passed, finding.note)
        for name, entry in way.entries.items()
        for finding in fresh(entry).findings.select_related("rule")
    }
    assert count == 3
    assert found == {
        (names[0], "term"): (True, "台账：第1届，任期至 2028-01-01。"),
        (names[0], "legal"): (True, "台账：法证1号"),
        (names[1], "term"): (False, "台账：第1届已于 2023-01-01 届满，尚未换届。"),
        (names[1], "legal"): (False, "证书已注销"),
    }
