"""The teaching contest on site: designs marked blind, draws, the clock, the scores, the signature, the figure."""

from decimal import Decimal

import pytest

from gonghui.engines.campaigns.models import Award, Draw, FrozenSheet, Panel, PanelEntry
from gonghui.engines.campaigns.rules.drawing import draw_segments
from gonghui.kernel.documents.api import certificate_of, check_url
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.factories.contest_scene import blind_panel, make_teaching_contest, score, seat_judges
from tests.factories.unions import make_province
from tests.journeys.conftest import open_page, scrolls_sideways
from tests.journeys.test_campaign_awards import fill, pass_a_fortnight, post, press, save
from tests.journeys.test_founding import barriers, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"viewport": {"width": 834, "height": 1112}, "has_touch": True}
SHARES = {
    name: Decimal(share)
    for name, share in zip(("教测甲", "教测乙", "教测丙"), ("0.8", "0.9", "0.7"), strict=True)
}


@pytest.fixture
def scene(transactional_db, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    province = make_province()
    found = make_teaching_contest(province)
    found.cadre = make_cadre(province.federation, "province_cadre", display_name="省干部")
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
    """Keep the page at desk, tablet and phone; nobody scrolls sideways, nothing bars anybody."""
    usual = page.viewport_size
    for width in (1280, 834, 390):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"contest-{name}-{width}")
        assert not scrolls_sideways(page), (name, width)
    page.set_viewport_size(usual)
    assert barriers(page) == []


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
    stage = scene.campaign.stages.get(kind="onsite")
    page.goto(f"/campaigns/{scene.campaign.pk}/judging/{stage.pk}/new/")
    fill(page, name="文科现场组")
    page.locator("#id_category").select_option(label="文科组")
    page.locator("#id_rubric").select_option(label="课堂教学评分标准（第1版）")
    save(page)
    press(page, "文科现场组")
    for label, seed in (("抽签排定顺序", "春江花月夜"), ("抽取教学节段", "二十四番花信")):
        press(page, label)
        fill(page, seed=seed, witness="周监督")
        save(page)
    panel = Panel.objects.get(name="文科现场组")
    with scoping.everything("test"):
        seat_judges(panel, scene.judges)
    for each, role in ((scene.secretary, "secretary"), (scene.supervisor, "supervisor")):
        press(page, "指定评委")
        fill(page, expert=str(each.expert.pk), role=role)
        save(page)
    look(page, picture, "panel")
    press(page, "开放评分")
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
    sign_in(tablet, scene.secretary.user)
    tablet.goto("/expert/")
    press(tablet, panel.name)
    press(tablet, "我已阅读并承诺")
    press(tablet, "现场计时和报分")
    sign_in(judge_page, scene.judges[0].user)
    seat = panel.seats.get(expert=scene.judges[0].expert)
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
        judge_page.goto(f"/campaigns/expert/{seat.pk}/{number}/")
        fill_points(judge_page, name)
        if place == 0:
            look(judge_page, picture, "sheet")
        press(judge_page, "提交评分")


def step_back(page, scene, panel, picture):
    """The records tell that one judge is of an entrant's university; another one says so of a student."""
    colleague = panel.seats.get(expert=scene.judges[4].expert)
    with scoping.everything("test"):
        assert [each.entry.name for each in colleague.recusals.all()] == ["教测甲"]
    number = next(no for no, name in numbers_of(panel).items() if name == "教测丙")
    sign_in(page, scene.judges[3].user)
    page.goto(f"/campaigns/expert/{panel.seats.get(expert=scene.judges[3].expert).pk}/{number}/")
    page.get_by_text("我需要回避").click()
    page.get_by_label("回避原因").fill("选手是我指导的博士")
    press(page, "登记回避")
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
    desk.goto(f"/campaigns/{scene.campaign.pk}/judging/")
    press(desk, "封存并排名")
    press(desk, "封存并排名")
    desk.get_by_text("待监督员签字").wait_for()
    look(desk, picture, "desk")
    sign_in(tablet, scene.supervisor.user)
    tablet.goto("/expert/")
    press(tablet, "文科现场组")
    press(tablet, "我已阅读并承诺")
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
    pass_a_fortnight()
    desk.goto(f"/campaigns/{campaign.pk}/notices/")
    press(desk, "公示期满")
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
    designs = blind_panel(scene, "教学设计评审")
    mark(judge, designs, scene.judges[0], look_at=lambda page: look(page, picture, "design"))
    score(designs, scene.judges[1:], SHARES)

    sign_in(desk, scene.cadre)
    panel = draw_on_the_floor(desk, scene, picture)
    on_the_floor(tablet, judge, scene, panel, picture)
    step_back(judge, scene, panel, picture)
    score(panel, scene.judges[1:], SHARES)
    said = watch_announcements(tablet, panel, picture)

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
