"""The teaching contest on site: from its call to designs marked blind, draws, the clock, the signature, the figure."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.models import (
    Award,
    Campaign,
    Draw,
    Entry,
    FrozenSheet,
    Panel,
    PanelEntry,
)
from gonghui.engines.campaigns.rules.drawing import draw_segments
from gonghui.kernel.documents.api import certificate_of, check_url
from gonghui.kernel.lib import dates, scoping
from tests.factories.access import make_cadre
from tests.factories.contest_scene import (
    blind_panel,
    bring_entrant,
    make_teaching_people,
    score,
    swear_in,
)
from tests.factories.files import PDF
from tests.factories.unions import make_province
from tests.journeys import looking
from tests.journeys.conftest import open_page
from tests.journeys.steering import (
    check_all,
    draw_judges,
    form_panel,
    lead_on,
    pledge,
    seat,
    step_back,
)
from tests.journeys.test_campaign_awards import (
    decide,
    fill,
    object_to,
    pass_a_fortnight,
    post,
    press,
    save,
)
from tests.journeys.test_founding import go, sign_in, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "高校青年教师教学竞赛"
TABLET = {"viewport": {"width": 834, "height": 1112}, "has_touch": True}
SHARES = {
    name: Decimal(share)
    for name, share in zip(("教测甲", "教测乙", "教测丙"), ("0.8", "0.9", "0.7"), strict=True)
}


@pytest.fixture
def scene(transactional_db, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    province = make_province()
    found = make_teaching_people(province)
    found.cadre = make_cadre(province.federation, "province_cadre", display_name="省干部")
    found.officer = make_cadre(province.first, display_name="校干部")
    return found


@pytest.fixture
def tablet(browser, live_server):
    """A judge's window on site."""
    page = open_page(browser, live_server.url, **TABLET)
    page.clock.install()
    yield page
    page.context.close()


@pytest.fixture
def judge(browser, live_server):
    """The window of the judge beside the timekeeper's."""
    page = open_page(browser, live_server.url, **TABLET)
    yield page
    page.context.close()


def look(page, picture, name):
    """Keep the page at desk, tablet and phone."""
    looking.look(page, picture, f"contest-{name}", (1280, 834, 390))


def open_call(desk, scene, picture):
    """The province takes the shipped programme, keeps one group with three prizes, dates and opens it."""
    sign_in(desk, scene.cadre)
    desk.goto("/campaigns/new/")
    press(desk, TITLE)
    press(desk, "建立草稿")
    compose = desk.url
    desk.goto(f"{compose}?tab=categories")
    for group in ("理科组", "工科组", "医科组", "思想政治课专项组"):
        press(desk, f"去掉“{group}”")
    press(desk, "修改“文科组”")
    fill(desk, places="3")
    save(desk)
    desk.goto(compose)
    press(desk, "修改“拟定名单”")
    fill(desk, set_grades="一等奖 1\n二等奖 1\n三等奖 1")
    save(desk)
    desk.goto(compose.replace("/compose/", "/schedule/"))
    began = dates.today() - timedelta(days=11)  # the ten days of the notice are over
    desk.get_by_label("从哪一天开始").fill(began.isoformat())
    press(desk, "保存")
    desk.goto(compose.replace("/compose/", "/open/"))
    look(desk, picture, "open")
    press(desk, "发布评选")
    scene.campaign = Campaign.objects.get()


