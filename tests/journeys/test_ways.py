"""The desk of appeals, stars on the ranking, the training of chosen teachers, at a desk and on a phone."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from gonghui.kernel.lib import scoping
from gonghui.rooms.homes.models import RatingRound
from gonghui.rooms.honours.models import Cultivation
from tests.factories.access import PASSWORD
from tests.factories.awards import make_award
from tests.factories.entries import fresh
from tests.factories.homes import vote
from tests.factories.unions import make_direct_union, make_province
from tests.journeys.conftest import enter
from tests.journeys.looking import look
from tests.walking.cast import Cast
from tests.walking.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def way(transactional_db):
    """A campaign to be planned, by the clock on the wall."""
    clock = SimpleNamespace(now=timezone.now(), today=timezone.localdate())
    return Way(Cast(make_province()), clock)


def press(page, name):
    """Send the form and wait for the next page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_appeal_goes_from_the_team_leader_to_the_committee(desk, picture, way):
    with scoping.everything("journey"):
        way.plan("skills_contest", keep=["职工组"], places={"职工组": 2}).open()
        first, second = way.cast.province.first, way.cast.province.second
        way.enter(first, "技测甲")
        way.enter(second, "技测乙")
        way.nominate().recommend().check().admit()
        way.mark("理论考试", "exam", {"技测甲": 80, "技测乙": 90})
        way.judge("实际操作", {"技测甲": "0.9", "技测乙": "0.8"})
        way.rank("ranking")
        way.begin("成绩公布和申诉")
        clerk, organiser = way.cast.clerk(second), way.cast.organiser
        case = fresh(way.entries["技测乙"]).case_id
    enter(desk, clerk.username, PASSWORD)
    desk.goto(reverse("casework:case-detail", args=[case]))
    look(desk, picture, "ways-appeal-entry", [1280])
    desk.get_by_role("link", name="提出申诉").click()
    desk.get_by_label("领队").fill("赵领队")
    desk.get_by_label("申诉事项和理由").fill("第三道焊缝漏评，评分表第 3 项为空。")
    look(desk, picture, "ways-appeal-file")
    press(desk, "提交申诉")
    assert desk.get_by_text("申诉已提交，由仲裁委员会裁决。").is_visible()

    desk.context.clear_cookies()
    enter(desk, organiser.username, PASSWORD)
    desk.goto(reverse("campaigns:appeals", args=[way.campaign.pk]))
    look(desk, picture, "ways-appeal-desk")
    desk.get_by_role("link", name="技测乙").click()
    desk.get_by_label("成立", exact=True).check()
    desk.get_by_label("须重新计分").check()
    desk.get_by_label("裁决理由").fill("经复核确有漏评。")
    desk.get_by_label("仲裁人员").fill("钱某、孙某")
    look(desk, picture, "ways-appeal-verdict")
    press(desk, "登记裁决")
    assert desk.get_by_text("申诉成立，请在“评审”中重新开放评分").is_visible()
    assert desk.problems == []


def test_stars_stand_beside_the_three_columns(desk, picture, way):
    with scoping.everything("journey"):
        unions = [
            make_direct_union(way.cast.federation, f"星测{sign}大学工会") for sign in "甲乙丙"
        ]
        raters = {union: way.cast.members(union, 6) for union in unions}
        way.plan("star_home", unit_publicity={"days": 1}).open([(union, 1) for union in unions])
        names = [way.enter(union, union.name).name for union in unions]
        way.hand_in(*names).agree(*names)
        way.walk_past_notices()
        way.recommend().check().admit()
        way.find_unmet(names[1], "legal")
        way.judge("现场检查", dict(zip(names, ("1", "1", "0.8"), strict=True)), judges=3)
        stage = way.begin("会员评家")
        for union, users in raters.items():
            rating = RatingRound.objects.get(union=union)
            for place, user in enumerate(users):
                vote(rating, user, "satisfied" if union != unions[2] or place else "unsatisfied")
        way.end(stage)
        way.rank("ranking")
    enter(desk, way.cast.organiser.username, PASSWORD)
    desk.goto(reverse("campaigns:standings", args=[way.campaign.pk]))
    cells = desk.locator("tbody tr").nth(1).locator("td").all_inner_texts()
    assert ("四星级" in cells, "不具备前提条件：取得工会法人资格" in cells) == (True, True)
    look(desk, picture, "ways-stars")
    assert desk.problems == []


def test_training_of_a_chosen_teacher_is_written_down(desk, picture, way):
    school = way.cast.province.school
    with scoping.everything("journey"):
        award = make_award(school, holder_name="乡测甲", prize_fen=1_000_000)
        facts = {"union": school, "name": "乡测甲", "school": "南京第一小学", "mentor": "导师李"}
        file = Cultivation.objects.create(award=award, promised_until=date(2030, 9, 1), **facts)
        file.records.create(
            kind="workshop", happened_on=date(2025, 9, 1), title="名师工作坊第一期", hours=12
        )
    enter(desk, way.cast.head(school).username, PASSWORD)
    desk.goto(reverse("honours:cultivation-list"))
    look(desk, picture, "ways-cultivation-list")
    desk.get_by_role("link", name="乡测甲").first.click()
    look(desk, picture, "ways-cultivation")
    desk.get_by_role("link", name="记培养记录").click()
    desk.get_by_label("内容").fill("听评课")
    desk.get_by_label("学时").fill("1.5")
    press(desk, "保存")
    assert desk.get_by_text("13.5 学时，2 次").is_visible()
    assert desk.problems == []
