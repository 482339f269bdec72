"""Places of a campaign out to Excel and back: differences first, and what cannot be is refused in its cell."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from gonghui.engines.campaigns.actions.quotas import set_all_places
from gonghui.engines.campaigns.models import Quota
from gonghui.engines.campaigns.tables import PlacesTable
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.actions.uploads import upload_file
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import RowOutcome
from gonghui.kernel.exchange.targets import Stale, targets
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = ("评选活动", "组别", "推荐工会", "名额")
GROUPS = [{"name": "奖章", "places": 3}, {"name": "先锋号", "places": 2}]


@pytest.fixture
def province(db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    plan = plan_from(PEOPLE_PLAN, categories=GROUPS)
    return make_campaign(province.federation, plan, quotas=[(province.first, 1)])


def rows_of(*rows):
    made = Workbook()
    made.active.append(HEAD)
    for row in rows:
        made.active.append(row)
    return saved(made)


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def checked(province, data):
    batch = upload_file(
        actor=province.cadre,
        target=targets.get("campaigns.places"),
        union=province.federation,
        upload=SimpleUploadedFile("名额.xlsx", data),
    )
    return check_batch(actor=province.cadre, batch=batch)


def exported(province, campaign):
    stored = export_table(
        actor=province.cadre,
        wish=Wish(PlacesTable.dotted(), f"campaign={campaign.pk}", province.federation.pk),
    )
    with open_file(stored) as stream:
        return load_workbook(io.BytesIO(stream.read()))


def cell_of(workbook, group, union):
    """The cell with the places of a union in a group."""
    for row in workbook.worksheets[0].iter_rows():
        texts = [cell.value for cell in row]
        if group in texts and union in texts:
            return row[texts.index(union) + 1]
    raise AssertionError(f"no row of {union} in {group}")


def counts(batch):
    return tuple(batch.counts[key] for key in ("changed", "unchanged", "refused"))


def refusals(batch):
    return [
        (row[1], found[0], found[3])
        for part in read_rows(batch, RowOutcome.REFUSED)
        for row in part
        for found in row[-1]
        if found[1] == "refuse"
    ]


def places(campaign):
    rows = Quota.objects.filter(campaign=campaign).order_by("category__position", "union__path")
    return [(row.category.name, row.union.name, row.places) for row in rows]


def test_table_goes_out_with_every_union_and_group_and_comes_back_unchanged(province, campaign):
    workbook = exported(province, campaign)
    batch = checked(province, saved(workbook))

    assert cell_of(workbook, "奖章", "示范大学工会").value == 1
    assert cell_of(workbook, "先锋号", "样板大学工会").value == 0
    changed, unchanged, refused = counts(batch)
    assert (changed, refused, unchanged % 2, unchanged > 4) == (0, 0, 0, True)


def test_changed_cell_is_shown_written_taken_back_and_written_again(province, campaign):
    workbook = exported(province, campaign)
    cell_of(workbook, "奖章", "样板大学工会").value = 2
    batch = checked(province, saved(workbook))
    shown = [row[4] for part in read_rows(batch, RowOutcome.CHANGED) for row in part]
    before = places(campaign)

    done = apply_batch(actor=province.cadre, batch=batch)
    after = places(campaign)
    undone = undo_batch(actor=province.cadre, batch=done)
    back = places(campaign)
    apply_batch(actor=province.cadre, batch=undone)

    assert (counts(batch)[0], shown) == (1, [[["places", "0", "2"]]])
    assert set(after) - set(before) == {("奖章", "样板大学工会", 2)}
    assert (back, places(campaign)) == (before, after)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10+1", "“10+1”请只填正式名额 10；候补不占名额，有人出缺时按名次递补。"),
        (-1, "“-1”不是名额数，请填 0 或正整数。"),
        (1.5, "“1.5”不是名额数，请填 0 或正整数。"),
        ("若干", "“若干”不是名额数，请填 0 或正整数。"),
    ],
)
def test_what_is_no_number_of_places_is_refused_in_its_cell(province, campaign, text, said):
    row = (f"编号{campaign.pk}", "奖章", "示范大学", text)

    assert refusals(checked(province, rows_of(row))) == [(2, "places", said)]


def test_sum_over_the_total_is_refused_where_it_grows(province, campaign):
    name = f"编号{campaign.pk}"
    batch = checked(province, rows_of((name, "奖章", "示范大学", 1), (name, "奖章", "样板大学", 3)))

    assert refusals(batch) == [
        (3, "places", "“奖章”共 3 个名额，现分配 4 个，多出 1 个，请减少后再存。")
    ]


def test_places_moved_from_one_union_to_another_are_no_excess(province, campaign):
    name = f"编号{campaign.pk}"
    batch = checked(
        province, rows_of((name, "先锋号", "样板大学", 2), (name, "先锋号", "示范大学", 0))
    )
    apply_batch(actor=province.cadre, batch=batch)

    assert [row for row in places(campaign) if row[0] == "先锋号"] == [
        ("先锋号", "样板大学工会", 2)
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("编号{pk}", "奖章", "无名大学", 1), "union"),
        (("编号{pk}", "金奖", "示范大学", 1), "category"),
        (("编号99999", "奖章", "示范大学", 1), "campaign"),
        (("别的评选", "奖章", "示范大学", 1), "campaign"),
    ],
)
def test_unknown_union_group_and_campaign_are_refused(province, campaign, row, column):
    first, *rest = row
    batch = checked(province, rows_of((first.format(pk=campaign.pk), *rest)))

    assert [(number, where) for number, where, _why in refusals(batch)] == [(2, column)]


def test_union_twice_in_a_group_is_refused_the_second_time(province, campaign):
    row = (f"编号{campaign.pk}", "奖章", "示范大学", 1)
    again = (f"编号{campaign.pk}", "奖章", "示范大学工会", 2)

    assert [each[:2] for each in refusals(checked(province, rows_of(row, again)))] == [(3, "union")]


def test_places_changed_since_the_export_are_not_overwritten(province, campaign):
    workbook = exported(province, campaign)
    group = campaign.categories.get(name="奖章")
    set_all_places(actor=SYSTEM, campaign=campaign, places={(group.pk, province.first.pk): 2})
    cell_of(workbook, "奖章", "示范大学工会").value = 3

    said = [why for _row, _column, why in refusals(checked(province, saved(workbook)))]
    assert said == ["“示范大学工会”的名额在导出之后改成了 2，请重新导出后再改。"]


def test_places_changed_between_check_and_confirmation_stop_the_batch(province, campaign):
    group = campaign.categories.get(name="奖章")
    batch = checked(province, rows_of((f"编号{campaign.pk}", "奖章", "示范大学", 3)))
    set_all_places(actor=SYSTEM, campaign=campaign, places={(group.pk, province.first.pk): 2})

    with pytest.raises(Stale) as refusal:
        apply_batch(actor=province.cadre, batch=batch)
    assert refusal.value.names == ["示范大学工会"]


def test_page_leads_to_both_ways(client, province, campaign):
    client.force_login(province.cadre)
    page = client.get(reverse("campaigns:quotas", args=[campaign.pk])).content.decode()
    address = reverse("campaigns:quotas-export", args=[campaign.pk])
    answer = client.get(address, follow=True)

    assert (address in page, f"?union={province.federation.pk}" in page) == (True, True)
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
