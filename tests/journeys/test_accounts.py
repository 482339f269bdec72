"""An account from its opening to its first own password, on a desk, on a phone and without script."""

import re

import pytest

from gonghui.kernel.access.models import User
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.people import SAMPLE_ID, make_member
from tests.factories.unions import make_branch, make_direct_union, make_federation
from tests.journeys.conftest import enter, open_page
from tests.journeys.looking import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "moon-river-over-hills"
NARROW = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def scene():
    """A university with a branch, its cadre and its auditor, and a member."""
    union = make_direct_union(make_federation(), "示范理工大学工会")
    branch = make_branch(union, "物理学院分工会")
    make_cadre(union, username="wangjianguo", display_name="王建国")
    make_cadre(union, role="auditor", username="lishen", display_name="李审")
    return make_member(branch, "陈晓梅", doc_no=SAMPLE_ID, phone="13800001234")


@pytest.fixture
def narrow(browser, live_server):
    """A phone of 360 pixels without script."""
    page = open_page(browser, live_server.url, **NARROW, java_script_enabled=False)
    yield page
    page.context.close()


def open_account(desk):
    """As the university's cadre: open the account of a branch cadre; returns the initial password."""
    desk.goto("/account/all/open/")
    desk.get_by_label("姓名").fill("赵六")
    desk.get_by_label("用户名").fill("zhaoliu")
    desk.locator("#id_union").fill("物理学院")
    desk.get_by_label("岗位").select_option("branch_cadre")
    desk.get_by_label("依据").fill("校工〔2026〕3号")
    with desk.expect_navigation():
        desk.locator("form.form button.btn-primary").click()
    return desk.locator("dd code").inner_text()


def test_account_is_opened_and_taken_over_by_its_holder(desk, narrow, picture, scene):
    enter(desk, "wangjianguo", PASSWORD)
    initial = open_account(desk)
    picture(desk, "account-initial-password")
    enter(narrow, "zhaoliu", initial)
    assert re.search("/account/password/$", narrow.url)
    picture(narrow, "account-first-password-narrow")
    narrow.get_by_label("新密码", exact=False).first.fill(OWN)
    narrow.get_by_label("再输一遍新密码", exact=False).fill(OWN)
    with narrow.expect_navigation():
        narrow.get_by_role("button", name="保存新密码").click()
    assert re.search("/desk/$", narrow.url)
    narrow.goto("/account/")
    picture(narrow, "account-own-narrow")
    assert User.objects.get(username="zhaoliu").check_password(OWN)


def test_unmasking_asks_why_and_stands_in_the_log(desk, picture, scene):
    enter(desk, "wangjianguo", PASSWORD)
    desk.goto(f"/account/unmask/{scene.pk}/phone/")
    assert desk.get_by_text("138****1234").count() == 1
    desk.get_by_label("事由").fill("电话通知补材料")
    with desk.expect_navigation():
        desk.get_by_role("button", name="查看一次").click()
    assert desk.get_by_text("13800001234").count() == 1
    desk.context.clear_cookies()
    enter(desk, "lishen", PASSWORD)
    desk.goto("/account/unmaskings/")
    assert desk.get_by_role("cell", name="电话通知补材料").count() == 1
    desk.goto("/log/?key=查看完整")
    assert desk.get_by_text("查看完整手机号：电话通知补材料").count() == 1


def test_refusals_and_ended_sessions_reach_parts_of_a_page(desk, scene):
    enter(desk, "lishen", PASSWORD)
    desk.wait_for_url("**/desk/")
    desk.evaluate("htmx.ajax('GET', '/account/all/open/', '#content')")
    desk.get_by_text("没有“开通和停用账号”权限，可联系上级工会管理员开通。").wait_for()
    desk.context.clear_cookies()
    desk.evaluate("htmx.ajax('GET', '/account/all/', '#content')")
    desk.wait_for_url(re.compile(r"/account/login/\?next="))

    assert desk.url.endswith("/account/login/?next=/account/all/")


PAGES = {
    "login": "/account/login/",
    "account": "/account/",
    "password": "/account/password/",
    "accounts": "/account/all/",
    "account-open": "/account/all/open/",
    "account-of": "/account/all/{user}/",
    "account-reset": "/account/all/{user}/reset/",
    "account-stop": "/account/all/{user}/stop/",
    "post-grant": "/account/all/{user}/grant/",
    "unmask": "/account/unmask/{person}/phone/",
    "unmaskings": "/account/unmaskings/",
    "log": "/log/",
}


@pytest.fixture
def windows(browser, live_server):
    """The same visitor on a desk and on a phone of 360 pixels."""
    found = [open_page(browser, live_server.url, viewport={"width": 1366, "height": 860})]
    found.append(open_page(browser, live_server.url, **NARROW))
    yield found
    for page in found:
        page.context.close()


def test_pages_have_no_barrier_and_fit_a_narrow_phone(windows, picture, scene):
    user = User.objects.get(username="lishen")
    faults = []
    for page, size in zip(windows, ("desk", "narrow"), strict=True):
        for name, address in PAGES.items():
            if name == "account":
                enter(page, "wangjianguo", PASSWORD)
            page.goto(address.format(user=user.pk, person=scene.pk))
            picture(page, f"access-{name}-{size}")
            faults += [f"{name} {size}: {fault}" for fault in barriers(page)]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            faults += [f"{name} {size}: {wide} px too wide"] * (wide > 0)
        faults += [f"{size}: {problem}" for problem in page.problems]
    assert faults == []
