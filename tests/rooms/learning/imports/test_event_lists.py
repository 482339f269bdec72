"""The list of trainings by Excel: in, compared, refused in the cell, undone, and out again."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.learning.actions.history import take_back_records
from gonghui.rooms.learning.models import TrainingEvent
from gonghui.rooms.learning.tables import EventTable
from tests.batches import checked, counts, refusals, upload
from tests.factories.learning import make_event, make_past, past

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = (
    "序号",
    "培训班名称",
    "级别",
    "举办单位",
    "开班日期",
    "结业日期",
    "学时",
    "培训形式",
    "授课教师",
)
CHAIRS = (
    1,
    "全省工会主席班",
    "省级",
    "示范省总工会",
    "2023-09-10",
    "2023-09-12",
    24,
    "线上",
    "某教授",
)
NATION = (2, "全国工会干部班", "国家级", "", "2022.5.6", "", 8, "", "")


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def book(*rows):
    made = Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    return saved(made)


def check(province, data):
    return checked(
        province.cadre, upload(province.cadre, province.federation, data, "learning.events")
    )


def load(province, *rows):
    return apply_batch(actor=province.cadre, batch=check(province, book(*rows)))


def exported(province):
    wish = Wish(EventTable.dotted(), "", province.federation.pk)
    with open_file(export_table(actor=province.cadre, wish=wish)) as stream:
        return load_workbook(io.BytesIO(stream.read()))


def row_called(workbook, title):
    """Title of the column → cell of the row of a training."""
    _mark, head, *rows = workbook.worksheets[0].iter_rows()
    named = [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]
    return next(row for row in named if row["培训名称"].value == title)


def test_trainings_of_a_list_are_entered_taken_back_and_entered_again(province):
    batch = load(province, CHAIRS, NATION)
    facts = ("title", "organiser_level", "organiser_name", "starts_on", "ends_on", "hours", "form")
    entered = list(TrainingEvent.objects.order_by("pk").values_list(*facts, "source"))
    again = check(province, book(CHAIRS, NATION))

    undo_batch(actor=province.cadre, batch=batch)
    gone = TrainingEvent.objects.count()
    apply_batch(actor=province.cadre, batch=batch)

    first, last = date(2023, 9, 10), date(2023, 9, 12)
    day = date(2022, 5, 6)
    assert entered == [
        ("全省工会主席班", 60, "示范省总工会", first, last, Decimal(24), "online", "entered"),
        ("全国工会干部班", 70, "国家级", day, day, Decimal(8), "resident", "entered"),
    ]
    assert (counts(again), gone, TrainingEvent.objects.count()) == ((0, 0, 2, 0), 0, 2)


def test_training_that_needs_a_person_is_refused_in_its_cell(province):
    batch = check(
        province,
        book(
            (1, "甲班", "", "", "2023-09-10", "", "", "", ""),
            (2, "乙班", "省级", "", "2023-09", "", "", "", ""),
            (3, "丙班", "省级", "", "2023-09-10", "2023-09-09", "", "", ""),
            (4, "丁班", "省级", "", "2023-09-10", "", "3天", "", ""),
            (5, "戊班", "省级", "", "2023-09-10", "2023-09-12", 3, "", ""),
        ),
    )

    assert [said[:2] for said in refusals(batch, row=2, said=3)] == [
        ("甲班", "organiser_level"),
        ("乙班", "starts_on"),
        ("丙班", "ends_on"),
        ("丁班", "hours"),
        ("戊班", "hours"),
    ]


def test_exported_trainings_come_back_unchanged_changed_and_told_where_to_change(province):
    make_event(province.federation, title="本级办的班")
    load(province, CHAIRS, NATION)
    same = check(province, saved(exported(province)))
    workbook = exported(province)
    row_called(workbook, "全国工会干部班")["主办单位"].value = "中华全国总工会"
    row_called(workbook, "全省工会主席班")["主办级别"].value = "市级"
    row_called(workbook, "本级办的班")["师资"].value = "另一教授"
    batch = check(province, saved(workbook))

    apply_batch(actor=province.cadre, batch=batch)
    corrected = TrainingEvent.objects.get(title="全国工会干部班").organiser_name
    undo_batch(actor=province.cadre, batch=batch)

    assert (counts(same), counts(batch)) == ((0, 0, 3, 0), (0, 1, 0, 2))
    assert sorted(refusals(batch, row=2, said=3)) == [
        (
            "全省工会主席班",
            "organiser_level",
            "已登记为“省级”。名称、级别和开始日期用来认出一次培训，登记后不能由表格更改。",
        ),
        ("本级办的班", "teachers", "本系统办的培训请在培训班页面修改。"),
    ]
    assert corrected == "中华全国总工会"
    assert TrainingEvent.objects.get(title="全国工会干部班").organiser_name == "国家级"


def test_people_join_an_entered_training_and_leave_it_standing(province):
    batch = load(province, CHAIRS)
    record = make_past(province.federation, province.first, past("全省工会主席班"))

    with pytest.raises(Stale) as refusal:
        undo_batch(actor=province.cadre, batch=batch)
    take_back_records(actor=SYSTEM, kept_by=province.federation, ids=[record.pk])

    assert refusal.value.names == ["全省工会主席班"]
    assert TrainingEvent.objects.filter(records=None).count() == 1
