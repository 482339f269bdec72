"""补录往届评选: lists of results come in by edition, are refused in the cell, and go out again whole."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import Workbook

from gonghui.engines.campaigns.models import Award, Campaign, Entry, Slate
from gonghui.engines.campaigns.queries.plans import shipped_points
from gonghui.engines.casework.models import Case
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.exchange.actions.applying import apply_batch, undo_batch
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.lib import dates
from tests.batches import checked, counts, refusals, upload
from tests.factories.access import make_cadre
from tests.factories.people import make_member
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
HEAD = (
    "评选名称", "年度", "届次", "组别", "姓名", "单位", "结果", "等次", "名次", "得分", "说明",
    "通知日期", "表彰日期", "表彰文号",
)  # fmt: skip
NAME = "高校青年教师教学竞赛"
PAGE_QUERIES = 10
LATE = ("2019-03-01", "2019-04-28", "苏教科工〔2019〕12号")
ROWS = (
    (NAME, 2019, "第三届", "文科组", "李测甲", "示范大学", "", "二等奖", 2, "91.5", "", *LATE),
    ("", "", "", "文科组", "王测乙", "样板大学", "获奖", "一等奖", 1, "93.2", "", "", "", ""),
    ("", "", "", "理科组", "赵测丙", "示范大学", "", "一等奖", "", "", "", "", "", ""),
    ("", "", "", "理科组", "钱测丁", "不在的大学", "未入选", "", "", "", "", "", "", ""),
    ("", "", "", "理科组", "孙测戊", "", "不合格", "", "", "", "任教未满年限", "", "", ""),
)


@pytest.fixture
def province(db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    return found


def book(*rows, head=HEAD):
    made = Workbook()
    for row in (head, *rows):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def check(province, *rows):
    made = upload(province.cadre, province.federation, book(*rows), "campaigns.past", "往届.xlsx")
    return checked(province.cadre, made)


def load(province, *rows):
    return apply_batch(actor=province.cadre, batch=check(province, *rows))


def test_edition_comes_in_with_its_results_as_the_archive_has_them(province):
    member = make_member(province.physics, "李测甲")

    batch = load(province, *ROWS)

    campaign = Campaign.objects.get()
    awards = Award.objects.filter(campaign=campaign).order_by("pk")
    entries = Entry.objects.filter(campaign=campaign).select_related("case").order_by("pk")
    assert counts(batch) == (5, 0, 0, 0)
    assert (campaign.title, campaign.year, campaign.edition, campaign.status) == (
        NAME, 2019, "第三届", "archived",
    )  # fmt: skip
    assert [(each.holder_name, each.grade, each.facts["category"]) for each in awards] == [
        ("王测乙", "一等奖", "文科组"),
        ("李测甲", "二等奖", "文科组"),
        ("赵测丙", "一等奖", "理科组"),
    ]
    assert {(each.granted_on, each.document_no, each.year) for each in awards} == {
        (date(2019, 4, 28), "苏教科工〔2019〕12号", 2019)
    }
    assert awards.get(holder_name="李测甲").person == member
    assert {each.name: each.case.state_id for each in entries} == {
        "李测甲": "awarded",
        "王测乙": "awarded",
        "赵测丙": "awarded",
        "钱测丁": "not_selected",
        "孙测戊": "rejected",
    }
    assert entries.get(name="李测甲").answers["past_score"] == "91.5"
    assert (Document.objects.count(), Certificate.objects.count()) == (0, 0)


def test_same_list_again_changes_nothing_and_another_result_is_refused(province):
    load(province, *ROWS)
    again = check(province, *ROWS)
    better = (*ROWS[0][:7], "一等奖", *ROWS[0][8:])
    late = ("", "", "", "文科组", "周测己", "示范大学", "", "三等奖", "", "", "", "", "", "")
    other = check(province, better, late)

    assert (counts(again), counts(other)) == ((0, 0, 5, 0), (0, 0, 0, 2))
    assert refusals(other) == [(2, "grade", "fixed"), (3, "campaign", "edition_taken")]


def test_undo_takes_an_edition_back_whole_and_redo_enters_it_again(province):
    batch = load(province, *ROWS)
    undo_batch(actor=province.cadre, batch=batch)
    left = [model.objects.count() for model in (Campaign, Entry, Award, Slate, Case)]
    batch = apply_batch(actor=province.cadre, batch=batch)
    again = Award.objects.count()
    award = Award.objects.get(holder_name="赵测丙")
    award.version = 2
    award.save(update_fields=["version"])

    with pytest.raises(Stale) as refusal:
        undo_batch(actor=province.cadre, batch=batch)

    assert (left, again, refusal.value.names) == ([0, 0, 0, 0, 0], 3, ["赵测丙"])


def test_row_that_needs_a_person_is_refused_in_its_cell(province):
    batch = check(
        province,
        ("没有的评选", 2019, "", "", "李测甲", "示范大学", "", "", "", "", "", *LATE),
        (NAME, "", "", "", "李测乙", "示范大学", "", "", "", "", "", *LATE),
        (NAME, 2018, "", "", "李测丙", "示范大学", "", "", "", "", "", "", "", ""),
        (NAME, 2020, "", "", "李测丁", "示范大学", "", "", "", "", "", *LATE),
        (NAME, 2019, "", "", "李测戊", "示范大学", "", "", "", "", "", "2019-05-01", *LATE[1:]),
        (NAME, 2019, "第四届", "", "李测己", "示范大学", "落选", "一等奖", "", "", "", *LATE),
        ("", "", "", "", "李测庚", "示范大学", "", "", "", "", "", "", "2019-04-29", ""),
        ("", "", "", "", "李测辛", "示范大学", "大概", "", "", "", "", "", "", ""),
    )

    assert refusals(batch) == [
        (2, "campaign", "campaign_unknown"),
        (3, "year", "blank"),
        (4, "decided_on", "blank"),
        (5, "decided_on", "date_order"),
        (6, "opened_on", "date_order"),
        (7, "grade", "impossible"),
        (8, "decided_on", "edition_differs"),
        (9, "outcome", "choice_unknown"),
    ]


def test_pages_of_a_recorded_edition_show_it_and_the_page_lists_it(
    client, province, django_assert_num_queries
):
    editions = [
        (NAME, year, "", "", "李测甲", "示范大学", "", "", "", "", "", *LATE)
        for year in (2017, 2018)
    ]
    load(province, *ROWS)
    client.force_login(province.cadre)
    campaign = Campaign.objects.get()
    pages = ("detail", "slate", "decision", "judging")
    told = {name: client.get(reverse(f"campaigns:{name}", args=[campaign.pk])) for name in pages}
    client.get(reverse("campaigns:past"))
    with django_assert_num_queries(PAGE_QUERIES):
        first = client.get(reverse("campaigns:past")).content.decode()
    load(province, *editions)
    with django_assert_num_queries(PAGE_QUERIES):
        third = client.get(reverse("campaigns:past")).content.decode()

    assert {name: page.status_code for name, page in told.items()} == dict.fromkeys(pages, 200)
    assert "王测乙" in told["slate"].content.decode()
    assert (first.count('data-label="年度"'), third.count('data-label="年度"')) == (1, 3)


def test_every_shipped_programme_takes_past_results(province):
    decided = dates.today().replace(year=dates.today().year - 2)
    rows = [
        (
            point.name,
            decided.year,
            "",
            "",
            f"第{n}个对象",
            "示范大学",
            "",
            "",
            "",
            "",
            "",
            "",
            decided,
            "",
        )
        for n, point in enumerate(shipped_points())
    ]

    batch = load(province, *rows)

    assert counts(batch) == (len(rows), 0, 0, 0)
    assert Award.objects.count() == len(rows)