def nominate(desk, scene, picture):
    """A university enters its teacher, who consented on paper; the province sends the form back once."""
    _union, person = scene.entrants[0]
    sign_in(desk, scene.officer)
    desk.goto("/campaigns/calls/")
    press(desk, TITLE)
    go(desk, "推荐申报", candidate=person.name)
    press(desk, "已收存本人签字的同意书")
    fill(desk, birth_on="1990-01-01", title="讲师", course="大学物理", discipline="理学")
    for key in ("designs", "decks"):
        paper = {"name": f"{key}.pdf", "mimeType": "application/pdf", "buffer": PDF + key.encode()}
        desk.locator(f"#id_{key}").set_input_files(paper)
    look(desk, picture, "form")
    press(desk, "保存并提交")
    case = desk.url
    sign_in(desk, scene.cadre)
    desk.goto(case)
    go(desk, "退回修改", note="课程名称与教务系统不一致，请核对。")
    sign_in(desk, scene.officer)
    desk.goto(case)
    press(desk, "填写申报表")
    look(desk, picture, "returned")
    fill(desk, course="大学物理（上）")
    press(desk, "保存并提交")
    assert state(desk) == "待上级审核"
    return case


def admit(desk, scene, case):
    """Two more come by the actions; the organiser takes the first in, checks it and lets it pass."""
    others = [bring_entrant(scene.campaign, *row) for row in scene.entrants[1:]]
    sign_in(desk, scene.cadre)
    desk.goto(case)
    press(desk, "受理")
    assert state(desk) == "主办工会审查"
    lead_on(desk, scene.campaign, "资格审查")
    check_all(desk, scene.campaign, 1)
    with scoping.everything("test"):
        first = Entry.objects.get(person=scene.entrants[0][1])
    scene.entries = [first, *others]
    scene.category = first.category


def judge_designs(desk, judge_page, scene, picture):
    """Five judges by lot mark the designs blind: one here, the others by the actions."""
    lead_on(desk, scene.campaign, "教学设计评审")
    panel = {"name": "设计评审组", "group": "文科组", "rubric": "教学设计评分标准（第1版）"}
    form_panel(desk, scene.campaign, "教学设计评审", **panel)
    draw_judges(desk, "文科", 5)
    press(desk, "开放评分")
    designs = Panel.objects.get(name="设计评审组")
    with scoping.everything("test"):
        swear_in(designs, scene.judges[1:])
    pledge(judge_page, scene.judges[0], "设计评审组")
    mark(
        judge_page,
        designs,
        scene.judges[0],
        look_at=lambda page: look(page, picture, "design"),
    )
    score(designs, scene.judges[1:], SHARES)


def numbers_of(panel):
    """Drawn number to name, in the order of appearance."""
    with scoping.everything("test"):
        rows = PanelEntry.objects.filter(panel=panel).order_by("position")
        return dict(rows.values_list("entry__candidate_no", "entry__name"))


def fill_points(page, name):
    """Type the entrant's share of the full score into every item."""
    for field in page.locator(".points input").all():
        field.fill(f"{Decimal(field.get_attribute('max')) * SHARES[name]:.2f}")


def mark(page, panel, judge, *, look_at=None):
    """A judge opens the panel on the tablet and hands in a sheet for every number."""
    sign_in(page, judge.user)
    page.goto("/expert/")
    press(page, panel.name)
    seat = page.url
    for place, (number, name) in enumerate(numbers_of(panel).items()):
        page.goto(f"{seat}{number}/")
        assert page.get_by_text(name).count() == 0
        fill_points(page, name)
        if look_at and place == 0:
            look_at(page)
        press(page, "提交评分")


def draw_on_the_floor(page, scene, picture):
    """A new panel; order and segments drawn with a witness; judges, secretary and supervisor seated."""
    lead_on(page, scene.campaign, "课堂教学")
    group = {"name": "文科现场组", "group": "文科组", "rubric": "课堂教学评分标准（第1版）"}
    form_panel(page, scene.campaign, "课堂教学", seed="春江花月夜", **group)
    press(page, "抽取教学节段")
    fill(page, seed="二十四番花信", witness="周监督")
    save(page)
    draw_judges(page, "文科", 5)
    seat(page, scene.secretary, "secretary")
    seat(page, scene.supervisor, "supervisor")
    look(page, picture, "panel")
    press(page, "开放评分")
    panel = Panel.objects.get(name="文科现场组")
    with scoping.everything("test"):
        swear_in(panel, [scene.judges[place] for place in (1, 2, 4)])
    return panel


