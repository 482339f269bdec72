"""The ledger at the desk: restricted pages, forms of an item, papers, the text for the public."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from gonghui.kernel.audit.api import entries_of
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.models import (
    Acceptance,
    Batch,
    DueMove,
    NewRule,
    Progress,
    RectItem,
)
from tests.factories.access import make_cadre
from tests.factories.files import upload
from tests.factories.stewardship import (
    PDF,
    make_batch,
    make_claimed,
    make_item,
    prove,
    step,
)
from tests.lists import assert_same_queries


def url(name, *args):
    return reverse(f"stewardship:{name}", args=args)


def case_url(item):
    return reverse("casework:case-detail", args=[item.case_id])


def rows_of(model):
    with scoping.everything("test"):
        return list(model.objects.order_by("pk"))


@pytest.fixture
def batch(house):
    return make_batch(house.federation, "2026年巡视反馈")


def test_lists_take_the_same_queries_for_one_and_three_rows(house, desk, batch):
    client = desk(house.supervisor)

    assert_same_queries(client, url("item-list"), lambda: make_item(batch, house.owner))
    assert_same_queries(client, url("batch-list"), lambda: make_batch(house.federation))


@pytest.mark.parametrize(
    ("who", "expected"),
    [("supervisor", 200), ("owner", 200), ("cadre", 403), ("local", 404)],
)
def test_wording_is_shown_to_supervisor_and_owner_only(house, desk, batch, who, expected):
    item = make_item(batch, house.owner)
    client = desk(getattr(house, who))

    answer = client.get(case_url(item))

    assert answer.status_code == expected
    assert (item.wording in answer.content.decode()) == (expected == 200)
    assert item.wording not in client.get(url("item-list")).content.decode()


def test_evidence_is_fetched_by_readers_of_the_item_only(house, desk, batch):
    item = step(SYSTEM, make_item(batch, house.owner), "approve")
    address = reverse("files:download", args=[prove(house.owner, item).stored.key])

    answers = [
        desk(user).get(address).status_code
        for user in (house.supervisor, make_cadre(house.federation, "reader"), house.local)
    ]

    assert answers == [200, 200, 403]


def test_batch_and_item_are_entered_planned_and_worked_on_by_pages(house, desk):
    client = desk(house.supervisor)
    due = (dates.today() + timedelta(days=30)).isoformat()
    client.post(
        url("batch-create"),
        {
            "union": house.federation.name,
            "name": "2026年审计",
            "source": "audit",
            "received_on": dates.today().isoformat(),
        },
    )
    [batch] = rows_of(Batch)
    client.post(
        url("item-create", batch.pk),
        {"item_no": 1, "title": "采购不规范", "wording": "原文一", "kind": "dated"},
    )
    [item] = rows_of(RectItem)
    plan = {
        "title": "采购不规范",
        "kind": "dated",
        "measures": "修订办法",
        "owner_unit": "办公室",
        "owner": house.owner.username,
        "leader": house.leader.pk,
        "due_on": due,
        "recovered": "1200.50",
    }
    client.post(url("item-act", item.pk, "plan"), plan)
    step(SYSTEM, item, "approve")
    worker = desk(house.owner)
    today = dates.today().isoformat()
    file = upload(PDF, "办法.pdf")
    worker.post(
        url("item-act", item.pk, "progress"), {"done_on": today, "text": "已印发", "upload": file}
    )
    worker.post(url("item-act", item.pk, "rule"), {"title": "采购办法", "made_on": today})

    [planned] = rows_of(RectItem)
    assert (planned.owner, planned.leader, planned.recovered_fen) == (
        house.owner,
        house.leader,
        120_050,
    )
    assert [(each.text, each.entered_by) for each in rows_of(Progress)] == [("已印发", house.owner)]
    assert [rule.title for rule in rows_of(NewRule)] == ["采购办法"]


def test_plan_form_shows_what_is_known_and_refuses_a_day_for_lasting_work(house, desk, batch):
    item = make_item(batch, house.owner)
    client = desk(house.owner)

    page = client.get(url("item-act", item.pk, "plan"))
    answer = client.post(
        url("item-act", item.pk, "plan"),
        {"title": "改过的名称", "kind": "long_term", "due_on": "2030-01-01"},
    )

    assert page.context["form"]["owner"].value() == house.owner.username
    assert answer.context["form"].errors["due_on"] == ["长期坚持的事项不设期限，请留空。"]
    assert 'value="改过的名称"' in answer.content.decode()


def test_due_day_acceptance_and_reopening_are_the_supervisors(house, desk, batch):
    asked = make_batch(house.federation, three_party=True)
    claimed = make_claimed(asked, house.owner)
    later = (claimed.due_on + timedelta(days=9)).isoformat()
    client = desk(house.supervisor)
    client.post(url("item-act", claimed.pk, "due"), {"due": later, "reason": "上级未批"})
    for party in ("office", "team", "unit"):
        client.post(
            url("item-act", claimed.pk, "accept"),
            {"party": party, "signer": "李测", "accepted_on": dates.today().isoformat()},
        )
    step(house.supervisor, claimed, "close")
    client.post(url("item-act", claimed.pk, "reopen"), {"reason": "重现", "due": later})

    [item] = rows_of(RectItem)
    assert [move.reason for move in rows_of(DueMove)] == ["上级未批"]
    assert [each.party for each in rows_of(Acceptance)] == ["office", "team", "unit"]
    assert item.reopened == 1
    page = client.get(url("item-page", item.pk), follow=True).content.decode()
    assert ("期限调整" in page, "上级未批" in page) == (True, True)


def test_verb_out_of_place_is_refused_with_its_name(house, desk, batch):
    item = make_item(batch, house.owner)

    early = desk(house.owner).get(url("item-act", item.pk, "progress"))
    foreign = desk(house.owner).get(url("item-act", item.pk, "due"))
    unknown = desk(house.owner).get(url("item-act", item.pk, "fly"))
    outsider = desk(house.cadre).get(url("item-act", item.pk, "plan"))

    assert [each.status_code for each in (early, foreign, unknown, outsider)] == [
        403,
        403,
        404,
        403,
    ]
    assert "这项现在不能“登记进展”。" in early.content.decode()


def test_lists_leave_as_word_and_excel_and_leave_a_trace(house, desk, batch):
    item = step(SYSTEM, make_item(batch, house.owner), "approve")
    prove(house.owner, item, "制度已过会")
    step(house.owner, item, "claim", note="好了")
    step(house.supervisor, item, "close")
    client = desk(house.supervisor)

    word = Document(BytesIO(client.get(url("batch-paper", batch.pk, "problems")).content))
    sheet = load_workbook(
        BytesIO(client.get(url("batch-paper", batch.pk, "progress"), {"form": "xlsx"}).content)
    ).active

    cells = {cell.text for row in word.tables[0].rows for cell in row.cells}
    values = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert item.wording in cells
    assert {"销号", f"{dates.today():%Y-%m-%d} 制度已过会"} <= values
    with scoping.everything("test"):
        keys = [entry.key for entry in entries_of(batch)]
    assert keys.count("stewardship.paper.handed_out") == 2


@pytest.mark.parametrize("kind", ["tasks", "duties"])
def test_other_lists_have_one_row_an_item(house, desk, batch, kind):
    make_item(batch, house.owner)
    make_item(batch, kind="long_term")

    answer = desk(house.supervisor).get(url("batch-paper", batch.pk, kind))

    assert len(Document(BytesIO(answer.content)).tables[0].rows) == 3


def test_unknown_paper_format_and_owner_are_refused(house, desk, batch):
    make_item(batch, house.owner)
    client = desk(house.supervisor)

    unknown = client.get(url("batch-paper", batch.pk, "secrets"))
    strange = client.get(url("batch-paper", batch.pk, "tasks"), {"form": "exe"})
    owner = desk(house.owner).get(url("batch-paper", batch.pk, "problems"))

    assert [each.status_code for each in (unknown, strange, owner)] == [404, 404, 403]


def test_summary_is_drafted_approved_by_another_and_read_by_everybody(house, desk, batch, client):
    second = make_cadre(house.federation, "supervisor")
    hidden = client.get(url("open-summary", batch.pk)).status_code
    desk(house.supervisor).post(url("summary-draft", batch.pk), {"text": "46个问题完成28个。"})
    refused = desk(house.supervisor).post(url("summary-press", batch.pk, "approve"))
    desk(second).post(url("summary-press", batch.pk, "approve"))
    desk(second).post(url("summary-press", batch.pk, "release"))
    late = desk(second).post(url("summary-press", batch.pk, "release"), follow=True)
    client.logout()

    page = client.get(url("open-summary", batch.pk)).content.decode()

    assert (hidden, refused.status_code) == (404, 403)
    assert "公开稿审核通过后才能公开。" in late.content.decode()
    assert "46个问题完成28个。" in page
    assert desk(second).post(url("summary-press", batch.pk, "fly")).status_code == 404


def test_batch_page_counts_claimed_apart(house, desk, batch):
    make_claimed(batch, house.owner)
    step(SYSTEM, make_claimed(batch, house.owner), "close")

    found = desk(house.supervisor).get(url("batch-detail", batch.pk)).context["batch"]

    assert (found.all_items, found.closed, found.claimed) == (2, 1, 1)
