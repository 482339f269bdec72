"""The list view under a mouse and a keyboard: it narrows, sorts and picks without a new page."""

import pytest

from gonghui.kernel.ui import actions
from gonghui.kernel.ui.models import FormDraft
from tests.factories.access import make_cadre
from tests.factories.unions import make_branch, make_direct_union, make_federation
from tests.journeys.test_look import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.sample_room.urls"),
]
ROWS = ".list tbody tr"


@pytest.fixture
def cadre():
    federation = make_federation()
    for name in ("北城", "南城", "东海"):
        make_branch(make_direct_union(federation, f"{name}大学工会"), f"{name}大学物理分工会")
    return make_cadre(federation, "province_cadre")


@pytest.fixture
def unions(desk, cadre):
    sign_in(desk, cadre)
    desk.goto("/sample/unions/")
    desk.evaluate("window.samePage = true")
    return desk


def names(page):
    return page.locator(f"{ROWS} th").all_inner_texts()


def test_typing_narrows_the_list_in_place(unions):
    unions.locator("#list-q").press_sequentially("北城")
    unions.wait_for_url("**q=%E5%8C%97%E5%9F%8E**")

    assert names(unions) == ["北城大学工会", "北城大学物理分工会"]
    assert unions.evaluate("window.samePage") is True


def test_heading_sorts_in_place_and_keeps_the_search(unions):
    unions.locator("#list-q").press_sequentially("北城")
    unions.wait_for_url("**q=%E5%8C%97%E5%9F%8E**")
    unions.get_by_role("link", name="工会名称").click()
    unions.wait_for_url("**sort=-name**")

    assert names(unions) == ["北城大学物理分工会", "北城大学工会"]
    assert unions.evaluate("window.samePage") is True


def test_picker_is_worked_by_keyboard(unions):
    field = unions.get_by_role("combobox", name="所属工会")
    field.press_sequentially("南城")
    unions.locator(".picker-list [data-value]").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    unions.wait_for_url("**union=**")

    assert field.input_value() == "南城大学工会"
    assert names(unions) == ["南城大学工会", "南城大学物理分工会"]


def test_bulk_bar_comes_with_the_first_choice(unions):
    bar = unions.locator("[data-bulk]")
    assert bar.is_visible() is False

    unions.locator(".list-pick").first.check()

    assert bar.is_visible() is True
    assert unions.locator("[data-bulk-count]").inner_text() == "已选 1 条"


def test_heading_stays_in_sight(unions):
    unions.set_viewport_size({"width": 1366, "height": 400})
    unions.mouse.wheel(0, 500)
    unions.wait_for_function("window.scrollY > 100")

    head = unions.locator(".list thead th").nth(1).bounding_box()
    bar = unions.locator("header.bar").bounding_box()

    assert head["y"] == pytest.approx(bar["height"], abs=3)


def test_side_menu_opens_on_a_phone(phone, cadre):
    sign_in(phone, cadre)
    phone.goto("/desk/")
    assert phone.locator("#side").is_visible() is False

    phone.locator("[data-toggle-side]").click()

    assert phone.locator("#side").is_visible() is True


def test_list_works_without_script(browser, live_server, cadre):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, cadre)
    page.goto("/sample/unions/")
    page.locator("#list-q").fill("东海")
    with page.expect_navigation():
        page.get_by_role("button", name="筛选").click()

    assert names(page) == ["东海大学工会", "东海大学物理分工会"]
    context.close()


def test_draft_is_kept_and_restored(desk, cadre):
    sign_in(desk, cadre)
    desk.goto("/sample/form/")
    desk.get_by_label("工会名称").fill("星光幼儿园工会")
    desk.get_by_label("25–199 人").check()
    desk.locator("#draft-saved:has-text('草稿已保存')").wait_for()
    desk.evaluate("document.querySelector('form[data-guard]').remove()")  # leaving must not ask
    desk.goto("/sample/form/")
    desk.get_by_role("button", name="接着填").click()
    desk.locator("[data-draft-notice]").wait_for(state="detached")

    assert desk.get_by_label("工会名称").input_value() == "星光幼儿园工会"
    assert desk.get_by_label("25–199 人").is_checked() is True
    assert FormDraft.objects.get().user == cadre


def test_unwanted_draft_is_dropped(desk, cadre):
    actions.save_draft(actor=cadre, key="sample.union", data={"name": ["甲"]})
    sign_in(desk, cadre)
    desk.goto("/sample/form/")

    with desk.expect_navigation():  # back to the same address
        desk.get_by_role("button", name="不要草稿").click()

    assert desk.locator("[data-draft-notice]").count() == 0
    assert FormDraft.objects.count() == 0
