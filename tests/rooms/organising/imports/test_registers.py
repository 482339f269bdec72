"""Units and unions from a bureau's list: founded, compared, refused in the cell, undone, and out again."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import RowOutcome
from gonghui.kernel.exchange.targets import Stale, targets
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import (
    Coverage,
    Edge,
    Union,
    Unit,
    UnitStanding,
    change_unit,
    covering_union,
    start_term,
    subtree,
)
from gonghui.rooms.organising.tables import UnionTable, UnitTable
from tests.batches import checked, counts, refusals, upload
from tests.factories.unions import make_regions, make_unit

pytestmark = pytest.mark.usefixtures("all_scope")
UNIT_HEAD = (
    "序号",
    "学校名称",
    "学段",
    "办学性质",
    "所属区县",
    "建校时间",
    "统一社会信用代码",
    "教职工人数",
    "其中女教职工",
)
UNITS = (
    (1, "南京测试一小", "小学", "公办", "玄武区", "1998-09-01", "", 86, 60),
    (2, "南京测试二幼", "幼儿园", "民办", "320102", "2015/9/1", "52320000MJ5000009F", 31, 30),
)
UNION_HEAD = ("工会名称", "单位名称", "建会时间", "上级工会", "工会代码", "法人资格", "批复文号")
UNIONS = (
    ("南京测试一小工会", "南京测试一小", "2001-05-06", "", "81320000MC0000012F", "是", "宁教工〔2001〕8号"),
    ("南京测试联合工会", "南京测试二幼、南京小星星幼儿园", "2019.3.1", "示范省教育科技工会", "", "否", ""),
)  # fmt: skip


@pytest.fixture
def province(province):
    make_regions()
    return province


def book(head, rows):
    made = Workbook()
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def check(actor, union, key, data):
    return checked(actor, upload(actor, union, data, key))


def apply(province, key, head, rows):
    batch = check(province.cadre, province.federation, key, book(head, rows))
    return apply_batch(actor=province.cadre, batch=batch)


def test_units_of_a_bureau_list_are_entered_as_they_stand_there(province):
    batch = apply(province, "organising.units", UNIT_HEAD, UNITS)

    rows = Unit.objects.filter(name__startswith="南京测试").order_by("pk")
    assert counts(batch) == (2, 0, 0, 0)
    assert [
        (row.name, row.kind, row.ownership, row.region_code, row.opened_on, row.uscc, row.staff_total)
        for row in rows
    ] == [
        ("南京测试一小", "school", "public", "320102", date(1998, 9, 1), "", 86),
        ("南京测试二幼", "kindergarten", "private", "320102", date(2015, 9, 1), "52320000MJ5000009F", 31),
    ]  # fmt: skip
    assert UnitStanding.objects.filter(unit__in=rows, status="running").count() == 2


def test_same_list_again_changes_nothing(province):
    apply(province, "organising.units", UNIT_HEAD, UNITS)

    again = check(province.cadre, province.federation, "organising.units", book(UNIT_HEAD, UNITS))

    assert counts(again) == (0, 0, 2, 0)


UNIT = {
    "学校名称": "南京测试三小", "学段": "小学", "所属区县": "玄武区", "建校时间": "2001-09-01",
    "统一社会信用代码": "", "教职工人数": 50, "其中女教职工": 30,
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"学校名称": "", "统一社会信用代码": "52320000MJ5000009F"}, ("name", "blank")),
        ({"学段": ""}, ("kind", "blank")),
        ({"学段": "老年大学"}, ("kind", "choice_unknown")),
        ({"所属区县": ""}, ("region_code", "blank")),
        ({"所属区县": "不存在区"}, ("region_code", "region_unknown")),
        ({"所属区县": "320999"}, ("region_code", "region_unknown")),
        ({"建校时间": "2001.9"}, ("opened_on", "date_part")),
        ({"建校时间": "2099-09-01"}, ("opened_on", "date_future")),
        ({"统一社会信用代码": "81320000MC0000012F"}, ("uscc", "uscc_swap")),
        ({"统一社会信用代码": "12320000466000002B"}, ("uscc", "uscc")),
        ({"教职工人数": "五十"}, ("staff_total", "number")),
        ({"教职工人数": -3}, ("staff_total", "number")),
        ({"其中女教职工": 51}, ("staff_female", "more_than_all")),
    ],
)
def test_unit_that_needs_a_person_is_refused_in_its_cell(province, cells, expected):
    rows = [tuple(UNIT.values()), tuple((UNIT | {"学校名称": "南京测试四小"} | cells).values())]
    data = book(tuple(UNIT), rows)

    batch = check(province.cadre, province.federation, "organising.units", data)

    assert [found[1:] for found in refusals(batch)] == [expected]
    assert counts(batch) == (1, 0, 0, 1)


def test_unit_of_another_city_is_not_entered_by_this_one(province):
    row = tuple((UNIT | {"所属区县": "苏州市"}).values())

    batch = check(province.city, province.nanjing, "organising.units", book(tuple(UNIT), [row]))

    assert refusals(batch) == [(2, "region_code", "region_foreign")]


def test_code_held_in_another_city_is_named(province):
    make_unit("苏州测试幼儿园", region_code="320505", uscc="52320000MJ5000009F")
    row = tuple((UNIT | {"统一社会信用代码": "52320000MJ5000009F"}).values())

    batch = check(province.city, province.nanjing, "organising.units", book(tuple(UNIT), [row]))

    assert refusals(batch) == [(2, "uscc", "held")]


def test_same_unit_twice_in_one_file_is_refused_the_second_time(province):
    row = tuple(UNIT.values())

    batch = check(
        province.cadre, province.federation, "organising.units", book(tuple(UNIT), [row, row])
    )

    assert refusals(batch) == [(3, "name", "duplicate")]


def test_undo_removes_units_and_redo_brings_them_back(province):
    batch = apply(province, "organising.units", UNIT_HEAD, UNITS)

    undo_batch(actor=province.cadre, batch=batch)
    gone = Unit.objects.filter(name__startswith="南京测试").count()
    apply_batch(actor=province.cadre, batch=batch)

    assert (gone, Unit.objects.filter(name__startswith="南京测试").count()) == (0, 2)


def test_undo_is_refused_once_a_unit_was_touched(province):
    batch = apply(province, "organising.units", UNIT_HEAD, UNITS)
    change_unit(actor=SYSTEM, unit=Unit.objects.get(name="南京测试一小"), staff_total=90)

    with pytest.raises(Stale) as refusal:
        undo_batch(actor=province.cadre, batch=batch)

    assert refusal.value.names == ["南京测试一小"]
    assert Unit.objects.filter(name__startswith="南京测试").count() == 2


def exported(province, table):
    wish = Wish(table.dotted(), "", province.federation.pk)
    stored = export_table(actor=province.cadre, wish=wish)
    with open_file(stored) as stream:
        return load_workbook(io.BytesIO(stream.read()))


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("key", "table", "old", "new", "model", "name", "field"),
    [
        ("organising.units", UnitTable, 86, 88, Unit, "南京测试一小", "staff_total"),
        (
            "organising.unions", UnionTable, "宁教工〔2001〕8号", "宁教工〔2001〕9号",
            Union, "南京测试一小工会", "approval_no",
        ),
    ],
)  # fmt: skip
def test_export_comes_back_without_a_difference_and_with_one(
    province, key, table, old, new, model, name, field
):
    apply(province, "organising.units", UNIT_HEAD, UNITS)
    apply(province, "organising.unions", UNION_HEAD, UNIONS)
    workbook = exported(province, table)
    same = check(province.cadre, province.federation, key, saved(workbook))
    cells = (cell for row in workbook.worksheets[0].iter_rows() for cell in row)
    next(cell for cell in cells if cell.value == old).value = new
    other = check(province.cadre, province.federation, key, saved(workbook))

    apply_batch(actor=province.cadre, batch=other)
    written = getattr(model.objects.get(name=name), field)
    undo_batch(actor=province.cadre, batch=other)

    assert refusals(same) == []
    assert (counts(same)[:2], counts(other)[:2]) == ((0, 0), (0, 1))
    assert (written, getattr(model.objects.get(name=name), field)) == (new, old)


def cells_by_title(workbook):
    """Name → title → cell of an exported sheet."""
    _mark, head, *rows = workbook.worksheets[0].iter_rows()
    named = [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]
    return {row["工会名称"].value: row for row in named}


def test_export_of_unions_tells_what_each_covers_and_who_stands_above(province):
    apply(province, "organising.units", UNIT_HEAD, UNITS)
    apply(province, "organising.unions", UNION_HEAD, UNIONS)

    rows = cells_by_title(exported(province, UnionTable))

    told = {
        name: tuple(
            rows[name][title].value or "" for title in ("覆盖单位", "上级工会", "业务指导工会")
        )
        for name in ("南京测试联合工会", "南京市教育工会")
    }
    assert told == {
        "南京测试联合工会": ("南京小星星幼儿园、南京测试二幼", "示范省教育科技工会", ""),
        "南京市教育工会": ("", "", "示范省教育科技工会"),
    }


def test_names_in_another_order_are_the_same_names(province):
    apply(province, "organising.units", UNIT_HEAD, UNITS)
    apply(province, "organising.unions", UNION_HEAD, UNIONS)
    turned = (
        "南京测试联合工会",
        "南京测试二幼，南京小星星幼儿园",
        "2019-03-01",
        "示范省教育科技工会",
        "",
        "否",
        "",
    )

    again = check(
        province.cadre,
        province.federation,
        "organising.unions",
        book(UNION_HEAD, [UNIONS[0], turned]),
    )

    assert (counts(again), refusals(again)) == ((0, 0, 2, 0), [])


ELSEWHERE = {
    "name": "已登记为“南京测试一小工会”。更名请打开工会页面办理，曾用名会保留。",
    "units": "已登记为“南京测试一小”。覆盖单位请在建会或撤并中办理。",
    "upper": "已登记为“示范省教育科技工会”。划转请由上级工会办理，原隶属会保留。",
    "guide": "已登记为“（空）”。业务指导关系请由上级工会办理。",
}


def test_place_of_a_known_union_is_refused_in_each_cell_with_the_way_to_change_it(province):
    apply(province, "organising.units", UNIT_HEAD, UNITS)
    apply(province, "organising.unions", UNION_HEAD, UNIONS)
    workbook = exported(province, UnionTable)
    row = cells_by_title(workbook)["南京测试一小工会"]
    row["工会名称"].value, row["覆盖单位"].value = "南京测试小学工会", "南京测试一小、南京测试二幼"
    row["上级工会"].value, row["业务指导工会"].value = "", "南京市教育工会"

    batch = check(province.cadre, province.federation, "organising.unions", saved(workbook))

    [refused] = [row for part in read_rows(batch, RowOutcome.REFUSED) for row in part]
    assert (counts(batch)[:2], {one[0]: one[3] for one in refused[-1]}) == ((0, 0), ELSEWHERE)


def test_register_of_unions_is_read_in_the_same_queries_however_long(
    province, django_assert_num_queries
):
    target = targets.get("organising.unions")
    names = ("南京市教育工会", "苏州市教育工会", "示范省教育科技工会")
    for some in (names[:1], names):
        rows = Union.objects.filter(name__in=some)
        with django_assert_num_queries(3):
            told = list(target.export(province.federation, rows, unmasked=False))
        assert len(told) == len(some)


def test_unions_come_in_with_their_units_and_their_place(province):
    apply(province, "organising.units", UNIT_HEAD, UNITS)

    batch = apply(province, "organising.unions", UNION_HEAD, UNIONS)

    single, joint = Union.objects.filter(name__startswith="南京测试").order_by("pk")
    above = {edge.lower: edge.upper for edge in Edge.objects.filter(lower__in=[single, joint])}
    assert counts(batch) == (2, 0, 0, 0)
    assert (single.kind, single.founded_on, single.uscc, single.legal_person, single.approval_no) == (
        "grassroots", date(2001, 5, 6), "81320000MC0000012F", True, "宁教工〔2001〕8号",
    )  # fmt: skip
    assert (joint.kind, joint.founded_on) == ("joint", date(2019, 3, 1))
    assert above == {single: province.federation, joint: province.federation}
    assert covering_union(province.garden) == joint
    assert Coverage.objects.filter(union=joint).count() == 2


UNION = {
    "工会名称": "南京测试工会", "单位名称": "南京小星星幼儿园", "建会时间": "2020-01-05",
    "上级工会": "", "工会代码": "", "批复文号": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"工会名称": "", "工会代码": "81320000MC0000012F"}, ("name", "blank")),
        ({"单位名称": "没登记的学校"}, ("units", "unit_unknown")),
        ({"单位名称": "示范大学"}, ("units", "unit_covered")),
        ({"建会时间": ""}, ("founded_on", "blank")),
        ({"建会时间": "2020-01"}, ("founded_on", "date_part")),
        ({"上级工会": "没登记的工会"}, ("upper", "union_unknown")),
        ({"上级工会": "南京市教育工会"}, ("upper", "upper_refused")),
        ({"工会代码": "52320000MJ5000009F"}, ("uscc", "uscc_swap")),
    ],
)
def test_union_that_needs_a_person_is_refused_in_its_cell(province, cells, expected):
    data = book(tuple(UNION), [tuple((UNION | cells).values())])

    batch = check(province.cadre, province.federation, "organising.unions", data)

    assert [found[1:] for found in refusals(batch)] == [expected]


def test_city_union_comes_in_guided_with_its_region(province):
    head = ("工会名称", "工会类别", "成立日期", "行政区划")
    apply(
        province,
        "organising.unions",
        head,
        [("无锡市教育工会", "市教育工会", "1990-01-01", "320200")],
    )

    union = Union.objects.get(name="无锡市教育工会")
    edge = Edge.objects.get(lower=union)
    assert (union.kind, union.region_code) == ("industrial", "320200")
    assert (edge.kind, edge.upper) == ("guides", province.federation)


def test_undo_removes_unions_until_somebody_used_one(province):
    batch = apply(province, "organising.unions", tuple(UNION), [tuple(UNION.values())])
    before = list(subtree(province.federation, date(2021, 1, 1)))
    undo_batch(actor=province.cadre, batch=batch)
    living = Union.objects.filter(name="南京测试工会", revoked_on=FOREVER)
    gone = (living.count(), covering_union(province.garden))
    after = list(subtree(province.federation, date(2021, 1, 1)))
    batch = apply_batch(actor=province.cadre, batch=batch)
    union = living.get()
    start_term(actor=SYSTEM, union=union, started_on=date(2020, 1, 5), years=5, term_no=1)

    with pytest.raises(Stale) as refusal:
        undo_batch(actor=province.cadre, batch=batch)

    assert (gone, refusal.value.names) == ((0, None), ["南京测试工会"])
    assert [union.name for union in before if union not in after] == ["南京测试工会"]


def test_facts_of_a_guided_union_are_not_changed_from_above(province):
    head = ("工会名称", "简称")
    data = book(head, [("南京市教育工会", "宁教工会")])

    batch = check(province.cadre, province.federation, "organising.unions", data)

    assert refusals(batch) == [(2, "short_name", "refused")]
