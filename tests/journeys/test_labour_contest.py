"""A university proposes and plans a labour contest; desk and phone show how one under way stands."""

from datetime import date

import pytest

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.contests.actions.progress import reach_milestone
from gonghui.rooms.contests.queries.labour import case_of
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.contests import make_running
from tests.factories.unions import make_province
from tests.journeys.conftest import enter, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def province():
    found = make_province()
    make_cadre(found.federation, role="province_cadre", username="sheng")
    make_cadre(found.first, username="daxue")
    return found


def fill(page, **values):
    for label, value in values.items():
        page.get_by_label(label, exact=False).first.fill(value)


def press(page, role, name):
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def test_contest_is_proposed_and_planned(desk, province, picture):
    enter(desk, "daxue", PASSWORD)
    desk.goto("/contests/labour/")
    picture(desk, "labour-empty")
    desk.goto("/contests/labour/new/")
    fill(desk, 竞赛名称="示范装置劳动竞赛", 主办单位="示范研究院", 领域="国防装备")
    desk.get_by_label("所在工程").fill("示范装置")
    fill(desk, 计划开始="2025-01-02", 计划结束="2025-12-31")
    picture(desk, "labour-form")
    press(desk, "button", "保存")
    press(desk, "link", "增加节点")
    fill(desk, 节点="首件下线", 计划日期="2025-03-03")
    press(desk, "button", "保存")
    press(desk, "link", "增加比保项目")
    fill(desk, 项目="比质量")
    desk.get_by_label("权重").fill("100")
    press(desk, "button", "保存")
    picture(desk, "labour-planned")
    assert desk.get_by_text("比 · 比质量").count() == 1
    assert desk.problems == []


def test_contest_under_way_is_read_on_the_desk_and_on_the_phone(desk, phone, province, picture):
    contest = make_running(province.first)
    with scoping.everything("journey"):
        node = contest.milestones.first()
        reach_milestone(actor=SYSTEM, milestone=node, actual_on=date(2025, 3, 6))
        case = case_of(contest)
    for page in (desk, phone):
        enter(page, "daxue", PASSWORD)
        page.goto("/contests/labour/")
        picture(page, f"labour-list-{page.viewport_size['width']}")
        assert not scrolls_sideways(page)
        page.goto(f"/cases/{case.pk}/")
        picture(page, f"labour-case-{page.viewport_size['width']}")
        assert page.get_by_text("延误 3 个工作日").count() == 1
        assert not scrolls_sideways(page)
        assert page.problems == []
