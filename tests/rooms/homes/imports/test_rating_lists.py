"""Count sheets of past ratings by Excel: in, refused in the cell, undone, and out again."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from gonghui.kernel.audit.models import Entry as LogEntry
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib import dates
from gonghui.rooms.homes.models import RatingBox, RatingRound
from gonghui.rooms.homes.tables import RatingTable
from tests.batches import checked, counts, refusals, upload
from tests.factories.homes import make_rating

pytestmark = pytest.mark.usefixtures("all_scope")
KEY = "homes.ratings"
HEAD = (
    *("序号", "单位", "测评名称", "开始日期", "测评日期", "发出票数", "收回票数"),
    *("满意票", "基本满意票", "不满意票", "弃权", "参评率线"),
)
GOOD = {
    "单位": "示范大学",
    "测评名称": "",
    "开始日期": "2023-12-06",
    "测评日期": "2023-12-20",
    "发出票数": "320人",
    "收回票数": 286,
    "满意票": 240,
    "基本满意票": 38,
    "不满意票": 8,
    "弃权": "",
    "参评率线": 50,
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2025, 3, 20))


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def book(*rows):
    made = Workbook()
    made.active.append(HEAD)
    for number, row in enumerate(rows, 1):
        made.active.append([number, *(row[title] for title in HEAD[1:])])
    return saved(made)


def check(province, *rows, actor=None):
    actor = actor or province.cadre
    union = province.federation if actor == province.cadre else province.first
    return checked(actor, upload(actor, union, book(*rows), KEY))


def load(province, *rows):
    return apply_batch(actor=province.cadre, batch=check(province, *rows))


def test_count_sheets_become_published_ratings_that_are_taken_back_whole(province):
    at_once = GOOD | {"单位": "样板大学工会", "测评名称": "述职测评", "开始日期": ""}

    batch = load(province, GOOD, at_once)
    rows = RatingRound.objects.order_by("pk")
    entered = [
        (row.union, row.title, row.opens_on, row.closes_on, row.status, row.return_percent)
        for row in rows
    ]
    numbers = {(row.issued, row.returned, row.satisfied, row.basic, row.unknown) for row in rows}
    boxes = [box.ballots for box in RatingBox.objects.all()]
    again = check(province, GOOD, at_once)
    undo_batch(actor=province.cadre, batch=batch)

    first, last = date(2023, 12, 6), date(2023, 12, 20)
    assert counts(batch) == (2, 0, 0, 0)
    assert entered == [
        (province.first, "2023年度会员评家", first, last, "published", 50),
        (province.second, "述职测评", last, last, "published", 50),
    ]
    assert numbers == {(320, 286, 240, 38, 0)}
    assert boxes == [{"s|": 240, "b|": 38, "n|": 8}] * 2
    assert counts(again) == (0, 0, 2, 0)
    assert (RatingRound.objects.count(), RatingBox.objects.count()) == (0, 0)
    assert LogEntry.objects.filter(key="homes.rating.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("change", "column", "sentence"),
    [
        ({"单位": "无名学院"}, "union", "没有找到工会“无名学院”，请填工会全称。"),
        ({"单位": ""}, "union", "被测评工会为空，请填写。"),
        (
            {"测评日期": "2023-12"},
            "closes_on",
            "“2023-12”没有写到日，请补全，如 2021-09-01；确实不知道的请留空。",
        ),
        ({"开始日期": "2023-12-21"}, "closes_on", "截止日期应在测评期内，且不晚于今天。"),
        (
            {"收回票数": 280},
            "returned",
            "后四项合计 286 人，与参评人数 280 人不一致，请核对。",
        ),
        (
            {"满意票": "75%"},
            "satisfied",
            "“75%”不是人数，请填 0 至 1000000 的整数。",
        ),
        (
            {"发出票数": 200},
            "issued",
            "参评人数应不少于 5 人，且不多于应参评人数。",
        ),
        (
            {"收回票数": "", "满意票": 3, "基本满意票": "", "不满意票": ""},
            "issued",
            "参评人数应不少于 5 人，且不多于应参评人数。",
        ),
        ({"参评率线": 95}, "issued", "参评率 89.4%，低于规定的 95%。"),
    ],
)
def test_count_sheet_that_cannot_be_true_is_refused_in_its_cell(province, change, column, sentence):
    batch = check(province, GOOD | change)

    assert counts(batch) == (0, 0, 0, 1)
    assert [told for _row, *told in refusals(batch, said=3)] == [[column, sentence]]


def test_cadre_of_a_university_enters_only_what_it_rates(province):
    batch = check(province, GOOD, GOOD | {"单位": "样板大学工会"}, actor=province.local)

    assert counts(batch) == (1, 0, 0, 1)


def test_result_is_not_changed_by_a_list(province):
    load(province, GOOD)

    batch = check(province, GOOD | {"满意票": 241, "不满意票": 7})

    assert counts(batch) == (0, 0, 0, 1)
    assert RatingRound.objects.get().satisfied == 240


def test_batch_with_a_rating_that_was_touched_stays(province):
    batch = load(province, GOOD, GOOD | {"单位": "样板大学工会"})
    RatingRound.objects.filter(union=province.second).update(version=4)

    with pytest.raises(Stale):
        undo_batch(actor=province.cadre, batch=batch)
    assert RatingRound.objects.count() == 2


def test_export_of_recorded_and_running_ratings_comes_back_unchanged(province):
    load(province, GOOD)
    make_rating(province.second)
    wish = Wish(RatingTable.dotted(), "", province.federation.pk)
    with open_file(export_table(actor=province.cadre, wish=wish)) as stream:
        data = stream.read()

    batch = checked(province.cadre, upload(province.cadre, province.federation, data, KEY))

    assert counts(batch) == (0, 0, 2, 0)
