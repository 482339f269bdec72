"""A judging stage ends though sheets are missing; a union finds what came back and what it has to finish."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from gonghui.engines.campaigns.models import Entry, Panel
from gonghui.kernel.lib import scoping
from tests.factories import people
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, make_entry, step
from tests.factories.unions import make_province
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


def test_stage_ends_for_a_reason_when_sheets_are_missing(desk, picture, way):
    with scoping.everything("journey"):
        way.plan("skills_contest", keep=["职工组"], places={"职工组": 2}).open()
        way.enter(way.cast.province.first, "技测甲")
        way.enter(way.cast.province.second, "技测乙")
        way.nominate().recommend().check().admit()
        way.score(way.form_panel("实际操作"), {"技测甲": "0.9"})
    enter(desk, way.cast.organiser.username, PASSWORD)
    desk.goto(f"/campaigns/{way.campaign.pk}/")
    with desk.expect_navigation():
        desk.locator(".way-tools button").filter(has_text="结束“实际操作”").click()
    assert "还缺 5 份评分，1 个参评对象评分不齐。" in desk.inner_text("main")
    look(desk, picture, "stage-short")
    close = desk.url
    desk.goto(f"/campaigns/panels/{Panel.objects.get().pk}/")
    with desk.expect_navigation():
        desk.get_by_role("link", name="不再评分").last.click()
    look(desk, picture, "seat-excuse")
    desk.get_by_label("原因").fill("评委住院")
    with desk.expect_navigation():
        desk.get_by_role("button", name="不再评分").click()
    assert "评委 E 免评 1 份。" in desk.inner_text("body")
    look(desk, picture, "seat-excused")
    desk.goto(close)
    assert "还缺 4 份评分，1 个参评对象评分不齐。" in desk.inner_text("main")
    desk.get_by_label("评分不齐仍然结束的原因").fill("选手因伤未完成，评分由仲裁组另行补齐")
    with desk.expect_navigation():
        desk.get_by_role("button", name="仍然结束").click()

    assert "“实际操作”已结束。" in desk.inner_text("body")
    with scoping.everything("journey"):
        assert (way.stage("实际操作").status, desk.problems) == ("done", [])


def test_union_finds_what_came_back_first(desk, picture, db):
    province = make_province()
    make_cadre(province.first, username="daxue")
    campaign = make_campaign(province.federation, plan_from(PEOPLE_PLAN), edition="2026年度")
    names = ("李起草", "王已交", "赵退回")
    rows = [
        make_entry(campaign, province.first, person=people.make_member(province.first, name))
        for name in names
    ]
    for row in rows[1:]:
        step(row, "submit")
    cadre = make_cadre(province.federation, "province_cadre", display_name="省干部")
    step(rows[2], "send_back", actor=cadre, note="请补充获奖证明和单位意见")

    enter(desk, "daxue", PASSWORD)
    desk.goto("/campaigns/entries/")
    listed = desk.locator("tbody tr th, tbody tr td:first-child").all_inner_texts()
    assert [name for text in listed for name in names if name in text][:3] == [
        *("赵退回", "李起草", "王已交"),
    ]
    look(desk, picture, "entries-own-first")
    desk.goto("/cases/")
    look(desk, picture, "inbox-returned")
    with scoping.everything("journey"):
        case = Entry.objects.get(pk=rows[2].pk).case_id
    desk.goto(f"/cases/{case}/")
    assert "退回修改（省干部，" in desk.inner_text("main")
    look(desk, picture, "entry-returned")
    assert desk.problems == []
