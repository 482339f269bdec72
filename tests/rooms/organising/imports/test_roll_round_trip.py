"""A list goes out to a workbook, is edited, and comes back."""

import io

import openpyxl
import pytest
from django.urls import reverse

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.exchange.actions.applying import apply_batch
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.lib import scoping
from gonghui.kernel.people import api as people
from tests.factories.access import make_cadre
from tests.factories.unions import make_direct_union
from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.batches import checked

pytestmark = pytest.mark.django_db
HEAD = 2  # below the watermark


@pytest.fixture
def members(university, cadre):
    """A dozen members with every kind of fact."""
    with scoping.everything("test"):
        apply_batch(actor=cadre, batch=checked(cadre, university, rolls.personnel(31, 12, ())))
    return rolls.people(31, 12)


def exported(client, cadre, **choices):
    """The workbook of the member list, as the browser gets it."""
    client.force_login(cadre)
    response = client.get(reverse("organising:member-list"), {"export": "xlsx"}, follow=True)
    if "wish" in (response.context or {}):
        data = {"wish": response.context["wish"], **choices}
        response = client.post(reverse("exchange:export"), data, follow=True)
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def titles_of(book):
    return [cell.value for cell in book.worksheets[0][HEAD]]


def row_of(book, name):
    sheet, place = book.worksheets[0], titles_of(book).index("姓名") + 1
    found = [
        row for row in range(HEAD + 1, sheet.max_row + 1) if sheet.cell(row, place).value == name
    ]
    return found[0]


def put(book, name, title, value):
    sheet = book.worksheets[0]
    sheet.cell(row_of(book, name), titles_of(book).index(title) + 1).value = value


def back(cadre, union, book):
    roll = rolls.Roll("会员.xlsx", rolls.as_bytes(book), 12)
    with scoping.everything("test"):
        return checked(cadre, union, roll)


def counts(batch):
    return {key: batch.counts[key] for key in ("new", "changed", "unchanged", "refused", "missing")}


def test_export_that_comes_back_untouched_changes_nothing(client, university, cadre, members):
    book = exported(client, cadre)
    batch = back(cadre, university, book)
    assert counts(batch) == {"new": 0, "changed": 0, "unchanged": 12, "refused": 0, "missing": 0}


def test_export_holds_no_identity_number_and_masks_phones(client, university, cadre, members):
    book = exported(client, cadre)
    assert "证件号码" not in titles_of(book)
    cells = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert [one["phone"] for one in members if one["phone"] in cells] == []
    assert [one["id"] for one in members if one["id"] in cells] == []


def test_export_says_who_made_it_and_when(client, university, cadre, members):
    book = exported(client, cadre)
    mark = book.worksheets[0]["A1"].value
    assert f"导出人：{cadre.display_name}" in mark


def test_whole_numbers_need_a_reason_and_leave_a_trace(client, university, cadre, members):
    client.force_login(cadre)
    page = client.get(reverse("organising:member-list"), {"export": "xlsx"}, follow=True)
    data = {"wish": page.context["wish"], "unmasked": "1"}
    refused = client.post(reverse("exchange:export"), data)
    assert refused.status_code == 422
    book = exported(client, cadre, unmasked="1", reason="办理会员卡")
    place = titles_of(book).index("证件号码")
    found = {row[place] for row in book.worksheets[0].iter_rows(min_row=HEAD + 1, values_only=True)}
    assert {one["id"] for one in members} <= found
    with scoping.everything("test"):
        entry = Entry.objects.get(key="exchange.table.exported")
    assert (entry.facts["unmasked"], entry.facts["reason"]) == (True, "办理会员卡")
    assert counts(back(cadre, university, book))["unchanged"] == 12


def test_edited_cell_is_the_only_change(client, university, cadre, members):
    book = exported(client, cadre)
    put(book, members[4]["name"], "职称", "研究员")
    put(book, members[4]["name"], "手机号", "13911112222")
    batch = back(cadre, university, book)
    assert counts(batch)["changed"] == 1
    with scoping.everything("test"):
        apply_batch(actor=cadre, batch=batch)
        member = people.find_person_by_document("resident_id", members[4]["id"])
    assert (member.title, member.phone) == ("研究员", "13911112222")


def test_emptied_cell_removes_the_value(client, university, cadre, members):
    book = exported(client, cadre)
    put(book, members[4]["name"], "民族", None)
    batch = back(cadre, university, book)
    with scoping.everything("test"):
        apply_batch(actor=cadre, batch=batch)
        member = people.find_person_by_document("resident_id", members[4]["id"])
    assert member.ethnic_group == ""


def test_row_that_a_colleague_changed_since_is_refused_and_names_the_colleague(
    client, university, cadre, members
):
    book = exported(client, cadre)
    put(book, members[4]["name"], "职称", "研究员")
    colleague = make_cadre(university, display_name="李四")
    with scoping.everything("test"):
        member = people.find_person_by_document("resident_id", members[4]["id"])
        people.change_person(actor=colleague, person=member, title="首席专家")
    batch = back(cadre, university, book)
    assert (batch.counts["refused"], batch.counts["unchanged"]) == (1, 11)
    assert batch.counts["codes"]["refuse"] == {"stale": 1}
    with scoping.everything("test"):
        row = next(read_rows(batch, "refused"))[0]
    assert row[-1][0][3].startswith(f"“{members[4]['name']}”已由李四在 ")


def test_row_key_of_another_union_or_a_forged_one_is_refused(client, university, cadre, members):
    book = exported(client, cadre)
    sheet, place = book.worksheets[0], len(titles_of(book))
    key = sheet.cell(HEAD + 1, place).value
    sheet.cell(HEAD + 1, place).value = key[:-1] + ("0" if key[-1] != "0" else "1")
    assert back(cadre, university, book).counts["codes"]["refuse"] == {"row_key": 1}
    other = make_direct_union()
    stranger = make_cadre(other)
    codes = back(stranger, other, exported(client, cadre)).counts["codes"]["refuse"]
    assert codes == {"row_key": 12, "unknown_department": 12}


def test_new_row_without_a_key_needs_its_number(client, university, cadre, members):
    book = exported(client, cadre)
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row + 1, titles_of(book).index("姓名") + 1).value = "新来"
    assert back(cadre, university, book).counts["codes"]["refuse"] == {"id_blank": 1}


def test_texts_that_look_like_formulas_stay_texts(client, university, cadre, members):
    with scoping.everything("test"):
        member = people.find_person_by_document("resident_id", members[4]["id"])
        people.change_person(actor=cadre, person=member, title="=1+1")
    book = exported(client, cadre)
    cell = book.worksheets[0].cell(
        row_of(book, members[4]["name"]), titles_of(book).index("职称") + 1
    )
    assert (cell.value, cell.data_type) == ("=1+1", "s")
