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
from tests.factories.contest_scene import seat_judges
from tests.factories.files import PDF
from tests.factories.homes import make_place, vote
from tests.factories.unions import make_province
from tests.journeys.conftest import open_page, scrolls_sideways
from tests.journeys.test_campaign_awards import fill, press, save
from tests.journeys.test_founding import barriers, sign_in, state
from tests.walking.cast import Cast
from tests.walking.clock import Clock
from tests.walking.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"viewport": {"width": 834, "height": 1112}, "has_touch": True}
MINUTES = {"name": "会议记录.pdf", "mimeType": "application/pdf", "buffer": PDF}
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
        found.judges = cast.judges(3)
    return found


@pytest.fixture
def tablet(browser, live_server):
    """An inspector's window on the visit."""
    page = open_page(browser, live_server.url, **TABLET)
    yield page
    page.context.close()


def look(page, picture, name):
    """Keep the page at desk, tablet and phone; nobody scrolls sideways, nothing bars anybody."""
    usual = page.viewport_size
    for width in (1280, 834, 390):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"home-{name}-{width}")
        assert not scrolls_sideways(page), (name, width)
    page.set_viewport_size(usual)
    assert barriers(page) == []


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
    with scoping.everything("scene"):
        scene.way.begin("nominate")


def check_oneself(desk, scene, picture):
    """The university scores itself item by item with proof, adds papers and the Party's opinion."""
    sign_in(desk, scene.cast.clerk(scene.first))
    desk.goto("/campaigns/calls/")
    press(desk, "星级职工之家评选")
    press(desk, "推荐申报")
    save(desk)
    points = desk.locator("[data-points]").all()
    for field in points:
        row = field.locator("xpath=ancestor::tr")
        field.fill(row.locator("td").nth(1).locator("input").input_value())
    points[0].fill("5.5")
    desk.get_by_label("按期换届，机构健全 佐证").fill("换届批复，见附件")
    assert desk.locator("[data-own-sum]").inner_text() == "自评合计 94.5 分，所评各项满分 95 分"
    look(desk, picture, "self-check")
    desk.locator("#id_target_star").select_option("五星级")
    fill(desk, self_report="逐项自查，委员会审议通过。", party_opinion="同意申报。")
    desk.locator("#id_evidence").set_input_files({**MINUTES, "name": "换届批复.pdf"})
    press(desk, "保存并提交")
    assert state(desk) == "单位审核"
    look(desk, picture, "entry")
    return desk.url


def agree_and_post(desk, scene, case, picture):
    """The committee agrees; the self-check hangs out for five working days; then it goes up."""
    head = scene.cast.head(scene.first)
    sign_in(desk, head)
    desk.goto(case)
    press(desk, "登记会议")
    desk.locator("#id_kind").select_option(index=0)
    fill(desk, due="30", present="28", in_favour="28")
    desk.locator("#id_minutes").set_input_files(MINUTES)
    save(desk)
    assert state(desk) == "单位公示"
    look(desk, picture, "posted")
    scene.clock.forward(days=8)
    sign_in(desk, head)
    desk.goto(case)
    press(desk, "公示期满，无异议上报")
    fill(desk, channels="校园网、公告栏", statement="公示期间未收到异议。")
    save(desk)
    assert state(desk) == "待上级审核"


def bring_the_other(scene):
    """The second university comes the same way, through the actions."""
    with scoping.everything("scene"):
        way, name = scene.way, scene.second.name
        way.enter(scene.second, name)
        way.hand_in(name).agree(name).post_at_unit(name).recommend()


def check_conditions(desk, scene, case, picture):
    """The organiser takes it in; what the registers know stands there already."""
    sign_in(desk, scene.cast.organiser)
    desk.goto(case)
    press(desk, "排出推荐顺序")
    desk.get_by_label(f"{scene.first.name}的顺序").fill("1")
    look(desk, picture, "order")
    press(desk, "保存顺序")
    desk.goto(case)
    press(desk, "受理")
    with scoping.everything("scene"):
        scene.way.begin("qualification")
    desk.goto(f"/campaigns/{scene.way.campaign.pk}/checks/")
    with desk.expect_navigation():
        desk.locator("tbody a", has_text="审查").first.click()
    desk.get_by_text("系统核对：第3届，任期至 2030-03-02").wait_for()
    results = desk.locator("form.form select").all()
    known = [each.input_value() for each in results]
    for each in results:
        each.select_option("yes")
    look(desk, picture, "conditions")
    press(desk, "保存审查结果")
    press(desk, "各项符合的全部通过")
    with scoping.everything("scene"):
        scene.way.check(scene.second.name).admit(scene.second.name)
    return known


def visit(desk, tablet, scene, picture):
    """Three inspect; one does it here, on the tablet, with photos; the others by the actions."""
    campaign, way = scene.way.campaign, scene.way
    with scoping.everything("scene"):
        stage = way.begin("现场检查")
    desk.goto(f"/campaigns/{campaign.pk}/judging/{stage.pk}/new/")
    fill(desk, name="第一检查组")
    desk.locator("#id_category").select_option(label="职工之家")
    desk.locator("#id_rubric").select_option(index=1)
    save(desk)
    press(desk, "第一检查组")
    press(desk, "抽签排定顺序")
    fill(desk, witness="驻厅纪检组")
    save(desk)
    panel = Panel.objects.get(name="第一检查组")
    with scoping.everything("scene"):
        seats = seat_judges(panel, scene.judges)
    desk.reload()
    press(desk, "开放评分")
    sign_in(tablet, scene.judges[0].user)
    tablet.goto("/expert/")
    press(tablet, "第一检查组")
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
        for name, share in ((scene.first.name, "1"), (scene.second.name, "0.88")):
            entry = campaign.entries.get(name=name)
            for seat in seats[1:]:
                seat.refresh_from_db()
                way._score(seat, entry, Decimal(share), {})
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
    desk.goto(f"/campaigns/{scene.way.campaign.pk}/")
    with scoping.everything("scene"):
        scene.way.end(scene.way.stage("现场检查"))
    desk.reload()
    press(desk, f"开始“{ROUND}”")
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
    scene.clock.forward(days=10)
    sign_in(desk, scene.cast.organiser)
    desk.goto(f"/campaigns/{campaign.pk}/notices/")
    press(desk, "公示期满")
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
    case = check_oneself(desk, scene, picture)
    agree_and_post(desk, scene, case, picture)
    bring_the_other(scene)
    known = check_conditions(desk, scene, case, picture)
    visit(desk, tablet, scene, picture)
    rate(desk, phone, scene, picture)
    award(desk, phone, scene, picture)
    open_figure(desk, scene, picture)
    recheck(desk, scene, picture)

    assert known == ["yes", "yes", "", "", ""]
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
        assert (SheetPhoto.objects.count(), ScoreSheet.objects.count()) == (1, 6)
    assert [page.problems for page in (desk, tablet, phone)] == [[], [], []]
