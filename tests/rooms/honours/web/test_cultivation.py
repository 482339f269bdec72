"""Chosen young teachers as pages: the lists with their Excel, the file, what may be done."""

import io
from datetime import date
from itertools import count

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gonghui.kernel.access.api import scope_of
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib import scoping
from gonghui.rooms.honours.models import Cultivation
from gonghui.rooms.honours.tables import CultivationRecordTable, CultivationTable
from tests.factories.awards import make_award
from tests.lists import assert_same_queries

_numbers = count(1)


def make_file(union, **more):
    with scoping.everything("test"):
        name = f"乡测{next(_numbers)}"
        award = make_award(union, holder_name=name, prize_fen=1_000_000)
        facts = {"union": union, "name": name, "school": "乡村小学", "mentor": "导师李"}
        return Cultivation.objects.create(award=award, **facts | more)


def make_record(union):
    with scoping.everything("test"):
        facts = {"kind": "workshop", "happened_on": date(2024, 9, 1), "title": "研修"}
        return make_file(union).records.create(**facts, hours=12)


def url(name, *args, **query):
    return reverse(f"honours:cultivation-{name}", args=args, query=query or None)


def test_lists_take_the_same_queries_for_any_length(province, desk):
    client = desk(province.cadre)
    assert_same_queries(client, url("list"), lambda: make_record(province.first))
    assert_same_queries(client, url("records"), lambda: make_record(province.first))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (CultivationTable, {"乡村小学", "导师李", 12, 10_000}),
        (CultivationRecordTable, {"乡村小学", "名师工作坊", "研修", 12}),
    ],
)
def test_lists_are_exported_with_hours_and_prize(province, table, expected):
    make_record(province.first)
    with scoping.active(scope_of(province.cadre)):
        stored = export_table(actor=province.cadre, wish=Wish(table.dotted(), "", None))
    with open_file(stored) as stream:
        rows = load_workbook(io.BytesIO(stream.read())).active.iter_rows(values_only=True)
        cells = {cell for row in rows for cell in row}
    assert expected <= cells


def test_file_is_filled_and_left_early(province, desk):
    file = make_file(province.first, promised_until=date(2030, 1, 1))
    client = desk(province.local)
    record = {"kind": "mentor", "happened_on": "2024-09-01", "title": "听评课", "hours": "1.5"}
    text = send(client, file, "record", **record)
    assert ("听评课" in text, "1.5 学时，1 次" in text, "10,000.00 元" in text) == (
        True,
        True,
        True,
    )
    assert "导师王" in send(client, file, "mentor", mentor="导师王")
    text = send(client, file, "leave", on="2025-01-01", reason="调动")
    assert "2025-01-01 离开乡村学校，早于服务承诺的 2030-01-01。" in text
    listed = client.get(url("list", early="1")).content.decode()
    assert ("提前离开" in listed, file.name in listed) == (True, True)
    assert file.name not in client.get(url("list", early="0")).content.decode()


def test_unknown_verb_is_not_found(province, desk):
    file = make_file(province.first)
    assert desk(province.local).get(url("act", file.pk, "sell")).status_code == 404


def send(client, file, verb, **data):
    """Submit a form; the text of the page after the redirect."""
    answer = client.post(url("act", file.pk, verb), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()
