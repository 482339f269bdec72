"""Problem lists from Excel: new items, changed plans, what a sheet may not do, undo, and the way back."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from gonghui.engines.casework.models import Case
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.actions.uploads import set_mapping, upload_file
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import Stale, targets
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.actions.points import retire_leader
from gonghui.rooms.stewardship.models import RectItem
from gonghui.rooms.stewardship.tables.items import ItemTable
from tests.batches import counts, refusals
from tests.factories.stewardship import make_batch, make_item, step

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = (
    "序号",
    "问题类别",
    "反馈问题",
    "类型",
    "具体措施",
    "牵头领导",
    "责任部门",
    "责任人",
    "完成时限",
)


def rows_for(house):
    who = house.owner.username
    return (
        (1, "党的建设", "原文一", "立行立改", "开专题会", "周测", "办公室", who, date(2027, 3, 1)),
        ("2.", "财务", "原文二", "", "", "", "财务部", "", "2027年6月30日"),
        (3, "作风", "原文三", "长期", "常态督查", "周测", "机关党委", who, "长期坚持"),
    )


@pytest.fixture
def batch(house):
    return make_batch(house.federation, "2026年巡视反馈")


def start(house, rows, head=HEAD):
    made = Workbook()
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    upload = upload_file(
        actor=house.supervisor,
        target=targets.get("stewardship.items"),
        union=house.federation,
        upload=SimpleUploadedFile("问题清单.xlsx", stream.getvalue()),
    )
    found = check_batch(actor=house.supervisor, batch=upload)
    return settle(house, found) if found.state == BatchState.MAPPING else found


def settle(house, found):
    """Confirm the proposed columns, as is asked once for a foreign header."""
    decided = set_mapping(
        actor=house.supervisor,
        batch=found,
        columns=found.mapping["columns"],
        sheets=[sheet["index"] for sheet in found.layout if sheet["used"]],
        choices={},
    )
    return check_batch(actor=house.supervisor, batch=decided)


def load(house, rows, head=HEAD):
    return apply_batch(actor=house.supervisor, batch=start(house, rows, head))


def test_list_becomes_items_with_plans_and_cases(house, batch):
    load(house, rows_for(house))

    rows = RectItem.objects.order_by("item_no").values_list(
        "item_no", "title", "kind", "leader__name", "owner", "due_on", "case__state_id"
    )

    assert list(rows) == [
        (1, "党的建设", "at_once", "周测", house.owner.pk, date(2027, 3, 1), "not_started"),
        (2, "财务", "dated", None, None, date(2027, 6, 30), "not_started"),
        (3, "作风", "long_term", "周测", house.owner.pk, None, "not_started"),
    ]


def test_same_list_again_changes_nothing_and_an_edited_one_the_plan(house, batch):
    load(house, rows_for(house))
    rows = [list(row) for row in rows_for(house)]
    again = start(house, rows)
    rows[1][4] = "清理往来款"
    edited = start(house, rows)
    apply_batch(actor=house.supervisor, batch=edited)

    assert (counts(again), counts(edited)) == ((0, 0, 3, 0), (0, 1, 2, 0))
    assert RectItem.objects.get(item_no=2).measures == "清理往来款"


def test_sheet_neither_moves_an_approved_due_day_nor_rewrites_the_wording(house, batch):
    load(house, rows_for(house))
    step(SYSTEM, RectItem.objects.get(item_no=1), "approve")
    rows = [list(row) for row in rows_for(house)]
    rows[0][8] = date(2028, 1, 1)
    rows[1][2] = "改过的原文"

    found = start(house, rows)

    assert refusals(found) == [
        (2, "due_on", "refused"),
        (3, "wording", "fixed"),
    ]


def test_rows_that_need_a_person_are_refused(house, batch):
    make_batch(house.federation, "第二批")
    head = ("序号", "批次", "反馈问题", "类型", "牵头领导", "责任人", "完成时限")
    rows = (
        (1, "2026年巡视反馈", "原文", "长期", "", "", "2027-01-01"),
        (1, "2026年巡视反馈", "原文", "", "无名氏", "", ""),
        ("一", "没有的批次", "原文", "", "", "nobody", ""),
        ("", "", "原文", "", "", "", "2027年3月"),
        (5, "第二批", "", "", "", "", ""),
    )

    found = start(house, rows, head)

    assert refusals(found) == [
        (2, "due_on", "due_long"),
        (3, "leader", "leader_unknown"),
        (3, "item_no", "duplicate"),
        (4, "item_no", "number"),
        (4, "batch", "batch_unknown"),
        (4, "owner", "owner_unknown"),
        (5, "due_on", "date_part"),
        (5, "item_no", "blank"),
        (5, "batch", "batch_unknown"),
        (6, "wording", "blank"),
    ]


def test_item_of_a_leader_who_left_comes_back_unchanged(house, batch):
    make_item(batch, house.owner, leader=house.leader)
    retire_leader(actor=SYSTEM, leader=house.leader, on=dates.today())
    wish = Wish(ItemTable.dotted(), "", house.federation.pk)
    with open_file(export_table(actor=house.supervisor, wish=wish)) as file:
        data = file.read()
    found = upload_file(
        actor=house.supervisor,
        target=targets.get("stewardship.items"),
        union=house.federation,
        upload=SimpleUploadedFile("整改事项.xlsx", data),
    )

    checked = settle(house, check_batch(actor=house.supervisor, batch=found))

    assert (counts(checked), refusals(checked)) == ((0, 0, 1, 0), [])


def test_import_is_taken_back_while_nobody_touched_it(house, batch):
    done = load(house, rows_for(house))

    undo_batch(actor=house.supervisor, batch=done)

    assert (RectItem.objects.count(), Case.objects.count()) == (0, 0)


def test_import_is_not_taken_back_once_work_has_begun(house, batch):
    done = load(house, rows_for(house))
    step(SYSTEM, RectItem.objects.get(item_no=1), "approve")

    with pytest.raises(Stale) as caught:
        undo_batch(actor=house.supervisor, batch=done)

    assert caught.value.names == ["1. 党的建设"]
    assert RectItem.objects.count() == 3


def test_changed_plan_is_taken_back(house, batch):
    load(house, rows_for(house))
    rows = [list(row) for row in rows_for(house)]
    rows[1][4], rows[1][8] = "清理往来款", date(2027, 9, 1)
    done = load(house, rows)
    undo_batch(actor=house.supervisor, batch=done)

    item = RectItem.objects.get(item_no=2)

    assert (item.measures, item.due_on) == ("", date(2027, 6, 30))


def test_export_comes_back_unchanged_and_stale_after_an_edit(house, batch):
    item = make_item(batch, house.owner)
    wish = Wish(ItemTable.dotted(), "", house.federation.pk)
    with open_file(export_table(actor=house.supervisor, wish=wish)) as file:
        data = file.read()
    sheet = load_workbook(io.BytesIO(data)).active
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}

    def check():
        found = upload_file(
            actor=house.supervisor,
            target=targets.get("stewardship.items"),
            union=house.federation,
            upload=SimpleUploadedFile("整改事项.xlsx", data),
        )
        return settle(house, check_batch(actor=house.supervisor, batch=found))

    before = check()
    step(SYSTEM, item, "approve")
    after = check()

    assert item.wording in texts
    assert counts(before) == (0, 0, 1, 0)
    assert [each[1:] for each in refusals(after)] == [("_row", "stale")]
