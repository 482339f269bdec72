"""A star home: self-check item by item, inspection with photos, members on the phone, stars, the figure, a recheck."""

import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from PIL import Image

from gonghui.engines.campaigns.models import Award, Campaign, Panel, ScoreSheet, SheetPhoto
from gonghui.kernel.documents.api import certificate_of, check_url
from gonghui.kernel.lib import scoping
from gonghui.kernel.unions.models import Term
from gonghui.rooms.homes.models import RatingBox, RatingRound, RatingVoter
from tests.factories.contest_scene import swear_in
from tests.factories.homes import make_place, vote
from tests.factories.unions import make_province
from tests.journeys.conftest import open_page
from tests.journeys.star_home_entries import (
    agree_and_post,
    check_conditions,
    check_oneself,
    come_as_well,
    look,
    send_back,
)
from tests.journeys.steering import (
    form_panel,
    lead_on,
    pledge,
    seat,
    step_back,
)
from tests.journeys.test_campaign_awards import decide, fill, object_to, press, save
from tests.journeys.test_founding import sign_in
from tests.walking.cast import Cast
from tests.walking.clock import Clock
from tests.walking.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"viewport": {"width": 834, "height": 1112}, "has_touch": True}
ROUND = "会员评家"


def photo():
    """What the camera of a tablet hands over."""
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a6114").save(kept, "JPEG")
    return {"name": "职工书屋.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


@pytest.fixture
def scene(transactional_db, live_server, settings, monkeypatch):
    """Two universities with ten members each; the first is in its term and has a home to show."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    province = make_province()
    cast, clock = Cast(province), Clock(monkeypatch)
    found = SimpleNamespace(province=province, cast=cast, clock=clock, way=Way(cast, clock))
    found.first, found.second = province.first, province.second
    with scoping.everything("scene"):
        found.home = make_place(found.first, name="示范大学职工之家")
        found.first.legal_person = True
        found.first.save()
        began = clock.today.replace(year=clock.today.year - 1)
        Term.objects.create(
            union=found.first,
            term_no=3,
            started_on=began,
            years=5,
            due_end=began.replace(year=began.year + 5),
        )
        found.raters = {union: cast.members(union, 10) for union in (found.first, found.second)}
        found.judges = cast.judges(4)
    return found


@pytest.fixture
def tablet(browser, live_server):
    """An inspector's window on the visit."""
    page = open_page(browser, live_server.url, **TABLET)
    yield page
    page.context.close()


def open_call(desk, scene, picture):
    """The province composes the shipped programme as it is, shares the places and opens it."""
    sign_in(desk, scene.cast.organiser)
    desk.goto("/campaigns/new/")
    press(desk, "星级职工之家评选")
    press(desk, "建立草稿")
    compose = desk.url
    desk.goto(compose.replace("/compose/", "/schedule/"))
    desk.get_by_label("从哪一天开始").fill(scene.clock.today.isoformat())
    press(desk, "保存")
    desk.goto(compose.replace("/compose/", "/quotas/"))
    press(desk, "按会员数分配")
    with desk.expect_navigation():
        desk.get_by_role("button", name="分配", exact=True).click()
    desk.goto(compose.replace("/compose/", "/open/"))
    look(desk, picture, "open")
    press(desk, "发布评选")
    look(desk, picture, "progress")
    scene.way.campaign = Campaign.objects.get()
    scene.clock.forward(days=11)
    sign_in(desk, scene.cast.organiser)
    lead_on(desk, scene.way.campaign, "自查申报")


def visit(desk, tablet, scene, picture):
    """Four inspect: one on the tablet with photos, one steps back from the second; two by the actions."""
    campaign, way = scene.way.campaign, scene.way
    lead_on(desk, campaign, "现场检查")
    rubric = "星级职工之家评价标准（示例）（第1版）"
    group = {"name": "第一检查组", "group": "职工之家", "rubric": rubric}
    form_panel(desk, campaign, "现场检查", **group)
    for each in scene.judges:
        seat(desk, each)
    press(desk, "开放评分")
    pledge(tablet, scene.judges[1], "第一检查组")
    press(tablet, scene.second.name)
    step_back(tablet, "该校工会主席是我的亲属")
    assert tablet.locator(".number-list .row-title").all_inner_texts() == [scene.first.name]
    look(tablet, picture, "recused")
    pledge(tablet, scene.judges[0], "第一检查组")
    look(tablet, picture, "visits")
    press(tablet, scene.first.name)
    assert tablet.get_by_text("自评 5.5 分").count() == 1
    score_items(tablet, Decimal(1))
    tablet.get_by_text("已保存，尚未提交。").wait_for()
    tablet.get_by_label("拍照或选图").set_input_files(photo())
    tablet.get_by_label("照片说明").fill("职工书屋")
    press(tablet, "保存照片")
    look(tablet, picture, "visit")
    press(tablet, "提交评分")
    tablet.goto("/expert/")
    press(tablet, "第一检查组")
    press(tablet, scene.second.name)
    score_items(tablet, Decimal("0.88"))
    press(tablet, "提交评分")
    with scoping.everything("scene"):
        first, second = (campaign.entries.get(subject_union=each) for each in scene.raters)
        panel = Panel.objects.get(name="第一检查组")
        swear_in(panel, scene.judges[2:])
        for place, each in enumerate(panel.seats.order_by("letter")):
            if place > 0:
                way._score(each, first, Decimal(1), {})
            if place > 1:
                way._score(each, second, Decimal("0.88"), {})
    desk.reload()
    look(desk, picture, "panel")


def score_items(page, share):
    """Type that share of the full score into every item but the bonus."""
    for field in page.locator(".points input[type=number]").all():
        full = Decimal(field.get_attribute("max"))
        field.fill("" if full == 5 and "创新" in label_of(field) else f"{full * share:.2f}")


def label_of(field):
    return field.locator("xpath=ancestor::div[1]").inner_text()


def rate(desk, phone, scene, picture):
    """Members rate on the phone; eight of ten of the first, seven of the second; the organiser closes."""
    lead_on(desk, scene.way.campaign, ROUND)
    for place, user in enumerate(scene.raters[scene.first][:2]):
        sign_in(phone, user)
        phone.goto("/homes/me/ratings/")
        press(phone, ROUND)
        if place == 0:
            look(phone, picture, "ballot")
        for group in phone.locator("form.form fieldset").all():
            group.get_by_label("满意", exact=True).check()
        save(phone)
    look(phone, picture, "voted")
    with scoping.everything("scene"):
        for union, last in ((scene.first, 8), (scene.second, 7)):
            rating = RatingRound.objects.get(union=union, status="open")
            for user in scene.raters[union][2 if union == scene.first else 0 : last]:
                vote(rating, user)
    scene.clock.forward(days=10)
    sign_in(desk, scene.cast.organiser)
    desk.goto(f"/campaigns/{scene.way.campaign.pk}/")
    press(desk, f"结束“{ROUND}”")
    sign_in(phone, scene.raters[scene.first][0])
    phone.goto("/homes/me/ratings/")
    press(phone, ROUND)
    look(phone, picture, "result")
    with scoping.everything("test"):
        boxes = RatingBox.objects.order_by("rating__union__path")
        assert RatingVoter.objects.count() == 0
        assert [sum(each.ballots.values()) for each in boxes] == [8, 7]


def award(desk, phone, scene, picture):
    """Ranking, stars by their lines, notice, naming decision, a certificate that anybody checks."""
    campaign = scene.way.campaign
    desk.goto(f"/campaigns/{campaign.pk}/judging/")
    press(desk, "封存并排名")
    press(desk, "封存并排名")
    desk.goto(f"/campaigns/{campaign.pk}/slate/")
    press(desk, "按名次拟定")
    look(desk, picture, "slate")
    desk.goto(f"/campaigns/{campaign.pk}/notices/post/")
    fill(desk, contacts="省教科技工会 025-00000000\n驻厅纪检组 025-00000001")
    save(desk)
    object_and_answer(desk, phone, scene, picture)
    scene.clock.forward(days=10)
    sign_in(desk, scene.cast.organiser)
    desk.goto(f"/campaigns/{campaign.pk}/notices/")
    press(desk, "办理期满")
    save(desk)
    desk.goto(f"/campaigns/{campaign.pk}/decision/")
    fill(desk, agency_code="示教科工", signatory="王主席")
    save(desk)
    look(desk, picture, "decision")
    with scoping.everything("test"):
        found = Award.objects.get(holder_union=scene.first)
        phone.goto(check_url(certificate_of(found)))
    shown = phone.locator("main").inner_text()
    assert ["证书有效" in shown, "星级职工之家（五星级）" in shown] == [True, True]
    look(phone, picture, "certificate")


def object_and_answer(desk, phone, scene, picture):
    """A member of the first university doubts the second; it is looked into, answered and stays."""
    campaign = scene.way.campaign
    sign_in(phone, scene.raters[scene.first][1])
    object_to(
        phone,
        campaign.title,
        scene.second.name,
        way="named",
        facts="职工书屋平时不开放。",
        objector="钱某",
        contact="13900000000",
    )
    look(phone, picture, "objected")
    answer = {"finding": "现场核查，工作日均开放。", "answered_on": scene.clock.today.isoformat()}
    decide(desk, campaign, scene.second.name, upheld=0, **answer)
    look(desk, picture, "notice")


def open_figure(desk, scene, picture):
    """From "60 star homes" of the review to the award and the entry behind it."""
    desk.goto("/review/")
    with desk.expect_navigation():
        desk.locator("a[href*='homes.star_homes']").first.click()
    press(desk, "查看")
    look(desk, picture, "figure-rows")
    press(desk, scene.first.name)
    look(desk, picture, "title")
    press(desk, "在荣誉台账查看和办理")
    look(desk, picture, "award")
    award_url = desk.url
    press(desk, "查看申报和评选经过")
    assert desk.locator("h1").inner_text().startswith(scene.first.name)
    look(desk, picture, "entry-after")
    desk.goto(award_url)


def recheck(desk, scene, picture):
    """Two years later: below the mark, so it is to be put right; mended, it is confirmed for three years."""
    address = desk.url
    scene.clock.year(scene.clock.today.year + 2)
    sign_in(desk, scene.cast.organiser)
    desk.goto(f"/homes/places/{scene.home.pk}/")
    press(desk, "登记检查")
    look(desk, picture, "inspection")
    fill(desk, inspectors="王测、李测", defects="图书借阅登记不全")
    fill(desk, due_on=scene.clock.today.replace(month=5).isoformat())
    save(desk)
    look(desk, picture, "place")
    desk.goto(address)
    press(desk, "责令整改")
    fill(desk, note="图书借阅登记不全，三个月内整改。")
    save(desk)
    look(desk, picture, "rectifying")
    scene.clock.forward(days=60)
    sign_in(desk, scene.cast.organiser)
    desk.goto(address)
    press(desk, "复核确认")
    fill(desk, note="整改到位，复核通过。")
    save(desk)
    look(desk, picture, "confirmed")


def test_star_home_goes_from_the_self_check_to_the_recheck(desk, tablet, phone, picture, scene):
    open_call(desk, scene, picture)
    cases = [check_oneself(desk, scene, picture), come_as_well(desk, scene)]
    agree_and_post(desk, scene, cases, picture)
    send_back(desk, scene, cases[1], picture)
    known = check_conditions(desk, scene, cases, picture)
    visit(desk, tablet, scene, picture)
    rate(desk, phone, scene, picture)
    award(desk, phone, scene, picture)
    open_figure(desk, scene, picture)
    recheck(desk, scene, picture)

    assert known[0] == ["yes", "yes", "", "", ""]
    with scoping.everything("test"):
        awards = Award.objects.order_by("rank")
        assert [(each.holder_name, each.grade, each.status) for each in awards] == [
            (scene.first.name, "五星级", "active"),
            (scene.second.name, "四星级", "active"),
        ]
        assert awards[0].facts["scores"] == {
            "own": "94.5",
            "panel": "90",
            "members": "10",
            "total": "100",
            "satisfaction": "100",
            "turnout": "80",
        }
        assert (SheetPhoto.objects.count(), ScoreSheet.objects.count()) == (1, 7)
    assert [page.problems for page in (desk, tablet, phone)] == [[], [], []]
