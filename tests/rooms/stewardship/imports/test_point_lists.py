"""Contact points and visits by Excel: in, compared, refused in the cell, undone, and out again."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib import dates
from gonghui.rooms.stewardship.models import ContactPoint, HalfDay, Visit
from gonghui.rooms.stewardship.tables.points import PointTable, VisitTable
from tests.batches import checked, counts, refusals, upload
from tests.factories.stewardship import make_leader, make_visit

pytestmark = pytest.mark.usefixtures("all_scope")
POINTS, VISITS = "stewardship.points", "stewardship.visits"
POINT_HEAD = ("序号", "厅领导", "联系学校", "公布日期", "联系主题", "文号")
VISIT_HEAD = ("领导", "走访内容", "走访单位", "日期", "自", "结束时间", "至", "人数", "食宿已入账")
CALL = (
    "周测",
    "看望青年教师",
    "姑苏大学工会、彭城大学",
    "2026-03-05",
    "下午",
    "2026-03-06",
    "",
    42,
    "是",
)


@pytest.fixture
def house(house, monkeypatch):
    """The house in March 2026, with a second leader."""
    monkeypatch.setattr(dates, "today", lambda: date(2026, 3, 20))
    house.other = make_leader(house.federation, "吴测")
    return house


def book(head, *rows):
    made = Workbook()
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    return saved(made)


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def check(house, key, data):
    return checked(house.cadre, upload(house.cadre, house.federation, data, key))


def load(house, key, head, *rows):
    return apply_batch(actor=house.cadre, batch=check(house, key, book(head, *rows)))


def exported(house, table):
    wish = Wish(table.dotted(), "", house.federation.pk)
    with open_file(export_table(actor=house.cadre, wish=wish)) as stream:
        return load_workbook(io.BytesIO(stream.read()))


def put(workbook, row, title, value):
    """Write into the cell of a data row below a title."""
    sheet = workbook.worksheets[0]
    head = next(each for each in sheet.iter_rows() if each[0].value == "序号")
    column = next(cell.column for cell in head if cell.value == title)
    sheet.cell(head[0].row + row, column).value = value


def test_points_of_an_announcement_are_named_taken_back_and_named_again(house):
    rows = (
        (1, "吴测", "姑苏大学", "2026-03-01", "教师减负", "苏教科工〔2026〕3号"),
        (2, "吴测", "金陵大学工会", "", "", ""),
    )
    batch = load(house, POINTS, POINT_HEAD, *rows)
    found = ContactPoint.objects.filter(leader=house.other).order_by("pk")
    named = [(each.union, each.valid_from, each.theme, each.document_no) for each in found]
    again = check(house, POINTS, book(POINT_HEAD, *rows))

    undo_batch(actor=house.cadre, batch=batch)
    gone = found.all().count()
    apply_batch(actor=house.cadre, batch=batch)

    assert named == [
        (house.away, date(2026, 3, 1), "教师减负", "苏教科工〔2026〕3号"),
        (house.inside, date(2026, 3, 20), "", ""),
    ]
    assert (counts(batch), counts(again), gone, found.all().count()) == (
        (2, 0, 0, 0),
        (0, 0, 2, 0),
        0,
        2,
    )


def test_point_that_needs_a_person_is_refused_in_its_cell(house):
    batch = check(
        house,
        POINTS,
        book(
            POINT_HEAD,
            (1, "郑测", "姑苏大学", "2026-03-01", "", ""),
            (2, "吴测", "没有的大学", "2026-03-01", "", ""),
            (3, "周测", "姑苏大学", "2026-03-02", "", ""),
            (4, "吴测", "姑苏大学", "2026-03", "", ""),
        ),
    )

    assert refusals(batch, said=3) == [
        (2, "leader", "这一天您管理的领导干部名册中没有“郑测”，请先列入名册。"),
        (3, "union", "没有找到工会“没有的大学”，请填工会全称。"),
        (4, "union", "“姑苏大学工会”已是周测的联系点。"),
        (5, "valid_from", "“2026-03”没有写到日，请补全，如 2021-09-01；确实不知道的请留空。"),
    ]


def test_exported_points_come_back_unchanged_changed_and_told_where_to_change(house):
    same = check(house, POINTS, saved(exported(house, PointTable)))
    workbook = exported(house, PointTable)
    put(workbook, 1, "联系主题", "民办高校建会")
    put(workbook, 2, "联系单位", "金陵大学工会")
    batch = check(house, POINTS, saved(workbook))

    apply_batch(actor=house.cadre, batch=batch)
    themes = list(ContactPoint.objects.exclude(theme="").values_list("theme", flat=True))
    undo_batch(actor=house.cadre, batch=batch)

    assert (counts(same), counts(batch)) == ((0, 0, 2, 0), (0, 1, 0, 1))
    assert [said[1:] for said in refusals(batch, said=3)] == [
        ("union", "已登记为“彭城大学工会”。换单位请在联系点页面按“调整”办理，原联系点会保留。")
    ]
    assert (themes, ContactPoint.objects.exclude(theme="").count()) == (["民办高校建会"], 0)


def test_visits_of_a_year_are_written_down_and_taken_back(house):
    batch = load(house, VISITS, VISIT_HEAD, CALL)
    visit = Visit.objects.get()
    halves = HalfDay.objects.filter(visit=visit).count()
    stops = {stop.union: stop.point for stop in visit.stops.select_related("union", "point")}
    begun = ContactPoint.objects.filter(status="active").count()
    again = check(house, VISITS, book(VISIT_HEAD, CALL))

    undo_batch(actor=house.cadre, batch=batch)
    left = (Visit.objects.count(), ContactPoint.objects.filter(status="active").count())
    apply_batch(actor=house.cadre, batch=batch)

    assert (visit.form, visit.people_met, visit.meals_recorded, halves) == ("call", 42, True, 3)
    assert stops == {house.away: house.point, house.far: house.second}
    assert (begun, counts(again)) == (2, (0, 0, 1, 0))
    assert (left, Visit.objects.count()) == ((0, 0), 1)


def test_visit_that_needs_a_person_is_refused_in_its_cell(house):
    make_visit(house.leader, house.point, first=date(2026, 3, 2))
    batch = check(
        house,
        VISITS,
        book(
            VISIT_HEAD,
            CALL,
            ("周测", "座谈", "姑苏大学", "2026-03-06", "上午", "", "", "", ""),
            ("周测", "座谈", "姑苏大学", "2026-03-02", "下午", "", "", "", ""),
            ("周测", "座谈", "没有的大学", "2026-03-10", "", "", "", "", ""),
            ("周测", "座谈", "姑苏大学", "2026-03-12", "", "2026-03-11", "", "", ""),
            ("周测", "座谈", "姑苏大学", "2024-03-12", "", "", "", "", ""),
        ),
    )

    assert counts(batch) == (1, 0, 0, 5)
    assert [(row, column) for row, column, _said in refusals(batch, said=3)] == [
        (3, "first_day"),
        (4, "first_day"),
        (5, "places"),
        (6, "last_day"),
        (7, "first_day"),
    ]


def test_exported_visits_come_back_unchanged_changed_and_told_where_to_change(house):
    make_visit(house.leader, house.point, house.second, first=date(2026, 3, 2))
    same = check(house, VISITS, saved(exported(house, VisitTable)))
    workbook = exported(house, VisitTable)
    put(workbook, 1, "同行人员", "办公室李测")
    changed = check(house, VISITS, saved(workbook))
    apply_batch(actor=house.cadre, batch=changed)
    written = Visit.objects.get().participants
    put(workbook, 1, "到访单位", "姑苏大学工会")
    stale = check(house, VISITS, saved(workbook))
    undo_batch(actor=house.cadre, batch=changed)

    assert (counts(same), counts(changed), written) == ((0, 0, 1, 0), (0, 1, 0, 0), "办公室李测")
    assert [said[1] for said in refusals(stale, said=3)] == ["_row", "places"]
    assert Visit.objects.get().participants == ""


def test_undo_waits_for_visits_to_imported_points_and_for_their_problems(house):
    points = load(house, POINTS, POINT_HEAD, (1, "吴测", "金陵大学", "2026-03-01", "", ""))
    visits = load(
        house, VISITS, VISIT_HEAD, ("吴测", "座谈", "金陵大学", "2026-03-05", "", "", "", "", "")
    )

    with pytest.raises(Stale) as refusal:
        undo_batch(actor=house.cadre, batch=points)
    undo_batch(actor=house.cadre, batch=visits)

    assert refusal.value.names == ["金陵大学工会"]
    assert (Visit.objects.count(), ContactPoint.objects.filter(leader=house.other).count()) == (
        0,
        1,
    )
