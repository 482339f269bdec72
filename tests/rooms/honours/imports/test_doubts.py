"""Rows of an old register that read well and cannot be true (handbook contests §13, homes §14)."""

import pytest

from gonghui.engines.campaigns.api import Happening, revoke_award
from gonghui.engines.campaigns.models import Award
from gonghui.kernel.exchange.checking import MENDED
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import RowOutcome
from gonghui.kernel.indicators.api import Question, figure
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import date
from gonghui.rooms.honours.forms.awards import AwardForm
from tests.rooms.honours.imports.test_register import book, counts, load, refusals, settle, start

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = ("姓名", "单位", "荣誉称号", "级别", "授予单位", "文号", "获奖时间", "年度")
HOMES = Question(date(2022, 1, 1), date(2026, 12, 31))


def checked(province, *rows):
    return settle(province, start(province, book(rows, HEAD)))


def notes(batch):
    """Codes of what was pointed out in rows that are taken."""
    parts = read_rows(batch, f"{MENDED}:{RowOutcome.NEW}")
    return [found[2] for part in parts for row in part for found in row[-1]]


@pytest.mark.parametrize(
    "unit", ["示范大学", "示范 大学", "示范大学工会", "示范大学教职工工会", "示范大学工会委员会"]
)
def test_unit_written_in_five_ways_is_one_union(province, unit):
    load(province, [("李测甲", unit, "省劳动模范", "", "", "", "2023", "")], HEAD)

    assert Award.objects.get().union == province.first


def test_one_award_in_the_tables_of_three_years_is_taken_once(province):
    row = ("李测甲", "示范大学", "省劳动模范", "", "", "", "2021-04-28")
    batch = checked(province, *((*row, str(year)) for year in (2021, 2022, 2023)))

    assert (counts(batch), [found[1:] for found in refusals(batch)]) == (
        (1, 0, 0, 2),
        [("title", "duplicate"), ("title", "duplicate")],
    )


def test_star_and_title_in_one_are_refused(province):
    batch = checked(
        province, ("示范大学", "示范大学", "五星模范小家", "系统级", "省教科工会", "", "2023", "")
    )

    assert [found[1:] for found in refusals(batch)] == [("title", "doubt_title")]


@pytest.mark.parametrize(
    ("level", "body", "expected"),
    [
        ("省级", "南京市总工会", [("honour_level", "doubt_honour_level")]),
        ("系统级", "鼓楼区教育工会", [("honour_level", "doubt_honour_level")]),
        ("省级", "江苏省总工会", []),
        ("国家级", "北京市总工会、中华全国总工会", []),
        ("市级", "南京市总工会", []),
    ],
)
def test_title_of_a_city_reported_as_provincial_is_refused(province, level, body, expected):
    batch = checked(province, ("李测甲", "示范大学", "岗位标兵", level, body, "", "2023", ""))

    assert [found[1:] for found in refusals(batch)] == expected


def test_year_of_the_number_against_that_of_the_date_is_told(province):
    row = ("李测甲", "示范大学", "省劳动模范", "", "", "苏工〔2022〕5号", "2023-01-10", "")

    assert "doubt_granted_on" in notes(checked(province, row))


def test_title_withdrawn_here_and_still_on_a_list_is_refused(province):
    row = ("李测甲", "示范大学", "省劳动模范", "", "", "", "2021-04-28", "")
    load(province, [row], HEAD)
    gone = Happening(on=date(2024, 1, 1), note="受处分")
    revoke_award(actor=SYSTEM, award=Award.objects.get(), happening=gone)

    assert [found[1:] for found in refusals(checked(province, row))] == [("title", "withdrawn")]


def test_homes_from_a_register_count_as_homes_and_small_homes(province):
    body = ("系统级", "省教育科技工会", "", "2023-05-01", "")
    load(
        province,
        [
            ("示范大学工会", "示范大学", "三星级职工之家", *body),
            ("物理学院小家", "示范大学", "四星级教工小家", *body),
            ("化学学院小家", "示范大学", "四星级教工小家", *body),
        ],
        HEAD,
    )
    found = figure("homes.star_homes", HOMES)

    assert {part.label: part.value for part in found.parts if part.row_set} == {
        "全部称号": 3,
        "职工之家": 1,
        "职工小家": 2,
        "三星级": 1,
        "四星级": 2,
        "期末在册": 0,
    }


def test_list_of_a_city_is_no_list_of_the_province(province):
    row = ("南京第一小学", "南京第一小学", "“五好”乡村教工之家")
    load(province, [(*row, "", "南京市教育工会", "", "2023-05-01", "")], HEAD)

    assert Award.objects.get().series.key == "rural-home-city"
    assert figure("homes.rural_homes", HOMES).value == 0


def test_first_prize_of_a_nation_from_a_register_counts_in_contests(province):
    row = ("李测甲", "示范大学", "全国高校青年教师教学竞赛一等奖", "", "", "", "2024-09-01", "")
    load(province, [row], HEAD)

    assert (Award.objects.get().grade, figure("contests.national_first", HOMES).value) == (
        "一等奖",
        1,
    )


TYPED = {
    "new_series": "标兵",
    "title": "标兵",
    "honour_level": "60",
    "holder_kind": "person",
    "holder_name": "李测甲",
    "granting_body": "江苏省总工会",
    "document_no": "苏工〔2023〕5号",
    "granted_on": "2023-04-28",
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "五星模范之家"}, "title"),
        ({"granting_body": "苏州市总工会"}, "honour_level"),
        ({"granted_on": "2024-01-05"}, "granted_on"),
    ],
)
def test_form_of_one_award_asks_the_same_and_keeps_what_was_typed(province, changes, field):
    assert AwardForm(TYPED).errors == {}
    form = AwardForm(TYPED | changes)

    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in changes} == changes