def keep_time(page, seconds):
    """The clock of whoever is on: begun, warned two minutes before the end, stopped."""
    page.get_by_role("button", name="开始计时").click()
    page.clock.run_for(18 * 60_000)
    page.get_by_text("还剩 2 分钟，请举牌提醒").wait_for()
    page.clock.run_for((seconds - 18 * 60) * 1000)
    with page.expect_navigation():
        page.get_by_role("button", name="停止并记录").click()


def on_the_floor(tablet, judge_page, scene, panel, picture):
    """One after another teaches and is scored; each score is said one entrant later."""
    pledge(tablet, scene.secretary, panel.name)
    press(tablet, "现场计时和报分")
    pledge(judge_page, scene.judges[0], panel.name)
    own = panel.seats.get(expert=scene.judges[0].expert)
    for place, (number, name) in enumerate(numbers_of(panel).items()):
        if place == 1:
            tablet.get_by_role("button", name="开始计时").click()
            tablet.clock.run_for(18 * 60_000 + 5_000)
            look(tablet, picture, "floor-warning")
            tablet.reload()
            tablet.get_by_text("还剩 2 分钟，请举牌提醒").wait_for()
            tablet.clock.run_for(2 * 60_000 + 7_000)
            tablet.get_by_text("时间到，请选手停止").wait_for()
            with tablet.expect_navigation():
                tablet.get_by_role("button", name="停止并记录").click()
        else:
            keep_time(tablet, 19 * 60 + 30)
        judge_page.goto(f"/campaigns/expert/{own.pk}/{number}/")
        fill_points(judge_page, name)
        if place == 0:
            look(judge_page, picture, "sheet")
        press(judge_page, "提交评分")


def keep_away(page, scene, panel, picture):
    """The records tell that one judge is of an entrant's university; another one says so of a student."""
    colleague = panel.seats.get(expert=scene.judges[4].expert)
    with scoping.everything("test"):
        assert [each.entry.name for each in colleague.recusals.all()] == ["教测甲"]
    number = next(no for no, name in numbers_of(panel).items() if name == "教测丙")
    pledge(page, scene.judges[3], panel.name)
    press(page, f"{number} 号")
    step_back(page, "选手是我指导的博士")
    look(page, picture, "recused")
    assert page.get_by_text(f"{number} 号", exact=True).count() == 0


def watch_announcements(page, panel, picture):
    """Scores are said one entrant later; the last ones when everybody has finished."""
    page.goto(f"/campaigns/expert/floor/{panel.pk}/")
    said = []
    for _ in range(3):
        press(page, "宣布得分")
        said.append(page.locator(".floor-score").all_inner_texts())
    look(page, picture, "floor-announced")
    return said[-1]


def rank_and_sign(desk, tablet, phone, scene, picture):
    """The organiser freezes, the supervisor signs on the tablet, anybody recomputes on the portal."""
    lead_on(desk, scene.campaign, scene.campaign.stages.get(kind="ranking").label)
    desk.goto(f"/campaigns/{scene.campaign.pk}/judging/")
    press(desk, "封存并排名")
    press(desk, "封存并排名")
    desk.get_by_text("待监督员签字").wait_for()
    look(desk, picture, "desk")
    pledge(tablet, scene.supervisor, "文科现场组")
    look(tablet, picture, "supervisor")
    press(tablet, "核对无误，签字")
    desk.reload()
    press(desk, "公布得分表")
    press(desk, "查看得分表")
    phone.goto(desk.url)
    phone.get_by_text("名次与封存的完全一致").wait_for()
    phone.locator("details summary").first.click()
    look(phone, picture, "published")


