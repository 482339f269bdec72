"""Judges on a tablet that loses its connection, one recused, until anyone recomputes the ranking."""

import pytest

from gonghui.engines.campaigns.actions.panels import seat_judge
from gonghui.engines.campaigns.models import ScoreSheet
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.judging import make_judge, make_scene
from tests.journeys.conftest import open_page
from tests.journeys.looking import barriers
from tests.journeys.test_founding import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


@pytest.fixture
def scene():
    with scoping.everything("scene"):
        scene = make_scene(is_open=False)
        scene.colleague = make_judge(scene.federation, scene.unions[0], "平测戊")
        scene.colleague_seat = seat_judge(
            actor=SYSTEM, panel=scene.panel, expert=scene.colleague.expert
        )
        scene.cadre = make_cadre(scene.federation, "province_cadre", display_name="省干部")
        scene.numbers = sorted(entry.candidate_no for entry in scene.entries)
        return scene


@pytest.fixture
def tablet(browser, live_server):
    page = open_page(browser, live_server.url, **TABLET)
    yield page
    page.context.close()


def press(page, label):
    """Press what carries the label and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").locator("a, button").filter(has_text=label).first.click()


def fill(page, *points):
    """Type points into the items of the sheet, in their order."""
    for field, value in zip(page.locator(".points input").all(), points, strict=False):
        field.fill(str(value))


def score_everything(page, scene, judge, first):
    """A judge pledges and hands in every number, from high points down."""
    sign_in(page, scene.judges[judge].user)
    page.goto(f"/campaigns/expert/{scene.seats[judge].pk}/")
    press(page, "我已阅读并承诺")
    for place, number in enumerate(scene.numbers):
        page.goto(f"/campaigns/expert/{scene.seats[judge].pk}/{number}/")
        fill(page, 18, first - place, 15)
        press(page, "提交评分")


def test_panel_judges_through_a_lost_connection_and_anyone_recomputes(
    tablet, desk, phone, scene, picture
):
    sign_in(desk, scene.cadre)
    desk.goto(f"/campaigns/panels/{scene.panel.pk}/")
    picture(desk, "judging-panel")
    press(desk, "开放评分")

    sign_in(tablet, scene.judges[0].user)
    tablet.goto("/expert/")
    press(tablet, "文科评审组")
    press(tablet, "我已阅读并承诺")
    picture(tablet, "judging-seat")
    tablet.goto(f"/campaigns/expert/{scene.seats[0].pk}/{scene.numbers[0]}/")
    assert barriers(tablet) == []
    tablet.context.set_offline(True)
    fill(tablet, 19, 50, 16)
    tablet.get_by_text("网络中断，评分已存在本机，连上后自动上传。").wait_for()
    picture(tablet, "judging-sheet-offline")
    tablet.context.set_offline(False)
    tablet.get_by_text("已保存，尚未提交。").wait_for()
    kept = ScoreSheet.objects.get().points
    press(tablet, "提交评分")
    picture(tablet, "judging-sheet-next")
    for number, points in zip(scene.numbers[1:], (55, 40), strict=True):
        tablet.goto(f"/campaigns/expert/{scene.seats[0].pk}/{number}/")
        fill(tablet, 18, points, 15)
        press(tablet, "提交评分")
    score_everything(tablet, scene, 1, 52)
    score_everything(tablet, scene, 2, 54)

    sign_in(tablet, scene.colleague.user)
    tablet.goto(f"/campaigns/expert/{scene.colleague_seat.pk}/")
    press(tablet, "我已阅读并承诺")
    offered = tablet.locator(".number-list .row-title").all_inner_texts()
    barred = scene.entries[0].candidate_no
    for number in (each for each in scene.numbers if each != barred):
        tablet.goto(f"/campaigns/expert/{scene.colleague_seat.pk}/{number}/")
        fill(tablet, 18, 50, 15)
        press(tablet, "提交评分")

    desk.goto(f"/campaigns/{scene.campaign.pk}/judging/")
    press(desk, "封存并排名")
    press(desk, "封存并排名")
    picture(desk, "judging-desk")
    press(desk, "公布得分表")
    press(desk, "查看得分表")
    address = desk.url
    phone.goto(address)
    phone.locator("details summary").first.click()
    picture(phone, "judging-published-phone")

    assert kept == {"aim": "19", "course": "50", "craft": "16"}
    assert offered == [f"{number} 号" for number in scene.numbers if number != barred]
    assert phone.get_by_text("名次与封存的完全一致").count() == 1
    assert [page.problems for page in (desk, phone)] == [[], []]
