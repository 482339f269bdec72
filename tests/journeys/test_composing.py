"""A provincial cadre composes a campaign from a template and opens it; a university reads the call."""

import re

import pytest

from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.rules.programmes import ShippedProgramme, programmes
from gonghui.kernel.lib import dates
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.campaigns import programme
from tests.factories.people import make_members
from tests.factories.unions import make_province
from tests.journeys.conftest import enter, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def province():
    province = make_province()
    make_members(province.physics, 3)
    make_members(province.second, 1)
    make_cadre(province.federation, role="province_cadre", username="sheng")
    make_cadre(province.first, username="daxue")
    return province


@pytest.fixture
def medals():
    """The example programme, shipped under a name of its own while the journey lasts."""
    example = programme("may_day_medals")
    shipped = ShippedProgramme("journey_medals", example.path)
    shipped.__dict__["data"] = {**example.data, "name": "奖章和先锋号（示例）"}
    programmes.register(shipped.key, shipped)
    yield shipped
    del programmes._items[shipped.key]


def press(page, role, name, *, nth=0):
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).nth(nth).click()


def test_campaign_is_composed_and_opened(desk, phone, province, medals, picture):
    enter(desk, "sheng", PASSWORD)
    desk.goto("/campaigns/new/")
    picture(desk, "campaign-templates")
    press(desk, "link", medals.name)
    press(desk, "button", "建立草稿")
    picture(desk, "campaign-composer")

    _arrange(desk, picture)
    _share_places(desk, picture)
    desk.goto(desk.url.split("/quotas/")[0] + "/open/")
    picture(desk, "campaign-opening")
    press(desk, "button", "发布评选")
    picture(desk, "campaign-progress")

    campaign = Campaign.objects.get()
    assert campaign.plan["digest"]
    assert [stage["kind"] for stage in campaign.plan["stages"]][6:8] == [
        "opinions",
        "qualification",
    ]
    _read_call(phone, campaign, picture)
    assert (desk.problems, phone.problems) == ([], [])


def _arrange(page, picture):
    """Turn two stages round, and date all of them from today."""
    compose = page.url
    with page.expect_navigation():
        page.get_by_role("button", name="下移“资格审查”").click()
    page.goto(compose + "?tab=form")
    picture(page, "campaign-form")
    page.goto(compose.replace("/compose/", "/schedule/"))
    page.get_by_label("从哪一天开始").fill(dates.today().isoformat())
    press(page, "button", "保存")


def _share_places(page, picture):
    """Split the places of all three groups by members."""
    quotas = page.url.split("/compose/")[0] + "/quotas/"
    for group in ("五一劳动奖章", "工人先锋号", "竞赛获奖者"):
        page.goto(quotas)
        press(page, "link", re.compile(rf"按会员数分配\s*{group}"))
        press(page, "button", "分配")
    picture(page, "campaign-arithmetic")
    page.goto(quotas)
    picture(page, "campaign-quotas")


def _read_call(page, campaign, picture):
    """The university's cadre finds the call in the inbox, on a phone."""
    enter(page, "daxue", PASSWORD)
    page.goto(f"/campaigns/{campaign.pk}/call/")
    picture(page, "campaign-call-phone")
    assert page.get_by_role("heading", level=1).inner_text() == str(campaign)
    assert not scrolls_sideways(page)
