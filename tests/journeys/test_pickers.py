"""A person is chosen on the entry form with the keyboard and on a phone; places lead to Excel and back."""

import pytest

from gonghui.kernel.lib import scoping
from tests.factories import people
from tests.factories.access import make_cadre
from tests.factories.awards import make_award
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, fresh, make_entry
from tests.factories.unions import make_province
from tests.journeys.test_founding import barriers, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIELDS = [
    *PEOPLE_PLAN["fields"],
    {"key": "coach", "label": "指导教师", "kind": "person", "section": "指导教师"},
    {"key": "coach_sex", "label": "性别", "kind": "text", "prefill": "coach.sex"},
    {"key": "coach_unit", "label": "所在单位", "kind": "text", "prefill": "coach.unit"},
    {"key": "coach_awards", "label": "已获荣誉", "kind": "long", "prefill": "coach.awards"},
    {"key": "helped", "label": "共建工会", "kind": "union", "required": False},
    {
        "key": "own",
        "label": "自查评分",
        "kind": "table",
        "choices": ["评价项目", "满分", "自评分"],
        "required": False,
    },
]


@pytest.fixture
def scene():
    """A draft at a university with two teachers of one name."""
    found = make_province()
    found.campaign = make_campaign(found.federation, plan_from(PEOPLE_PLAN, fields=FIELDS))
    found.officer = make_cadre(found.first, display_name="校干部")
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    for union, post in ((found.physics, "教授"), (found.history, "讲师")):
        found.coach = people.make_member(union, "王指导", facts={"duty": post}, sex="F")
    make_award(found.first, title="省五一劳动奖章", person=found.coach)
    candidate = people.make_member(found.first, "李老师")
    found.entry = make_entry(found.campaign, found.first, person=candidate, actor=found.officer)
    return found


def coach_of(scene):
    with scoping.everything("test"):
        return fresh(scene.entry).answers.get("coach")


def test_person_is_chosen_with_the_keyboard(desk, scene, picture):
    sign_in(desk, scene.officer)
    desk.goto(f"/campaigns/entries/{scene.entry.pk}/")
    desk.locator("[name=coach-find]").press_sequentially("王指导")
    desk.locator("#found-coach input").nth(1).wait_for()
    picture(desk, "picker-found")
    assert (barriers(desk), desk.problems) == ([], [])
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    chosen = desk.locator("#found-coach input:checked").get_attribute("value")
    with desk.expect_navigation():
        desk.get_by_role("button", name="保存", exact=True).click()
    picture(desk, "picker-chosen")
    assert str(coach_of(scene)) == chosen
    assert desk.locator("#id_coach_sex").input_value() == "女"


def test_person_is_chosen_on_a_phone(phone, scene, picture):
    sign_in(phone, scene.officer)
    phone.goto(f"/campaigns/entries/{scene.entry.pk}/")
    phone.locator("[name=coach-find]").fill("王")
    phone.get_by_text("历史学院分工会 · 讲师").tap()
    picture(phone, "picker-phone")
    with phone.expect_navigation():
        phone.get_by_role("button", name="保存", exact=True).click()
    assert coach_of(scene) == scene.coach.pk
    assert phone.locator("#id_coach_awards").input_value() != ""


def test_places_and_a_figure_are_looked_at(desk, scene, picture):
    sign_in(desk, scene.cadre)
    desk.goto(f"/campaigns/{scene.campaign.pk}/quotas/")
    picture(desk, "places-both-ways")
    assert barriers(desk) == []
    for number in range(12):
        make_award(scene.second, title="岗位标兵", holder_name=f"钱测{number}")
    desk.goto("/figures/honours.awards_given/")
    picture(desk, "figure-phrases")
    assert desk.get_by_text("10余项").count() == 1
    assert (barriers(desk), desk.problems) == ([], [])
    desk.goto("/review/")
    picture(desk, "review-chapters")
    assert (barriers(desk), desk.problems) == ([], [])
