"""The path of a new user: the messy roll, its answer, the mended roll, the members, the figures.

On a small cut of the demonstration province, with the roll that ``make run`` leaves for a newcomer. Jobs
wait in the database until the worker's own loop takes them, as they do outside of tests.
"""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from gonghui.demo.members import write_members
from gonghui.demo.messy import TITLES, write_messy_roll
from gonghui.demo.plan import draw
from gonghui.demo.territory import write_territory
from gonghui.kernel.exchange.actions import starting
from gonghui.kernel.jobs.worker import Worker
from gonghui.kernel.lib import dates
from tests.factories.access import PASSWORD, make_cadre
from tests.journeys.conftest import as_number, enter, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROLL, ISSUES = "会员名册", "问题清单"
FIRST_ROW = 4  # of people, below title, note and heading
OWN = "moon-river-over-hills"
REVIEWED = ("会员数", "直属基层工会数", "民办中小学、幼儿园动态建会率提高")


@pytest.fixture
def province(settings, monkeypatch):
    """Four direct unions, twenty schools, three hundred members, two cadres; jobs wait for a worker."""
    monkeypatch.setattr(starting, "SMALL_FILE", 0)  # this roll would be done within a click
    monkeypatch.setattr(starting, "SMALL_BATCH", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    whole = draw(2026, dates.today())
    schools = tuple(unit for unit in whole.schools if unit.city == 0)[:20]
    plan = replace(whole, direct=whole.direct[:4], schools=schools)
    territory = write_territory(plan)
    write_members(plan, territory, members=300, seed=1)
    make_cadre(territory.unions["示例大学"], username="university", display_name="示例大学工会干部")
    make_cadre(territory.federation, "province_cadre", username="province", display_name="省干部")
    return territory


@pytest.fixture
def look(picture):
    """Keeps a picture of a step; no page may scroll sideways or report an error."""

    def keep(page, name):
        picture(page, f"new-user-{name}")
        assert (name, scrolls_sideways(page), page.problems) == (name, False, [])

    return keep


def work():
    """What ``manage.py work`` does, until nothing waits."""
    Worker().run(until_idle=True)


def press(page, name):
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def upload(page, path):
    """From the list of members to the page of the new batch."""
    page.goto("/organising/members/")
    with page.expect_navigation():
        page.get_by_role("link", name="导入", exact=True).click()
    page.locator("#file").set_input_files(path)
    press(page, "上传并检查")


def count_members(page, text=""):
    """How many the list of members shows."""
    page.goto(f"/organising/members/?q={text}")
    return as_number(page.locator(".list-total b").first.inner_text())


def summary(page):
    """The sentence above the differences."""
    sentence = page.get_by_text("共 120 行：")
    sentence.wait_for()
    return sentence.inner_text()


def check_messy_roll(page, look, path):
    """Upload, decide about the columns, let the worker check."""
    upload(page, path)
    work()
    page.get_by_role("heading", name="列的对应").wait_for()
    look(page, "02-mapping")
    press(page, "开始检查")
    look(page, "03-checking")
    work()
    assert summary(page) == "共 120 行：新增 95，变更 0，无变化 0，退回 25。"
    look(page, "04-differences")
    page.get_by_role("link", name="退回 25").click()
    page.get_by_text("证件号码校验位不符，请核对每一位。").first.wait_for()
    look(page, "05-refused")


def fetch_answer(page, path):
    """The user's own workbook with its comments."""
    with page.expect_download() as found:
        page.get_by_role("button", name="下载批注表格").click()
    found.value.save_as(path)
    return openpyxl.load_workbook(path)


def commented(sheet):
    """The cells with a comment, by the position of their row in the roll."""
    cells = [cell for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.comment]
    found: dict[int, list] = {}
    for cell in cells:
        found.setdefault(cell.row - FIRST_ROW, []).append(cell)
    return found


def mend(book, roll, path):
    """Write every row that was commented on as the papers say, and save."""
    sheet = book[ROLL]
    for position in commented(sheet):
        for column, title in enumerate(TITLES, 1):
            value = roll.right[position][title]
            sheet.cell(position + FIRST_ROW, column).value = value
    book.save(path)


def check_answer(book, roll):
    """Each refused row carries a comment and colour, and stands in the list of issues."""
    sheet, issues = book[ROLL], book[ISSUES]
    stays = roll.refused["同一证件号出现两次"][0]  # the second of the two is the one in question
    refused = sorted({at for rows in roll.refused.values() for at in rows} - {stays})
    listed = {row[1] - FIRST_ROW for row in issues.iter_rows(min_row=2, values_only=True)}
    found = commented(sheet)
    assert (sorted(found), sorted(listed)) == (refused, refused)
    assert {cell.fill.fgColor.rgb for cells in found.values() for cell in cells} == {"00FFC7CE"}
    wrong = roll.refused["校验码不符"][0]
    assert [(cell.column, cell.comment.text) for cell in found[wrong]] == [
        (TITLES.index("证件号码") + 1, "证件号码校验位不符，请核对每一位。")
    ]


def write_mended_roll(page, look, path):
    """The same columns are remembered; look at the differences, confirm."""
    upload(page, path)
    work()
    assert summary(page) == "共 120 行：新增 120，变更 0，无变化 0，退回 0。"
    look(page, "06-mended-differences")
    press(page, "确认写入")
    look(page, "07-writing")
    work()
    page.get_by_role("button", name="整批撤销").wait_for()
    look(page, "08-written")


def undo_and_redo(page, look, before):
    """Taken back whole, written again whole."""
    batch = page.url
    press(page, "整批撤销")
    work()
    page.get_by_role("button", name="重新写入").wait_for()
    look(page, "10-undone")
    assert count_members(page) == before
    page.goto(batch)
    press(page, "重新写入")
    work()
    page.get_by_role("button", name="整批撤销").wait_for()
    assert count_members(page) == before + 120


def open_account(page, look, person):
    """As the cadre, for a member of the roll; returns user name and first password."""
    assert count_members(page, person["工号"]) == 1
    with page.expect_navigation():
        page.get_by_role("link", name=person["姓名"]).click()
    look(page, "11-member")
    with page.expect_navigation():
        page.get_by_role("link", name="开通账号").click()
    press(page, "开通账号")
    look(page, "12-first-password")
    return [
        page.locator(f"dt:text-is('{name}') + dd").inner_text() for name in ("用户名", "初始密码")
    ]


def take_over_account(page, username, password):
    """The first sign-in asks for a password of one's own."""
    enter(page, username, password)
    page.get_by_label("新密码", exact=False).first.fill(OWN)
    page.get_by_label("再输一遍新密码", exact=False).fill(OWN)
    press(page, "保存新密码")


def see_own_membership(page, look, person):
    """The member's first screen and the page of the membership."""
    card = page.locator(".member-card")
    assert person["姓名"] in card.inner_text()
    look(page, "13-phone-home")
    page.goto("/organising/me/")
    look(page, "14-phone-membership")
    assert page.locator(".facts dd").first.inner_text() == f"示例大学{person['部门']}分工会"


def open_rows(page, look, name, at):
    """From a figure of the review to the rows of each of its parts, which re-add to it."""
    page.goto("/review/")
    figure = page.locator("a.review-figure").filter(has_text=name).first
    shown = figure.locator(".review-figure-value").inner_text()
    with page.expect_navigation():
        figure.click()
    look(page, f"{at}-figure")
    value = page.locator(".kpi-value").inner_text()
    assert value.split() == shown.split()
    parts = page.locator("tbody tr:has(a)")
    for place in range(parts.count()):
        count = as_number(parts.nth(place).locator("td").first.inner_text())
        with page.expect_navigation():
            parts.nth(place).get_by_role("link").click()
        assert as_number(page.locator(".list-total b").inner_text()) == count
        assert page.locator("tbody tr").count() == min(count, 50)
        look(page, f"{at}-rows-{place}")
        page.go_back()
    return as_number(value)


def test_new_user_walks_from_the_messy_roll_to_the_figures(
    desk, phone, look, province, tmp_path: Path
):
    messy, answer, mended = (tmp_path / f"{name}.xlsx" for name in ("会员名册", "批注", "改好"))
    roll = write_messy_roll(messy)
    enter(desk, "university", PASSWORD)
    look(desk, "01-desk")
    before = count_members(desk)
    check_messy_roll(desk, look, messy)
    book = fetch_answer(desk, answer)
    check_answer(book, roll)
    mend(book, roll, mended)
    write_mended_roll(desk, look, mended)
    batch = desk.url
    with desk.expect_navigation():
        desk.get_by_role("link", name="查看写入后的名册").click()
    assert as_number(desk.locator(".list-total b").inner_text()) == before + 120
    look(desk, "09-members")
    desk.goto(batch)
    undo_and_redo(desk, look, before)
    person = roll.right[roll.refused["校验码不符"][0]]
    take_over_account(phone, *open_account(desk, look, person))
    see_own_membership(phone, look, person)


def test_figures_of_the_review_open_down_to_their_rows(desk, look, province):
    enter(desk, "province", PASSWORD)
    desk.goto("/review/")
    desk.locator(".trend-chart[data-drawn]").nth(1).wait_for()
    look(desk, "20-review")
    members, unions, gain = (
        open_rows(desk, look, name, 21 + at) for at, name in enumerate(REVIEWED)
    )
    assert (members > 250, unions, gain > 0) == (True, 4, True)
