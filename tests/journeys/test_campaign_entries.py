"""Two universities nominate; one entry is returned and comes again; both become eligible."""

import pytest

from gonghui.engines.campaigns.models import EligibilityRule, Entry
from gonghui.kernel.lib import scoping
from tests.factories import people
from tests.factories.access import make_cadre, make_member
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN
from tests.factories.files import PDF
from tests.factories.unions import make_province
from tests.journeys.test_founding import barriers, go, sign_in, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELDS = [
    {
        "key": "name",
        "label": "姓名",
        "kind": "text",
        "section": "基本情况",
        "prefill": "person.name",
    },
    {"key": "title", "label": "职称", "kind": "text", "section": "基本情况", "required": False},
    {"key": "born", "label": "出生日期", "kind": "day", "section": "基本情况"},
    {
        "key": "front_line",
        "label": "一线职工",
        "kind": "yes",
        "section": "基本情况",
        "required": False,
    },
    {"key": "deeds", "label": "主要事迹", "kind": "long", "limit": 500, "section": "主要事迹"},
    {
        "key": "results",
        "label": "获奖情况",
        "kind": "table",
        "choices": ["年度", "名称", "授予单位"],
        "section": "主要事迹",
        "required": False,
    },
    {"key": "proof", "label": "证明材料", "kind": "attachment", "limit": 3, "section": "材料"},
]
STAGES = [{"kind": "notice", "label": "发布通知"}, {"kind": "nominate", "label": "填表推荐"}]
STAGES += [{"kind": "democratic", "label": "民主程序"}, *PEOPLE_PLAN["stages"][2:4]]
STAGES += [{"kind": "opinions", "label": "征求意见"}, *PEOPLE_PLAN["stages"][4:]]
CONDITIONS = [
    {"code": "law", "label": "无违法违纪记录"},
    {"code": "party", "label": "廉政意见", "department": "纪检机关"},
]
DEEDS = "扎根讲台二十年，坚持一线教学，培养青年教师三十名，牵头建设省级一流课程。"


@pytest.fixture
def scene():
    """An open campaign, an officer at each of two universities, the province's cadre."""
    found = make_province()
    plan = plan_from(PEOPLE_PLAN, fields=FIELDS, stages=STAGES, eligibility=CONDITIONS)
    found.campaign = make_campaign(found.federation, plan, edition="第十届")
    found.officers = []
    for union, name in ((found.first, "李红"), (found.second, "王强")):
        person = people.make_member(union, name, facts={"duty": "教授"})
        found.officers.append((make_cadre(union, display_name=f"{union}干部"), union, person))
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    return found


