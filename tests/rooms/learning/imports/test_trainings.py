"""Trainings of other organisers from Excel: differences, bad cells, the way back, undo."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.actions.uploads import set_mapping, upload_file
from gonghui.kernel.exchange.chunks import read_note
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import targets
from gonghui.kernel.files.api import open_file
from gonghui.rooms.learning.actions.attendance import finish_event
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from gonghui.rooms.learning.tables import RecordTable
from tests.batches import counts, refusals
from tests.factories.learning import attend, make_event, make_past, past, send
from tests.factories.people import make_id, make_member

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = (
    "序号",
    "姓名",
    "单位",
    "职务",
    "培训班名称",
    "主办单位",
    "级别",
    "开班日期",
    "结业日期",
    "学时",
)
CLASS = ("全省工会主席班", "示范省总工会", "省级", "2023-09-10", "2023-09-12")
ROWS = (
    (1, "李测甲", "示范大学", "主席", *CLASS, 24),
    (2, "王测乙", "样板大学", "副主席", *CLASS, "24学时"),
    (3, "赵测丙", "示范大学", "委员", "全国班", "全总", "国家级", "2022.5.6", "", 8),
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
        target=targets.get("learning.records"),
        union=province.federation,
        upload=SimpleUploadedFile("培训.xlsx", data),
    )
    batch = check_batch(actor=province.cadre, batch=batch)
    if batch.state != BatchState.MAPPING:
        return batch
    asked = {one[0]: 0 for one in read_note(batch, "scan")["unsettled"]}
    batch = set_mapping(
        actor=province.cadre,
        batch=batch,
        columns=batch.mapping["columns"],
        sheets=[sheet["index"] for sheet in batch.layout if sheet["used"]],
        choices=asked,
    )
    return check_batch(actor=province.cadre, batch=batch)


def load(province, rows=ROWS, head=HEAD):
    return apply_batch(actor=province.cadre, batch=start(province, book(rows, head)))


def test_rows_become_trainings_and_records(province):
    member = make_member(province.physics, "李测甲")

    load(province)

    assert [
        (
            row.title,
            row.organiser_level,
            row.starts_on,
            row.ends_on,
            row.status,
            row.records.count(),
        )
        for row in TrainingEvent.objects.order_by("starts_on")
    ] == [
        ("全国班", 70, date(2022, 5, 6), date(2022, 5, 6), "archived", 1),
        ("全省工会主席班", 60, date(2023, 9, 10), date(2023, 9, 12), "archived", 2),
    ]
    assert [
        (row.name, row.union, row.person, row.hours, row.status)
        for row in TrainingRecord.objects.order_by("pk")
    ] == [
        ("李测甲", province.first, member, 24, "completed"),
        ("王测乙", province.second, None, 24, "completed"),
        ("赵测丙", province.first, None, 8, "completed"),
    ]


def test_same_file_again_changes_nothing(province):
    load(province)

    assert counts(start(province, book(ROWS))) == (0, 0, 3, 0)


def test_two_namesakes_are_told_by_their_number(province):
    numbers = [make_id(), make_id()]
    people = [make_member(province.first, "李测甲", doc_no=number) for number in numbers]

    load(province, [(*ROWS[0], numbers[1]), ROWS[2]], (*HEAD, "身份证号"))

    assert TrainingRecord.objects.get(name="李测甲").person == people[1]


BAD = (
    (1, "李测甲", "示范大学", "", *CLASS, "3天"),
    (2, "王测乙", "示范大学", "", *CLASS, 3),
    (3, "赵测丙", "示范大学", "", *CLASS, "40余"),
    (4, "张测等2000余人", "示范大学", "", *CLASS, 24),
    (5, "钱测丁", "示范大学", "", *CLASS, 24),
    (6, "钱测丁", "示范大学", "", *CLASS, 24),
    (7, "孙测戊", "示范大学", "", "省班", "省总", "省级", "2023-09-12", "2023-09-10", 8),
    (8, "周测己", "示范大学", "", "省班", "省总", "省级", "2023", "", 8),
    (9, "吴测庚", "示范大学", "", "省班", "省总", "很高", "2023-09-10", "", 8),
    (10, "郑测辛", "示范大学", "", "省班", "省总", "", "2023-09-10", "", 8),
    (11, "冯测壬", "示范大学", "", "省班", "省总", "省级", "", "", 8),
)


def test_bad_cells_are_refused_where_they_stand(province):
    batch = start(province, book(BAD))

    assert refusals(batch) == [
        (2, "hours", "days"),
        (3, "hours", "hours_odd"),
        (4, "hours", "about"),
        (5, "name", "crowd"),
        (7, "name", "duplicate"),
        (8, "ends_on", "date_order"),
        (9, "starts_on", "date_short"),
        (10, "organiser_level", "choice_unknown"),
        (11, "organiser_level", "blank"),
        (12, "starts_on", "blank"),
    ]


def export(province):
    job = export_table(
        actor=province.cadre, wish=Wish(RecordTable.dotted(), "", province.federation.pk)
    )
    return load_workbook(io.BytesIO(open_file(job).read()))


def test_export_comes_back_with_one_correction(province):
    load(province)
    made = export(province)
    cells = {cell.value: cell for row in made.worksheets[0].iter_rows() for cell in row}
    made.worksheets[0].cell(cells["李测甲"].row, cells["学时"].column).value = 20
    stream = io.BytesIO()
    made.save(stream)

    batch = start(province, stream.getvalue())

    assert counts(batch) == (0, 1, 2, 0)
    apply_batch(actor=province.cadre, batch=batch)
    assert TrainingRecord.objects.get(name="李测甲").hours == 20
    undo_batch(actor=province.cadre, batch=batch)
    assert TrainingRecord.objects.get(name="李测甲").hours == 24


def test_undo_takes_records_and_their_trainings_away(province):
    kept = make_past(province.federation, province.first, past("早先的班"))
    batch = load(province)

    undo_batch(actor=province.cadre, batch=batch)

    assert (list(TrainingRecord.objects.all()), TrainingEvent.objects.get()) == ([kept], kept.event)


def test_same_person_under_another_name_is_refused(province):
    number = make_id()
    person = make_member(province.first, "李测甲", doc_no=number)
    make_past(
        province.federation,
        province.first,
        past("全省工会主席班", on=date(2023, 9, 10)),
        person=person,
        unit_name="示范大学",
    )
    rows = [
        (1, "李甲", "示范大学", "", *CLASS, 24, number),
        (2, "李测", "样板大学", "", *CLASS, 24, number),
    ]

    batch = start(province, book(rows, (*HEAD, "身份证号")))

    assert refusals(batch) == [(2, "name", "known_otherwise"), (3, "name", "duplicate")]


def test_organiser_is_not_changed_by_a_list_of_people(province):
    load(province)

    batch = start(
        province, book([(1, "李测甲", "示范大学", "主席", CLASS[0], "省总", *CLASS[2:], 24)])
    )

    assert refusals(batch) == [(2, "organiser_name", "fixed")]


def test_results_of_own_trainings_are_not_changed_by_a_file(province):
    event = make_event(province.federation, [(province.first, 1)])
    record = send(event, province.first, "李测甲")
    attend(event, record)
    finish_event(actor=province.cadre, event=event)
    record.refresh_from_db()
    day, last = f"{event.starts_on}", f"{event.ends_on}"
    who = ("李测甲", "示范大学", "")
    row = (1, *who, event.title, event.organiser_name, "系统级", day, last, 12)

    batch = start(province, book([row]))

    assert (record.hours, refusals(batch)) == (Decimal(16), [(2, "hours", "refused")])
