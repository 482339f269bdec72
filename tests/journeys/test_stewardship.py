"""A problem heard on a visit until it is solved; an issue from the sheet to closing; both in their figures."""

from datetime import timedelta

import pytest
from openpyxl import Workbook

from gonghui.kernel.lib import dates, scoping
from gonghui.rooms.stewardship.models import RectItem, Ticket
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.stewardship import (
    PDF,
    make_batch,
    make_leader,
    make_meeting,
    make_point,
    make_topic,
    make_university,
)
from tests.factories.unions import make_federation
from tests.journeys.conftest import as_number, enter, open_page
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Scene:
    """A federation, a university outside the capital, and the accounts that meet there."""

    def __init__(self):
        self.federation = make_federation()
        self.away = make_university(self.federation, "姑苏大学工会")
        self.cadre = make_cadre(self.federation, "province_cadre", display_name="省干部")
        self.local = make_cadre(self.away, display_name="校干部")
        self.owner = make_cadre(self.federation, "province_cadre", display_name="责任人")
        self.supervisor = make_cadre(self.federation, "supervisor", display_name="督办人")
        self.leader = make_leader(self.federation, "周测", user=self.owner)
        self.point = make_point(self.leader, self.away, theme="联系服务教职工")
        self.batch = make_batch(self.federation, "2026年巡视反馈")
        make_topic(self.federation)
        make_meeting(self.federation)


@pytest.fixture
def scene(transactional_db):
    return Scene()


@pytest.fixture
def sign_in(browser, live_server):
    """``sign_in(user)`` opens a window of that account."""
    opened = []

    def window(user):
        page = open_page(browser, live_server.url, viewport={"width": 1280, "height": 860})
        opened.append(page)
        enter(page, user.username, PASSWORD)
        return page

    yield window
    for page in opened:
        assert page.problems == []
        page.context.close()


def fill(page, **fields):
    """Type into labelled fields."""
    for label, value in fields.items():
        page.get_by_label(label).first.fill(value)


def press(page, name):
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def open_step(page, case_id, name):
    """From the page of a case to the form of a step."""
    page.goto(f"/cases/{case_id}/")
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def one(model):
    with scoping.everything("journey"):
        return model.objects.get()


def figure_of(page, key):
    """The number on the page of a figure over the usual five years."""
    page.goto(f"/figures/stewardship.{key}/")
    return as_number(page.locator(".kpi-value").first.inner_text())


def test_problem_heard_on_a_visit_is_solved_and_counted(scene, sign_in, picture):
    day = (dates.today() - timedelta(days=1)).isoformat()
    later = (dates.today() + timedelta(days=20)).isoformat()
    desk, local = sign_in(scene.cadre), sign_in(scene.local)
    desk.goto(f"/stewardship/leaders/{scene.leader.pk}/visits/")
    desk.get_by_label("姑苏大学工会").check()
    fill(desk, 内容="看望教职工", 开始日期=day, 结束日期=day, 反映的问题="东校区食堂偏远")
    look(desk, picture, "stewardship-visit-form")
    press(desk, "保存")
    look(desk, picture, "stewardship-leader")
    ticket = one(Ticket)
    open_step(desk, ticket.case_id, "交办")
    desk.get_by_label("由谁办理").select_option(label="本会")
    fill(desk, 承办部门或承办人="权益部", 办理期限=later)
    press(desk, "交办")
    look(desk, picture, "stewardship-ticket")
    press(desk, "开始办理")
    open_step(desk, ticket.case_id, "反馈结果")
    fill(desk, 办理结果="已协调开通通勤班车。")
    press(desk, "反馈结果")
    open_step(local, ticket.case_id, "评价")
    local.get_by_label("对办理结果").select_option(label="满意")
    press(local, "评价")
    local.goto(f"/stewardship/points/{scene.point.pk}/")
    look(local, picture, "stewardship-point")
    desk.goto(f"/cases/{ticket.case_id}/")
    press(desk, "销号")

    assert figure_of(desk, "problems_solved") == 1
    look(desk, picture, "stewardship-figure-solved")
    assert figure_of(desk, "contact_points") == 1


def sheet(path):
    """A problem list in our own titles."""
    made = Workbook()
    made.active.append(("序号", "事项", "反馈原文", "整改类型"))
    made.active.append((1, "采购制度执行", "采购制度执行不严格，有的项目未比价。", "限期整改"))
    made.save(path)
    return path


def test_issue_goes_from_the_sheet_to_closing_and_the_figure(scene, sign_in, picture, tmp_path):
    later = (dates.today() + timedelta(days=40)).isoformat()
    evidence = tmp_path / "采购办法.pdf"
    evidence.write_bytes(PDF)
    boss, owner = sign_in(scene.supervisor), sign_in(scene.owner)
    boss.goto("/stewardship/items/")
    with boss.expect_navigation():
        boss.get_by_role("link", name="导入", exact=True).click()
    boss.locator("#union").select_option(label=scene.federation.name)
    boss.locator("#file").set_input_files(sheet(tmp_path / "问题清单.xlsx"))
    press(boss, "上传并检查")
    look(boss, picture, "stewardship-import")
    press(boss, "确认写入：新增 1，变更 0")
    item = one(RectItem)
    plan = f"/stewardship/items/{item.pk}/plan/"
    boss.goto(plan)
    fill(boss, 整改措施="修订采购办法，全面自查", 责任部门="办公室", 整改期限=later)
    fill(boss, 责任人用户名=scene.owner.username)
    look(boss, picture, "stewardship-plan")
    press(boss, "保存")
    press(boss, "批准方案，开始整改")
    for text, answer in (("已比价", "退回整改"), ("已印发采购办法", "核销")):
        owner.goto(f"/stewardship/items/{item.pk}/progress/")
        fill(owner, 进展=text)
        owner.locator("#id_upload").set_input_files(evidence)
        owner.get_by_role("button", name="保存", exact=True).click()
        owner.get_by_text("已登记进展。").first.wait_for()
        open_step(owner, item.case_id, "申报完成")
        fill(owner, 原因=text)
        press(owner, "申报完成")
        boss.goto(f"/cases/{item.case_id}/")
        if answer == "核销":
            look(boss, picture, "stewardship-item-claimed")
            press(boss, "核销")
        else:
            open_step(boss, item.case_id, answer)
            fill(boss, 原因="只有一个项目，佐证不足")
            press(boss, answer)
    look(boss, picture, "stewardship-item-closed")
    boss.goto(f"/stewardship/batches/{scene.batch.pk}/")
    look(boss, picture, "stewardship-batch")

    desk = sign_in(scene.cadre)
    assert figure_of(desk, "issues_closed") == 1
    assert figure_of(desk, "completion") == 100
    look(desk, picture, "stewardship-figure-completion")


def test_lists_are_read_on_desk_and_phone(scene, sign_in, picture):
    desk = sign_in(scene.cadre)
    for name in ("leaders", "points", "visits", "problems", "items", "meetings", "topics"):
        desk.goto(f"/stewardship/{name}/")
        look(desk, picture, f"stewardship-list-{name}")
    desk.goto("/stewardship/topics/new/")
    look(desk, picture, "stewardship-topic-form")
    assert desk.problems == []
