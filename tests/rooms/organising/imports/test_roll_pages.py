"""The import pages, as a cadre walks them without JavaScript."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.kernel.exchange.actions import starting
from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.lib import scoping
from gonghui.kernel.people.models import Person
from tests.factories.access import make_cadre
from tests.factories.unions import make_direct_union
from tests.rooms.organising.imports import rolls

pytestmark = pytest.mark.django_db
UPLOAD = "/exchange/to/organising.roll/"


@pytest.fixture
def desk(client, cadre):
    client.force_login(cadre)
    return client


def send(client, union, roll):
    """Upload; returns the batch."""
    file = SimpleUploadedFile(roll.name, roll.data)
    response = client.post(UPLOAD, {"union": union.pk, "file": file})
    assert response.status_code == 302, response.content.decode()
    with scoping.everything("test"):
        return Batch.objects.order_by("-pk").first()


def accept(client, batch):
    """Post the mapping page as proposed."""
    page = client.get(reverse("exchange:batch", args=[batch.pk]))
    form = page.context["mapping"]
    data = {row.name: row.chosen for row in form.titles}
    data |= {row.name: 0 for row in form.texts}
    data["sheet"] = form.sheets
    return client.post(reverse("exchange:batch-mapping", args=[batch.pk]), data)


def fresh(batch):
    with scoping.everything("test"):
        return Batch.objects.get(pk=batch.pk)


def count_people():
    with scoping.everything("test"):
        return Person.objects.count()


def test_roll_goes_through_all_pages_and_back(desk, university):
    batch = send(desk, university, rolls.university(21))
    page = desk.get(reverse("exchange:batch", args=[batch.pk]))
    assert "列的对应" in page.content.decode()
    accept(desk, batch)
    page = desk.get(reverse("exchange:batch", args=[batch.pk]))
    text = page.content.decode()
    assert fresh(batch).state == BatchState.CHECKED
    assert "共 80 行：新增 66，变更 0，无变化 0，退回 14。" in text
    assert count_people() == 0
    desk.post(reverse("exchange:batch-confirm", args=[batch.pk]))
    assert (fresh(batch).state, count_people()) == (BatchState.APPLIED, 66)
    desk.post(reverse("exchange:batch-undo", args=[batch.pk]))
    assert (fresh(batch).state, count_people()) == (BatchState.UNDONE, 0)
    desk.post(reverse("exchange:batch-confirm", args=[batch.pk]))
    assert (fresh(batch).state, count_people()) == (BatchState.APPLIED, 66)


def test_batch_waits_for_the_worker_and_says_so(desk, university, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    monkeypatch.setattr(starting, "SMALL_FILE", 0)
    batch = send(desk, university, rolls.university(20, count=5, kinds=()))

    text = desk.get(reverse("exchange:batch", args=[batch.pk])).content.decode()

    assert fresh(batch).state == BatchState.CHECKING
    assert text.count(f'hx-get="/jobs/{fresh(batch).job_id}/progress/"') == 1


@pytest.mark.parametrize("tab", ["new", "refused", "mended", "missing", "changed", "unchanged"])
def test_every_tab_is_small_and_shows_no_whole_number(desk, university, tab):
    roll = rolls.university(22)
    batch = send(desk, university, roll)
    accept(desk, batch)
    page = desk.get(reverse("exchange:batch", args=[batch.pk]), {"tab": tab})
    text = page.content.decode()
    assert page.status_code == 200
    assert len(page.content) < 300_000
    numbers = [row["id"] for row in rolls.people(22, 80)]
    assert [number for number in numbers if number in text] == []
    phones = [row["phone"] for row in rolls.people(22, 80)]
    assert [phone for phone in phones if phone in text] == []


def test_mended_cells_are_shown_before_and_after(desk, university):
    batch = send(desk, university, rolls.university(23, kinds=("date_dot",)))
    accept(desk, batch)
    text = desk.get(reverse("exchange:batch", args=[batch.pk]), {"tab": "mended"}).content.decode()
    assert "年月用点分隔" in text
    narrowed = desk.get(reverse("exchange:batch", args=[batch.pk]), {"tab": "new", "mended": "1"})
    assert len(narrowed.context["page"].lines) == 1


def test_refused_cells_come_back_inside_the_same_workbook(desk, university):
    roll = rolls.university(24)
    batch = send(desk, university, roll)
    accept(desk, batch)
    response = desk.post(reverse("exchange:batch-answer", args=[batch.pk]), follow=True)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet = book["会员名册"]
    assert sheet["A1"].font.bold is True
    row = roll.spoilt["id_check"][0]
    assert sheet.cell(row, 6).comment.text == "证件号码校验位不符，请核对每一位。"
    assert sheet.cell(row, 6).fill.fgColor.rgb == "00FFC7CE"
    issues = list(book["问题清单"].iter_rows(min_row=2, values_only=True))
    assert len(issues) >= 14
    assert [issue[1] for issue in issues if issue[4] == "校验位不符"] == [row]


def test_answer_that_was_mended_comes_in_again(desk, university):
    roll = rolls.university(25, count=20, kinds=("id_check", "pol_typo", "date_impossible"))
    right = rolls.people(25, 20)
    batch = send(desk, university, roll)
    accept(desk, batch)
    desk.post(reverse("exchange:batch-confirm", args=[batch.pk]))
    response = desk.post(reverse("exchange:batch-answer", args=[batch.pk]), follow=True)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet = book["会员名册"]
    for kind, column, field in (
        ("id_check", 6, "id"),
        ("pol_typo", 7, "political"),
        ("date_impossible", 12, "joined"),
    ):
        number = roll.spoilt[kind][0]
        sheet.cell(number, column).value = right[number - 4][field]
    again = send(desk, university, rolls.Roll("again.xlsx", rolls.as_bytes(book), 20))
    counts = fresh(again).counts
    assert (counts["new"], counts["unchanged"], counts["refused"]) == (3, 17, 0)


@pytest.mark.parametrize("form", ["school", "personnel"])
def test_other_forms_get_their_answer_as_xlsx(desk, university, form):
    roll = rolls.FORMS[form](26)
    batch = send(desk, university, roll)
    accept(desk, batch)
    response = desk.post(reverse("exchange:batch-answer", args=[batch.pk]), follow=True)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert "问题清单" in book.sheetnames


def test_template_is_read_back_as_our_own_form(desk, university):
    response = desk.get(reverse("exchange:template", args=["organising.roll"]))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book["会员花名册"]
    titles = [cell.value for cell in sheet[1]]
    assert len(titles) == 25
    row = rolls.people(27, 1)[0]
    values = {"姓名": row["name"], "证件号码": row["id"], "部门": row["department"]}
    for title, value in values.items():
        sheet.cell(2, titles.index(title) + 1).value = value
    batch = send(desk, university, rolls.Roll("模板.xlsx", rolls.as_bytes(book), 1))
    assert (fresh(batch).state, fresh(batch).counts["new"]) == (BatchState.CHECKED, 1)


def test_file_that_is_no_table_is_refused_on_the_form(desk, university):
    file = SimpleUploadedFile("名册.pdf", b"%PDF-1.4\n1 0 obj\n")
    response = desk.post(UPLOAD, {"union": university.pk, "file": file})
    assert response.status_code == 422
    assert "没有上传成功" in response.content.decode()


def test_batch_of_another_union_is_not_found(client, university, desk):
    batch = send(desk, university, rolls.university(28, count=5, kinds=()))
    client.force_login(make_cadre(make_direct_union()))
    assert client.get(reverse("exchange:batch", args=[batch.pk])).status_code == 404


def test_list_of_batches_leads_to_each(desk, university):
    batch = send(desk, university, rolls.university(29, count=5, kinds=()))
    page = desk.get(reverse("exchange:batch-list"))
    assert f'href="/exchange/{batch.pk}/"' in page.content.decode()


def test_discarded_batch_keeps_no_rows(desk, university):
    batch = send(desk, university, rolls.university(30, count=5, kinds=()))
    accept(desk, batch)
    desk.post(reverse("exchange:batch-discard", args=[batch.pk]))
    with scoping.everything("test"):
        assert fresh(batch).chunks.count() == 0
    assert fresh(batch).state == BatchState.DISCARDED