def award(desk, phone, scene, picture):
    """Slate, public notice, decision, a certificate that anybody checks."""
    campaign = scene.campaign
    desk.goto(f"/campaigns/{campaign.pk}/slate/")
    press(desk, "按名次拟定")
    look(desk, picture, "slate")
    post(desk, campaign)
    save(desk)
    object_and_answer(desk, phone, campaign, picture)
    pass_a_fortnight()
    desk.goto(f"/campaigns/{campaign.pk}/notices/")
    press(desk, "办理期满")
    save(desk)
    desk.goto(f"/campaigns/{campaign.pk}/decision/")
    fill(desk, agency_code="示教科工", signatory="王主席")
    save(desk)
    look(desk, picture, "decision")
    with scoping.everything("test"):
        first = Award.objects.get(holder_name="教测乙")
        phone.goto(check_url(certificate_of(first)))
    shown = phone.locator("main").inner_text()
    assert ["证书有效" in shown, "教*乙" in shown, "一等奖" in shown] == [True, True, True]
    look(phone, picture, "certificate")


def object_and_answer(desk, phone, campaign, picture):
    """Somebody doubts a name on the portal; the organiser looks into it and answers."""
    told = {"way": "named", "objector": "钱某", "contact": "13900000000"}
    object_to(phone, TITLE, "教测丙", **told, facts="教龄不足三年，见附信。")
    look(phone, picture, "objected")
    answer = {"finding": "人事档案显示教龄六年。", "answered_on": dates.today().isoformat()}
    decide(desk, campaign, "教测丙", upheld=0, **answer)
    look(desk, picture, "notice")


def open_figure(desk, picture):
    """From the figure of the review down to the award and to the entry behind it."""
    desk.goto("/review/")
    with desk.expect_navigation():
        desk.locator("a[href*='contests.champions']").first.click()
    press(desk, "查看")
    look(desk, picture, "figure-rows")
    press(desk, "教测乙")
    look(desk, picture, "award")
    press(desk, "查看申报")
    assert desk.locator("h1").inner_text().startswith("教测乙")
    look(desk, picture, "entry")


def test_teaching_contest_goes_from_blind_designs_to_the_figure(
    desk, tablet, judge, phone, picture, scene
):
    open_call(desk, scene, picture)
    admit(desk, scene, nominate(desk, scene, picture))
    judge_designs(desk, judge, scene, picture)
    panel = draw_on_the_floor(desk, scene, picture)
    on_the_floor(tablet, judge, scene, panel, picture)
    keep_away(judge, scene, panel, picture)
    score(panel, scene.judges[1:], SHARES)
    said = watch_announcements(tablet, panel, picture)

    lead_on(desk, scene.campaign, "教学反思评审")
    reflections = blind_panel(scene, "教学反思评审")
    mark(judge, reflections, scene.judges[0])
    score(reflections, scene.judges[1:], SHARES)
    rank_and_sign(desk, judge, phone, scene, picture)
    award(desk, phone, scene, picture)
    open_figure(desk, picture)

    with scoping.everything("test"):
        places = PanelEntry.objects.filter(panel=panel).select_related("entry").order_by("position")
        totals = {each.entry.name: (each.entry.rank, each.entry.total) for each in places}
        seed = Draw.objects.get(purpose__endswith="教学节段").seed
        segments = draw_segments(seed, [each.entry.candidate_no for each in places], 20)
        assert {each.entry.candidate_no: each.segment_no for each in places} == segments
        wanted = zip(places, (1170, 1212, 1170), strict=True)  # the clock goes on between two steps
        assert [0 <= each.seconds_used - least < 10 for each, least in wanted] == [True] * 3
    assert totals == {
        "教测甲": (2, Decimal(80)),
        "教测乙": (1, Decimal(90)),
        "教测丙": (3, Decimal(70)),
    }
    assert said == [f"{float(75 * SHARES[each.entry.name]):g}" for each in places]
    assert FrozenSheet.objects.get().signed_by == scene.supervisor.user
    assert [page.problems for page in (desk, tablet, judge, phone)] == [[], [], [], []]