def fill(page):
    """Type everything, add a paper, hand in."""
    page.locator("#id_born").fill("1980年5月1日")
    page.locator("#id_front_line").check()
    page.locator("#id_deeds").fill(DEEDS)
    page.locator("[name=results-0-0]").fill("2022")
    page.locator("[name=results-0-1]").fill("省教学成果奖")
    page.locator("#id_proof").set_input_files(
        {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="保存并提交").click()
    page.wait_for_load_state()


def begin(page, scene, person):
    """From the list of calls to the form of a new entry."""
    page.goto("/campaigns/calls/")
    page.get_by_role("link", name=str(scene.campaign)).first.click()
    page.wait_for_load_state()
    go(page, "推荐申报", candidate=person.name)


def hold_meeting(page):
    """Type the meeting with its minutes."""
    page.locator("main").locator("a").filter(has_text="登记会议").first.click()
    for name, value in {"due": "30", "present": "28", "in_favour": "28"}.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_minutes").set_input_files(
        {"name": "会议记录.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("form.form .form-foot button").first.click()
    page.wait_for_load_state()


def test_two_universities_nominate_and_one_entry_comes_back(desk, scene, picture):
    page = desk
    for number, (officer, _union, person) in enumerate(scene.officers):
        sign_in(page, officer)
        begin(page, scene, person)
        if number == 0:
            picture(page, "entry-1-form")
            assert barriers(page) == []
        page.get_by_role("button", name="已收存本人签字的同意书").click()
        page.wait_for_load_state()
        fill(page)
        assert state(page) == "单位审核"
        hold_meeting(page)
        assert state(page) == "待上级审核"
        picture(page, f"entry-2-handed-in-{number}")
    sign_in(page, scene.cadre)
    page.goto("/campaigns/entries/")
    picture(page, "entry-3-list")
    assert barriers(page) == []
    page.get_by_role("link", name="李红", exact=True).click()
    go(page, "退回修改", note="事迹请补充近三年成果")
    assert state(page) == "退回修改"
    come_again(page, scene, picture)
    sign_in(page, scene.cadre)
    accept_and_check(page, scene, picture)
    assert page.problems == []


def come_again(page, scene, picture):
    """The university reads why, mends the text and hands in again."""
    officer, _union, _person = scene.officers[0]
    sign_in(page, officer)
    page.goto("/desk/")
    page.get_by_role("link", name="李红 · ").first.click()
    go(page, "填写申报表")
    picture(page, "entry-4-returned")
    said = page.locator(".note.is-warn").first.inner_text().splitlines()
    assert said[0].endswith("事迹请补充近三年成果")
    page.locator("#id_deeds").fill(DEEDS + "近三年主持教改项目两项。")
    page.get_by_role("button", name="保存并提交").click()
    page.wait_for_load_state()
    assert state(page) == "待上级审核"


def accept_and_check(page, scene, picture):
    """The organiser takes both in, asks the department, records findings, passes both."""
    for _officer, _union, person in scene.officers:
        page.goto("/campaigns/entries/")
        page.get_by_role("link", name=person.name, exact=True).click()
        go(page, "受理")
        assert state(page) == "主办工会审查"
    page.goto(f"/campaigns/{scene.campaign.pk}/checks/")
    page.get_by_role("button", name="向纪检机关征求").click()
    page.wait_for_load_state()
    for _ in scene.officers:
        page.locator("tr:has(.is-warn) >> text=审查").first.click()
        page.wait_for_load_state()
        page.locator("select").nth(0).select_option("yes")
        page.locator("select").nth(1).select_option("agree")
        picture(page, "entry-5-check")
        page.get_by_role("button", name="保存审查结果").click()
        page.wait_for_load_state()
    picture(page, "entry-6-desk")
    assert barriers(page) == []
    page.get_by_role("button", name="各项符合的全部通过").click()
    page.wait_for_load_state()
    with scoping.everything("test"):
        states = Entry.objects.order_by("pk").values_list("case__state_id", "submission_no")
        assert list(states) == [("eligible", 2), ("eligible", 1)]
        assert EligibilityRule.objects.count() == 2


def test_entry_form_and_case_read_well_on_a_phone(phone, scene, picture):
    officer, _union, person = scene.officers[0]
    sign_in(phone, officer)
    begin(phone, scene, person)
    picture(phone, "entry-phone-form")
    assert barriers(phone) == []
    phone.get_by_role("button", name="已收存本人签字的同意书").click()
    phone.wait_for_load_state()
    fill(phone)
    picture(phone, "entry-phone-case")
    assert barriers(phone) == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.viewport_size["width"]
    assert phone.problems == []


def test_candidate_reads_and_consents_on_the_phone(phone, desk, scene, picture):
    officer, _union, person = scene.officers[0]
    sign_in(desk, officer)
    begin(desk, scene, person)
    sign_in(phone, make_member(person))
    phone.goto("/me/")
    phone.get_by_role("link", name="李红 · ").first.click()
    phone.get_by_role("button", name="确认同意").click()
    phone.wait_for_load_state()
    picture(phone, "entry-phone-consent")
    with scoping.everything("test"):
        assert Entry.objects.get().consented_at is not None
