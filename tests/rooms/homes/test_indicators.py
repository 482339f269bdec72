"""The figures of homes, each with its rows."""

from datetime import date
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.api import Happening, revoke_award
from gonghui.kernel.indicators.api import Question, figure, readds
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.homes.actions.pairings import Visit
from gonghui.rooms.homes.actions.ratings import close_rating, publish_rating
from gonghui.rooms.homes.api import begin_pairing, record_visit, tie_title
from gonghui.rooms.homes.enums import PlaceKind
from gonghui.rooms.homes.indicators import INDICATORS
from tests.factories.homes import make_place, make_rating, make_title, vote

pytestmark = pytest.mark.usefixtures("all_scope")
FIVE = Question(date(2022, 1, 1), date(2026, 12, 31))


def asked(key, question=FIVE):
    found = figure(f"homes.{key}", question)
    assert readds(found)
    return found


def parts(found) -> dict:
    return {part.label: part.value for part in found.parts}


def test_star_homes_are_split_by_kind_and_star_and_an_upgrade_counts_once(province):
    make_title(province.first, granted_on=date(2022, 5, 1), grade="三星级")
    make_title(province.first, granted_on=date(2024, 5, 1), grade="五星级")
    make_title(province.second, granted_on=date(2023, 5, 1), grade="三星级")
    make_title(province.physics, "star-small-home", granted_on=date(2023, 5, 1), grade="四星级")
    found = asked("star_homes")
    assert (found.value, parts(found)) == (
        3,
        {"全部称号": 3, "职工之家": 2, "职工小家": 1, "涉及工会": 3, "期末在册": 1}
        | {"五星级": 1, "四星级": 1, "三星级": 1},
    )


def test_star_homes_leave_out_guided_unions_starless_and_withdrawn(province):
    make_title(province.school, kept_by=province.federation)
    make_title(province.first, grade="合格")
    gone = make_title(province.second, granted_on=date(2023, 5, 1))
    revoke_award(
        actor=SYSTEM, award=gone, happening=Happening(on=date(2024, 1, 1), note="整改不力")
    )
    assert asked("star_homes").value == 0
    assert asked("star_homes", Question(FIVE.start, date(2023, 12, 31))).value == 1


def test_small_homes_and_stations_of_one_university_are_several(province):
    for name in ("物理学院教工小家", "化学学院教工小家"):
        on = {"granted_on": date(2023, 5, 1), "holder_name": name}
        make_title(province.first, "star-small-home", **on)
        make_title(province.first, "health-station", grade="", **on)
    assert (asked("star_homes").value, asked("health_stations").value) == (2, 2)


def test_union_renamed_between_two_stars_is_one_home(province):
    for year, name in ((2022, "示范学院工会"), (2024, "示范大学工会")):
        make_title(province.first, granted_on=date(year, 5, 1), holder_name=name)
    assert asked("star_homes").value == 1


def test_small_home_renamed_at_its_place_is_one(province):
    place = make_place(province.first, PlaceKind.SMALL_HOME)
    for year, name in ((2022, "物理系小家"), (2024, "物理学院小家")):
        on = date(year, 5, 1)
        award = make_title(province.first, "star-small-home", granted_on=on, holder_name=name)
        tie_title(actor=SYSTEM, place=place, award=award)
    assert asked("star_homes").value == 1


def test_named_before_the_period_is_in_force_and_not_counted(province):
    make_title(province.first, "nursing-room", grade="", granted_on=date(2019, 5, 1))
    found = asked("nursing_rooms")
    assert (found.value, parts(found)["期末在册"]) == (0, 1)


def test_rural_homes_by_year_and_city_without_city_lists(province):
    more = {"kept_by": province.federation, "grade": ""}
    make_title(province.school, "rural-home", granted_on=date(2023, 9, 1), **more)
    make_title(province.school, "rural-home", granted_on=date(2024, 9, 1), **more)
    make_title(province.suzhou, "rural-home", granted_on=date(2024, 9, 1), **more)
    make_title(province.suzhou, "rural-home-city", granted_on=date(2024, 3, 1), **more)
    found = asked("rural_homes")
    assert (found.value, parts(found)["2024 年"]) == (2, 2)


@pytest.mark.parametrize(
    ("key", "series"), [("health_stations", "health-station"), ("nursing_rooms", "nursing-room")]
)
def test_stations_and_rooms_count_titles_named_in_the_period(province, key, series):
    make_title(province.first, series, grade="", granted_on=date(2023, 1, 1))
    make_title(province.second, series, grade="", granted_on=date(2021, 1, 1))
    assert asked(key).value == 1


def rated(union, *overall):
    rating, users = make_rating(union, raters=len(overall) + 1)
    for user, answer in zip(users, overall, strict=False):
        vote(rating, user, answer)
    rating = close_rating(actor=SYSTEM, rating=rating)
    return publish_rating(actor=SYSTEM, rating=rating)


def test_ratings_are_pooled_with_the_mean_of_unions_beside(province):
    rated(province.first, *["satisfied"] * 5)
    rated(province.second, *["satisfied"] * 5, *["unsatisfied"] * 10)
    period = Question(FIVE.start, date(2099, 1, 1))
    rate, back = asked("rating_satisfied", period), asked("rating_return", period)
    assert (str(rate.value), str(parts(rate)["各工会平均"])) == ("50.00", "66.67")
    assert (str(back.value), parts(back)["应参评"]) == ("90.91", 22)
    assert (asked("rating_rounds", period).value, asked("rating_unions", period).value) == (2, 2)
    assert asked("rating_members", period).value == 20


def test_ratings_state_their_lines_and_how_many_reached_them(province):
    rated(province.first, *["satisfied"] * 5)
    rated(province.second, *["satisfied"] * 5, *["unsatisfied"] * 10)
    period = Question(FIVE.start, date(2099, 1, 1))
    lines = [part.value for part in asked("rating_satisfied", period).parts if "门槛" in part.label]
    assert (asked("rating_passed", period).value, lines) == (50, [80])


def test_pairings_count_those_in_force_and_what_was_brought(province):
    pair = begin_pairing(
        actor=SYSTEM, union=province.first, helped_name="示范村小", starts_on=date(2023, 3, 1)
    )
    visit = Visit(date(2023, 6, 1), "捐赠图书", persons=6, goods_fen=123_450, money_fen=50)
    record_visit(actor=SYSTEM, pairing=pair, visit=visit)
    found = {key: asked(key).value for key in ("pairings", "pairing_visits", "pairing_value")}
    assert found == {"pairings": 1, "pairing_visits": 1, "pairing_value": 1235}
    brought = parts(asked("pairing_value"))
    assert (brought["物资折款"], brought["资金"]) == (Decimal("1234.5"), Decimal("0.5"))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_figure_opens_without_records(province, indicator):
    assert asked(indicator.key.removeprefix("homes.")).value in (0, None)
