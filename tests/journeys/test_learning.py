"""A training from its plan to the figure: a cadre's desk, two universities, a phone, the portal."""

from datetime import timedelta

import pytest

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.documents.api import certificate_of
from gonghui.kernel.lib import dates, scoping
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.learning import make_past, past
from tests.factories.people import make_member
from tests.factories.unions import make_province
from tests.journeys.conftest import enter, open_page, scrolls_sideways
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "全省教科技系统工会干部培训班"


@pytest.fixture
def province(transactional_db):
    """A federation, two universities with an officer and three members each, one phone."""
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    found.local = make_cadre(found.first, display_name="甲校干部")
    found.other = make_cadre(found.second, display_name="乙校干部")
    for name in ("李测一", "王测二", "赵测三"):
        make_member(found.first, name, facts={"duty": "分工会主席"})
    found.member = make_account(make_member(found.second, "钱测四"))
    make_past(found.federation, found.second, past(), person=found.member.person)
    return found


@pytest.fixture
def open_desk(browser, live_server):
    """``open_desk(user)`` is the window of one more cadre."""
    opened = []

    def sign_in(user):
        page = open_page(browser, live_server.url, viewport={"width": 1280, "height": 844})
        opened.append(page)
        enter(page, user.username, PASSWORD)
        return page

    yield sign_in
    for page in opened:
        page.context.close()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def plan(page, picture):
    """Make the training of yesterday and today, give seats, publish."""
    today = dates.today()
    page.goto("/learning/events/new/")
    page.get_by_label("培训名称").fill(TITLE)
    page.get_by_label("主办级别").select_option(str(int(Level.PROVINCE)))
    page.get_by_label("开始日期").fill((today - timedelta(days=1)).isoformat())
    page.get_by_label("结束日期").fill(today.isoformat())
    page.get_by_label("报名截止").fill(today.isoformat())
    page.get_by_label("地点").fill("干部学校三号楼")
    look(page, picture, "learning-new")
    press(page, "保存")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="名额").click()
    page.get_by_label("添加工会").fill("示范大学工会 2\n样板大学工会 1\n无此工会 1余")
    press(page, "保存名额")
    look(page, picture, "learning-seats-mend")
    page.get_by_label("添加工会").fill("示范大学工会 2\n样板大学工会 1")
    press(page, "保存名额")
    look(page, picture, "learning-seats")
    page.get_by_role("link", name="概况").click()
    press(page, "发布通知")
    look(page, picture, "learning-event")


def send(page, *names):
    page.get_by_role("link", name="培训班", exact=True).click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="名单", exact=True).click()
    for name in names:
        page.get_by_role("link", name="推荐参训").click()
        page.get_by_label("姓名").fill(name)
        press(page, "推荐")


def check_in(page, picture, names):
    """All half-days, from a phone; the first one is looked at."""
    page.goto(f"/learning/events/{event().pk}/attendance/")
    look(page, picture, "learning-attendance-before")
    with scoping.everything("journey"):
        halves = list(event().half_days.values_list("pk", flat=True))
    for place, half in enumerate(halves):
        page.goto(f"/learning/half-days/{half}/")
        for name in names:
            page.get_by_role("checkbox", name=f"签到 {name}").check()
        if place == 0:
            look(page, picture, "learning-sheet")
        press(page, "保存")
    look(page, picture, "learning-attendance")


def event():
    return TrainingEvent.objects.get(title=TITLE)


def record(name):
    with scoping.everything("journey"):
        return TrainingRecord.objects.get(name=name, event=event())


def test_training_from_plan_to_figure(open_desk, phone, picture, province):
    desk = open_desk(province.cadre)
    plan(desk, picture)

    local = open_desk(province.local)
    send(local, "李测一", "王测二", "赵测三")
    look(local, picture, "learning-roster-full")
    assert "名额已满，“赵测三”列入候补" in local.content()

    enter(phone, province.member.username, PASSWORD)
    phone.goto("/learning/me/")
    picture(phone, "learning-own-open")
    phone.get_by_role("link", name=TITLE).click()
    press(phone, "报名")
    other = open_desk(province.other)
    picture(other, "learning-desk-line")
    send(other)
    press(other, "同意 钱测四")

    with scoping.everything("journey"):
        make_member(province.first, "孙测五")
    local.get_by_role("link", name="顶替 王测二").click()
    local.get_by_label("姓名").fill("孙测五")
    local.get_by_label("顶替原因").fill("生病")
    look(local, picture, "learning-substitute")
    press(local, "顶替")
    look(local, picture, "learning-roster-substituted")
    local.get_by_role("link", name="退出 李测一").click()
    local.get_by_label("原因").fill("出差")
    press(local, "退出培训")
    assert record("赵测三").status == "admitted"

    check_in(desk, picture, ("赵测三", "钱测四"))
    desk.goto(f"/learning/events/{event().pk}/completion/")
    look(desk, picture, "learning-completion-open")
    press(desk, "结班")
    press(desk, "颁发结业证书")
    look(desk, picture, "learning-completion")
    assert [record(name).status for name in ("赵测三", "钱测四", "孙测五")] == [
        "completed",
        "completed",
        "absent",
    ]

    phone.goto("/learning/me/")
    picture(phone, "learning-own")
    assert not scrolls_sideways(phone)
    check_certificate(phone, picture)
    open_figure(desk, picture)
    assert [page.problems for page in (desk, local, other, phone)] == [[], [], [], []]


def check_certificate(page, picture):
    """On the portal, by number and code."""
    with scoping.everything("journey"):
        made = certificate_of(record("钱测四"))
    page.goto("/verify/")
    page.get_by_label("证书编号").fill(made.cert_no)
    page.get_by_label("验证码").fill(made.code)
    press(page, "核验")
    assert "结业证书" in page.content()
    assert TITLE in page.content()
    look(page, picture, "learning-verify")


def open_figure(page, picture):
    """The figure of persons opens to the records, and a record to its check-ins."""
    page.goto("/figures/learning.persons/rows/rows/")
    look(page, picture, "learning-figure")
    page.get_by_role("link", name="赵测三").first.click()
    look(page, picture, "learning-record")
    for name, address in (
        ("events", "/learning/events/"),
        ("records", "/learning/records/"),
        ("chairs", "/learning/chairs/"),
    ):
        page.goto(address)
        look(page, picture, f"learning-{name}")
