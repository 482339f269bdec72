"""A founding from survey to active union with a return and a refusal, a transfer with both sides."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from gonghui.kernel.lib import dates
from gonghui.kernel.unions.api import Ownership, UnitKind
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.people import make_id, make_member, present
from tests.factories.unions import make_province, make_regions, make_unit
from tests.journeys.looking import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = [f"{family}{given}" for family in "王李张刘陈" for given in ("芳", "军", "敏", "静", "磊")]


@pytest.fixture
def province():
    """Unions, two private kindergartens without a union, cadres of city and province."""
    make_regions()
    found = make_province()
    private = {"kind": UnitKind.KINDERGARTEN, "ownership": Ownership.PRIVATE}
    found.garden = make_unit("南京小星星幼儿园", **private)
    found.refuser = make_unit("南京小月亮幼儿园", **private)
    found.city = make_cadre(found.nanjing, "city_cadre", display_name="市干部")
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    return found


def sign_in(page, user):
    """Put a session of ``user`` into the browser."""
    client = Client()
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "domain": "localhost", "path": "/"}
    page.context.add_cookies([{**cookie, "value": client.cookies[cookie["name"]].value}])


def fill(page, **fields):
    """Type into the form by field name."""
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def go(page, label, **fields):
    """Press the link or button ``label`` on the page; fill its form, if it has one, and submit."""
    with page.expect_navigation():
        page.locator("main").locator("a, button").filter(has_text=label).first.click()
    if fields:
        fill(page, **fields)
        with page.expect_navigation():
            page.locator("form.form .form-foot button").first.click()


def follow(page, name):
    """Follow the first link called ``name``."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def state(page) -> str:
    """The state on the case page."""
    return page.locator(".panel-head:has(h2:text('现在的状态')) .badge").inner_text()


def day(before: int = 0) -> str:
    """A day as a date field takes it."""
    return (dates.today() - timedelta(days=before)).isoformat()


def begin(page, unit):
    """From the list of units without a union to the page of a new case."""
    page.goto("/organising/units/?covered=0")
    follow(page, unit.name)
    go(page, "发起建会", contact="园长")


def rate(page) -> str:
    """The rate at the end of the period on the page of the formation rate."""
    page.goto("/organising/formation/")
    return page.locator(".kpi:has-text('期末比率') .kpi-value").inner_text()


def reviewed_rate(page) -> str:
    """The same rate in the sentence of the five-year review."""
    page.goto("/review/")
    numbers = page.locator(".review-text p").filter(has_text="期末建会率").locator("a")
    return numbers.last.inner_text()


def clock(page) -> str:
    """What the case page says about its running deadline."""
    return page.locator(".facts dt:has-text('期限') + dd .badge").first.inner_text()


def test_founding_walks_from_survey_to_active_union(desk, province, picture):
    page = desk
    sign_in(page, province.city)
    assert (rate(page)[:4], reviewed_rate(page)) == ("0.00", "0.00")
    page.goto("/organising/units/?covered=0")
    picture(page, "founding-1-units")
    begin(page, province.garden)
    assert state(page) == "摸排"
    picture(page, "founding-2-surveyed")
    assert barriers(page) == []
    go(page, "登记走访", note="园长同意建会", who="市干部")
    go(page, "转入发动")
    go(page, "开始筹备")
    go(page, "修改", group_members="王芳\n李军\n张敏")
    go(page, "提交筹建请示", requested_on=day(20))
    assert state(page) == "批复筹建"
    go(page, "退回补正", note="缺办学许可证复印件")
    assert (state(page), clock(page)) == ("退回补正", "计时暂停")
    picture(page, "founding-3-returned")
    go(page, "补正后重新提交")
    assert (state(page), clock(page)[:2]) == ("批复筹建", "还剩")
    go(page, "批复同意筹建", approval_no="宁教工〔2026〕3号", approved_on=day(15))
    recruit_and_elect(page, picture)
    go(page, "报送选举结果", reported_on=day(3))
    go(page, "批准成立", approval_no="宁教工〔2026〕9号", approved_on=day(1), term_years="3")
    assert state(page) == "批准成立"
    go(page, "完成法人登记", uscc="81320000MC0000012F", certificate_no="证001")
    go(page, "转入正常")
    assert state(page) == "正常"
    picture(page, "founding-6-active")
    assert barriers(page) == []
    follow(page, "南京小星星幼儿园工会")
    picture(page, "founding-7-union")
    assert page.locator(".kpi:has-text('会员') .kpi-value").first.inner_text().startswith("25")
    assert rate(page).startswith("50")
    picture(page, "founding-8-rate")
    sign_in(page, province.cadre)
    assert reviewed_rate(page) == "50.00"
    picture(page, "founding-9-review")
    assert page.problems == []


def recruit_and_elect(page, picture):
    """Twenty-five people apply and elect three of four candidates."""
    picture(page, "founding-4-recruiting")
    lines = "\n".join(f"{name} {make_id(at + 1)}" for at, name in enumerate(NAMES))
    go(page, "登记申请", lines=lines)
    go(page, "进入选举")
    numbers = {"seats": "3", "should_attend": "25", "present": "24"}
    papers = {"issued": "24", "recovered": "24", "valid": "24"}
    votes = f"{NAMES[0]} 22 主席\n{NAMES[1]} 18 副主席\n{NAMES[2]} 15\n{NAMES[3]} 6"
    go(page, "录入计票单", held_on=day(5), lines=votes, **numbers, **papers)
    picture(page, "founding-5-elected")
    assert page.locator("tbody .badge.is-good").count() == 3


def test_refusal_closes_the_founding_with_its_reason(desk, province):
    page = desk
    sign_in(page, province.city)
    begin(page, province.refuser)
    go(page, "登记走访", note="举办者有顾虑")
    go(page, "转入发动")
    go(page, "单位拒绝", note="举办者暂不同意，半年后再访")
    assert (state(page), page.locator(".timeline-note").first.inner_text()) == (
        "拒绝",
        "举办者暂不同意，半年后再访",
    )


def test_transfer_goes_from_the_phone_to_both_desks(desk, phone, province, picture):
    teacher = make_member(province.physics, "张老师")
    account = make_account(teacher)
    letting = make_cadre(province.first, display_name="转出干部")
    taking = make_cadre(province.second, display_name="转入干部")
    sign_in(phone, account)
    phone.goto("/organising/me/")
    picture(phone, "transfer-1-phone")
    go(phone, "申请会籍转移", to_union="样板大学工会", reason="工作调动")
    picture(phone, "transfer-2-asked")
    assert barriers(phone) == []
    sign_in(desk, letting)
    desk.goto("/desk/")
    picture(desk, "transfer-3-desk")
    follow(desk, "张老师转往样板大学工会")
    go(desk, "同意转出", issued_on=day(2))
    assert (present(teacher).status, present(teacher).union) == ("transferring", province.physics)
    follow(phone, "张老师转往样板大学工会")
    go(phone, "确认转入")
    picture(phone, "transfer-4-confirmed")
    sign_in(desk, taking)
    desk.goto("/cases/")
    picture(desk, "transfer-5-inbox")
    follow(desk, "张老师转往样板大学工会")
    go(desk, "接收", accepted_on=day())
    assert (state(desk), present(teacher).union) == ("已接收", province.second)
    assert (phone.problems, desk.problems) == ([], [])


def test_founding_reads_well_on_a_phone(phone, province, picture):
    sign_in(phone, province.city)
    begin(phone, province.garden)
    picture(phone, "founding-phone")
    assert barriers(phone) == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.viewport_size["width"]
