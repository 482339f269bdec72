"""A federation loads its schools and their unions from a bureau's list; on the phone one is entered by hand."""

from pathlib import Path

import openpyxl
import pytest

from tests.factories.access import PASSWORD, make_cadre
from tests.factories.unions import make_province, make_regions, make_unit
from tests.journeys.conftest import enter, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = ("序号", "学校名称", "学段", "办学性质", "所属区县", "建校时间", "工会名称", "建会时间")
ROWS = (
    (1, "南京测试一小", "小学", "公办", "玄武区", "1998-09-01", "南京测试一小工会", "2001-05-06"),
    (2, "南京测试二小", "小学", "民办", "秦淮区", "2003-09-01", "南京测试二小工会", "2011-03-01"),
    (3, "南京测试三幼", "幼儿园", "民办", "不存在区", "2015-09-01", "", ""),
)


@pytest.fixture
def province(transactional_db):
    """The unions of the factory with regions and two cadres."""
    found = make_province()
    make_regions()
    make_unit("南京测试四小")
    make_cadre(found.federation, "province_cadre", username="province", display_name="省干部")
    make_cadre(found.nanjing, "city_cadre", username="city", display_name="市干部")
    return found


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """One sheet with units and their unions, as bureaus keep it."""
    book = openpyxl.Workbook()
    for row in (("南京市学校及工会一览表",), HEAD, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "学校一览表.xlsx")
    return tmp_path / "学校一览表.xlsx"


def press(page, name):
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def load(page, picture, path, address, name):
    """From a list through mapping and differences to what was written."""
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="导入", exact=True).click()
    page.locator("#file").set_input_files(path)
    press(page, "上传并检查")
    picture(page, f"registers-{name}-1-mapping")
    press(page, "开始检查")
    picture(page, f"registers-{name}-2-differences")
    told = page.get_by_text("共 ").filter(has_text="退回").first.inner_text()
    press(page, "确认写入")
    page.get_by_role("button", name="整批撤销").wait_for()
    assert (scrolls_sideways(page), page.problems) == (False, [])
    return told


def test_one_list_gives_units_and_then_their_unions(desk, picture, province, listed):
    enter(desk, "city", PASSWORD)

    units = load(desk, picture, listed, "/organising/units/", "units")
    desk.goto("/organising/units/?q=南京测试")
    picture(desk, "registers-units-3-list")
    unions = load(desk, picture, listed, "/organising/unions/", "unions")
    desk.goto("/organising/unions/?q=南京测试")
    picture(desk, "registers-unions-3-list")

    assert units == "共 3 行：新增 2，变更 0，无变化 0，退回 1。"
    assert unions == "共 2 行：新增 2，变更 0，无变化 0，退回 0。"
    assert desk.locator("tbody tr th").all_inner_texts() == ["南京测试二小工会", "南京测试一小工会"]


def test_union_that_exists_is_entered_on_a_phone(phone, picture, province):
    enter(phone, "city", PASSWORD)
    phone.goto("/organising/unions/new/")
    phone.get_by_label("工会名称").fill("南京测试四小工会")
    phone.get_by_label("成立日期").fill("2011-03-01")
    phone.get_by_label("上级工会").fill("南京市教育工会")
    phone.get_by_label("覆盖单位").fill("南京测试四小")
    picture(phone, "registers-union-phone")

    press(phone, "保存")

    assert phone.get_by_text("已登记“南京测试四小工会”。").count() == 1
    assert (scrolls_sideways(phone), phone.problems) == (False, [])
