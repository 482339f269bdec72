"""Shapes of rolls that unions send: several sheets, blocks, examples, what stands for a value without being one."""

import io

import openpyxl
import pytest

from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import BatchState
from tests.batches import checked, refusals, upload
from tests.rooms.organising.imports import rolls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
PEOPLE = rolls.people(21, 6)
PLACES = ("物理学院", "计算机学院")


def workbook(*sheets):
    """An .xlsx of (name, rows)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def look(cadre, union, data, name="名册.xlsx"):
    """The batch after its check, columns accepted as proposed."""
    return checked(cadre, upload(cadre, union, data, "organising.roll", name))


def counts(batch):
    return tuple(batch.counts[key] for key in ("rows", "new", "refused"))


def record(person, *more):
    return [person["name"], person["id"], *more]


def test_sheets_that_call_the_same_column_differently_are_read_alike(university, cadre):
    first = [["姓名", "身份证号", "手机"]]
    first += [record(person, person["phone"]) for person in PEOPLE[:3]]
    other = [["姓名", "公民身份号码", "联系电话"]]
    other += [record(person, person["phone"]) for person in PEOPLE[3:]]

    batch = look(cadre, university, workbook((PLACES[0], first), (PLACES[1], other)))

    assert (batch.state, counts(batch)) == (BatchState.CHECKED, (6, 6, 0))


def test_sheet_of_figures_beside_the_roll_is_set_aside_and_told(university, cadre):
    figures = [["序号", "部门", "人数"], [1, "物理学院", 3], [2, "医学院", 3]]
    roll = [["姓名", "身份证号"], *map(record, PEOPLE)]

    batch = look(cadre, university, workbook(("汇总", figures), (PLACES[0], roll)))

    assert counts(batch) == (6, 6, 0)
    assert batch.layout[0]["reason"] == "没有“证件号码、姓名”列，像是汇总表"


def test_ditto_in_the_department_means_the_one_above_and_is_shown(university, cadre):
    texts = ["同上", PLACES[0], "同上", "〃", PLACES[1], "同 上"]
    roll = [["姓名", "身份证号", "部门"], *map(record, PEOPLE, texts)]

    batch = look(cadre, university, workbook(("名册", roll)))

    mended = [each for part in read_rows(batch, "mended:new") for each in part]
    shown = [(each[1], *each[-1][0][4:]) for each in mended]
    assert shown == [(4, "同上", PLACES[0]), (5, "〃", PLACES[0]), (7, "同 上", PLACES[1])]
    assert refusals(batch) == [(2, "department", "unknown_department")]


def test_broken_formula_or_a_word_for_unknown_names_no_department(university, cadre):
    texts = ["#N/A", "待定", "无", "", PLACES[0], PLACES[1]]
    lines = [",".join(record(person, text)) for person, text in zip(PEOPLE, texts, strict=True)]
    data = "\n".join(["姓名,身份证号,部门", *lines]).encode()

    batch = look(cadre, university, data, "名册.csv")

    unknown = ("department", "unknown_department")
    assert refusals(batch) == [(2, *unknown), (3, *unknown)]


def test_formula_that_broke_in_a_workbook_is_not_read_as_empty(university, cadre):
    roll = [["姓名", "身份证号", "部门", "手机"]]
    roll += [record(PEOPLE[0], "#N/A", "13800000000"), record(PEOPLE[1], PLACES[0], "#REF!")]

    batch = look(cadre, university, workbook(("名册", roll)))

    assert refusals(batch) == [(2, "department", "unknown_department")]
    assert batch.counts["codes"]["mend"] == {"null_text": 1}


def test_two_groups_of_people_side_by_side_are_refused_with_a_way_out(university, cadre):
    titles = ["姓名", "身份证号", "部门"]
    pairs = zip(PEOPLE[:3], PEOPLE[3:], strict=True)
    lines = [[*record(one, PLACES[0]), *record(two, PLACES[0])] for one, two in pairs]

    batch = look(cadre, university, workbook(("名册", [[*titles, *titles], *lines])))

    told = "左右并排了两组人员（“姓名”有两列），请把右边一组移到左边一组下面"
    assert (batch.state, told in batch.error) == (BatchState.FAILED, True)


def test_title_over_two_columns_is_no_second_group(university, cadre):
    book = openpyxl.Workbook()
    book.active.append(["姓名", None, "身份证号", None])
    for cells in ("A1:B1", "C1:D1"):
        book.active.merge_cells(cells)
    for person in PEOPLE:
        book.active.append([person["name"], None, person["id"], None])

    batch = look(cadre, university, rolls.as_bytes(book))

    assert counts(batch) == (6, 6, 0)


def test_double_in_another_sheet_names_the_sheet(university, cadre):
    head = ["姓名", "身份证号"]
    first, other = [head, *map(record, PEOPLE[:3])], [head, *map(record, PEOPLE[2:])]

    batch = look(cadre, university, workbook((PLACES[0], first), (PLACES[1], other)))

    name = PEOPLE[2]["name"]
    told = f"证件号码与“{PLACES[0]}”第 4 行（{name}）相同，请核对这两行。"
    assert refusals(batch, said=3) == [(2, "doc_no", told)]
