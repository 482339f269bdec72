"""Old honours from Excel: names of then, merged units, level words, loose dates, undo, and the way back."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from gonghui.engines.campaigns.api import correct_award
from gonghui.engines.campaigns.models import Award
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.actions.uploads import set_mapping, upload_file
from gonghui.kernel.exchange.chunks import read_note
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import Stale, targets
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import UnionAlias
from gonghui.rooms.honours.tables import AwardTable
from tests.batches import counts, refusals
from tests.factories.people import make_id, make_member

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = ("序号", "姓名", "单位", "荣誉称号", "级别", "授予单位", "文号", "获奖时间", "身份证号")
ROWS = (
    (1, "李测甲", "示范大学", "江苏省五一劳动奖章", "", "", "苏工〔2023〕5号", "2023.4", ""),
    (2, "王测乙", "老示范师范学院", "全国优秀教师", "全国", "教育部", "", "2019年9月", ""),
    (3, "物理学院", "示范大学", "省工人先锋号", "省级", "省总工会", "", "2022-04-28", ""),
    (4, "陈测丙", "样板大学", "系统师德标兵", "系统级", "省教科技工会", "", 2021, ""),
)


def book(rows, head=HEAD):
    made = Workbook()
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def start(province, data):
    batch = upload_file(
        actor=province.cadre,
        target=targets.get("honours.register"),
        union=province.federation,
        upload=SimpleUploadedFile("台账.xlsx", data),
    )
    return check_batch(actor=province.cadre, batch=batch)


def settle(province, batch, **choices):
    if batch.state != BatchState.MAPPING:
        return batch
    asked = {one[0]: 0 for one in read_note(batch, "scan")["unsettled"]}
    batch = set_mapping(
        actor=province.cadre,
        batch=batch,
        columns=batch.mapping["columns"],
        sheets=[sheet["index"] for sheet in batch.layout if sheet["used"]],
        choices=asked | choices,
    )
    return check_batch(actor=province.cadre, batch=batch)


def load(province, rows=ROWS, head=HEAD, **choices):
    batch = settle(province, start(province, book(rows, head)), **choices)
    return apply_batch(actor=province.cadre, batch=batch)


def test_merged_unit_is_asked_once_and_remembered(province):
    batch = start(province, book(ROWS))
    asked = [one[0] for one in read_note(batch, "scan")["unsettled"]]
    assert asked == ["老示范师范学院"]
    batch = settle(province, batch, 老示范师范学院=province.second.pk)
    apply_batch(actor=province.cadre, batch=batch)
    award = Award.objects.get(holder_name="王测乙")
    assert (award.union, award.holder_unit_name) == (province.second, "老示范师范学院")
    assert UnionAlias.objects.get().union == province.second
    again = start(province, book(ROWS))
    assert (again.state, counts(again)) == (BatchState.CHECKED, (0, 0, 4, 0))


def test_rows_become_awards_as_written_then(province):
    member = make_member(province.physics, "李测甲")
    load(province)
    rows = Award.objects.order_by("pk")
    assert [
        (
            row.holder_name,
            row.holder_kind,
            row.honour_level,
            row.granting_body,
            str(row.granted_on)[:7],
            row.granted_precision,
            row.union,
        )
        for row in rows
    ] == [
        ("李测甲", "person", 60, "省总工会", "2023-04", "M", province.first),
        ("王测乙", "person", 70, "教育部", "2019-09", "M", province.federation),
        ("物理学院", "team", 60, "省总工会", "2022-04", "D", province.first),
        ("陈测丙", "person", 50, "省教科技工会", "2021-01", "Y", province.second),
    ]
    assert [row.series.key for row in rows][::2] == ["may-day-medal-province", "pioneer-province"]
    assert (rows[0].person_id, rows[0].source, rows[0].kept_by) == (
        member.pk,
        "imported",
        province.federation,
    )


def test_namesakes_are_told_apart_by_the_number_that_is_not_kept(province):
    number = make_id()
    make_member(province.physics, "李测甲")
    second = make_member(province.history, "李测甲", doc_no=number)
    load(province, [(1, "李测甲", "示范大学", "省五一劳动奖章", "", "", "", "2023-04", number)])
    assert Award.objects.get().person_id == second.pk
    load(province, [(1, "李测甲", "示范大学", "省劳动模范", "", "", "", "2023-04", "")])
    assert Award.objects.get(title="省劳动模范").person_id is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("", "示范大学", "省劳动模范", "", "", "", "2020"), ("holder_name", "blank")),
        (("张", "示范大学", "好人", "", "学校", "", "2020"), ("honour_level", "level_blank")),
        (("张", "示范大学", "好人", "省级", "", "", "2020"), ("granting_body", "body_blank")),
        (
            ("张", "示范大学", "省劳动模范", "宇宙级", "", "", "2020"),
            ("honour_level", "choice_unknown"),
        ),
        (("张", "示范大学", "省劳动模范", "", "", "", ""), ("granted_on", "blank")),
        (("张", "示范大学", "省劳动模范", "", "", "", "2099-02"), ("granted_on", "date_future")),
    ],
)
def test_row_that_needs_a_person_is_refused_in_its_cell(province, row, expected):
    good = (9, "赵测丁", "示范大学", "省劳动模范", "", "", "", "2020", "")
    batch = settle(province, start(province, book([good, (1, *row, "")])))
    assert [found[1:] for found in refusals(batch)][:1] == [expected]
    assert counts(batch)[0] == 1


def test_one_honour_in_the_tables_of_two_years_is_refused_the_second_time(province):
    row = (1, "李测甲", "示范大学", "省劳动模范", "", "", "苏发〔2020〕9号", "2020", "")
    late = (2, *row[1:7], "2021", "")
    batch = settle(province, start(province, book([row, late])))
    assert (counts(batch), refusals(batch)) == ((1, 0, 0, 1), [(3, "title", "duplicate")])


def test_undo_takes_the_rows_away_and_redo_brings_them_back(province):
    batch = load(province)
    undone = undo_batch(actor=province.cadre, batch=batch)
    assert Award.objects.count() == 0
    apply_batch(actor=province.cadre, batch=undone)
    assert Award.objects.count() == 4


def test_undo_is_refused_when_somebody_touched_a_row(province):
    batch = load(province)
    correct_award(actor=SYSTEM, award=Award.objects.get(holder_name="陈测丙"), grade="一等")
    with pytest.raises(Stale) as refusal:
        undo_batch(actor=province.cadre, batch=batch)
    assert (refusal.value.names, Award.objects.count()) == (["陈测丙"], 4)


def exported(province):
    stored = export_table(
        actor=province.cadre,
        wish=Wish(AwardTable.dotted(), "", province.federation.pk),
    )
    with open_file(stored) as stream:
        return load_workbook(io.BytesIO(stream.read()))


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_export_comes_back_without_a_difference_and_with_one(province):
    load(province)
    workbook = exported(province)
    assert counts(settle(province, start(province, saved(workbook)))) == (0, 0, 4, 0)
    cell = next(
        cell
        for row in workbook.worksheets[0].iter_rows()
        for cell in row
        if cell.value == "苏工〔2023〕5号"
    )
    cell.value = "苏工〔2023〕6号"
    batch = settle(province, start(province, saved(workbook)))
    assert counts(batch) == (0, 1, 3, 0)
    done = apply_batch(actor=province.cadre, batch=batch)
    award = Award.objects.get(holder_name="李测甲")
    assert (award.document_no, award.version) == ("苏工〔2023〕6号", 2)
    undo_batch(actor=province.cadre, batch=done)
    award.refresh_from_db()
    assert award.document_no == "苏工〔2023〕5号"


def test_level_in_a_file_is_refused_with_the_place_where_it_is_corrected(province):
    load(province)
    workbook = exported(province)
    cells = [cell for row in workbook.worksheets[0].iter_rows() for cell in row]
    next(cell for cell in cells if cell.value == "国家级").value = "省级"

    batch = settle(province, start(province, saved(workbook)))

    assert (counts(batch), [found[1:] for found in refusals(batch)]) == (
        (0, 0, 3, 1),
        [("honour_level", "fixed")],
    )


def test_row_changed_since_the_export_is_refused(province):
    load(province)
    workbook = exported(province)
    correct_award(actor=SYSTEM, award=Award.objects.get(holder_name="李测甲"), grade="一等")
    batch = settle(province, start(province, saved(workbook)))
    assert [found[2] for found in refusals(batch)] == ["stale"]


def test_awards_of_an_import_count_in_the_year_of_their_month(province):
    load(province)
    assert sorted(Award.objects.values_list("year", flat=True)) == [2019, 2021, 2022, 2023]
    assert Award.objects.filter(granted_on__gte=date(2022, 1, 1)).count() == 2
