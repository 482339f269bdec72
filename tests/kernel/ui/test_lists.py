"""The one list view: filters, order, pages, totals, views, bulk actions."""

from datetime import date

import pytest
from django.http import HttpResponse, QueryDict

from gonghui.kernel.lib import scoping
from gonghui.kernel.ui import exporters
from gonghui.kernel.ui.api import Table
from gonghui.kernel.ui.lists import paging
from gonghui.kernel.ui.models import SavedView
from gonghui.kernel.unions.api import Union
from tests.factories.access import make_cadre, make_user
from tests.factories.unions import make_direct_union, make_federation, make_union
from tests.lists import REGION, assert_same_queries
from tests.sample_room import tables
from tests.sample_room.tables import UnionTable

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.sample_room.urls")]
URL = "/sample/unions/"


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def cadre(federation):
    return make_cadre(federation, "province_cadre")


@pytest.fixture
def desk(client, cadre):
    client.force_login(cadre)
    return client


def names(query="", user=None):
    with scoping.everything("test"):
        table = UnionTable(user, QueryDict(query))
        return [row.name for row in table.page.rows]


def test_stranger_is_asked_to_sign_in(client):
    answer = client.get(URL)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/sample/unions/"


def test_list_takes_the_same_queries_for_one_row_and_three(desk, federation):
    assert_same_queries(desk, URL, lambda: make_direct_union(federation), queries=6)


def test_search_keeps_what_contains_the_text(federation):
    make_direct_union(federation, "北城大学工会")
    make_direct_union(federation, "南城大学工会")

    assert names("q=北城") == ["北城大学工会"]


def test_sort_by_click_and_back(federation):
    first = make_union("甲大学工会", upper=federation, founded_on=date(2001, 1, 1))
    second = make_union("乙大学工会", upper=federation, founded_on=date(2002, 1, 1))

    assert names("sort=founded_on&q=大学") == [first.name, second.name]
    assert names("sort=-founded_on&q=大学") == [second.name, first.name]


def test_sort_by_unknown_column_falls_back(federation):
    assert names("sort=password") == names()


def test_default_filter_holds_until_switched_off(federation):
    make_direct_union(federation, "老学院工会")
    Union.objects.filter(name="老学院工会").update(revoked_on=date(2020, 1, 1))

    assert names("q=学院") == []
    assert names("q=学院&standing=") == ["老学院工会"]
    assert names("standing=revoked") == ["老学院工会"]


def test_choice_filter_ignores_unknown_value(federation):
    assert names("kind=nonsense") == [federation.name]


def test_union_filter_takes_id_and_name(federation):
    top = make_direct_union(federation, "北城大学工会")
    branch = make_union("物理分工会", kind="branch", upper=top)

    assert names(f"union={top.pk}") == [top.name, branch.name]
    assert names("union=北城大学工会") == [top.name, branch.name]


def test_union_filter_sees_only_the_scope(federation):
    mine, other = make_direct_union(federation), make_direct_union(federation)

    with scoping.active(scoping.Scope(paths=(mine.path,))):
        table = UnionTable(None, QueryDict(f"union={other.pk}"))
        found = table.active

    assert [item.filter.key for item in found] == ["standing"]


def test_date_filter_includes_both_ends(federation):
    make_union("甲工会", upper=federation, founded_on=date(2010, 5, 1))
    make_union("乙工会", upper=federation, founded_on=date(2010, 5, 2))

    assert names("founded_from=2010-05-01&founded_to=2010-05-01") == ["甲工会"]


def test_unreadable_date_is_no_condition(federation):
    assert names("founded_from=2010-13-45") == [federation.name]


def test_columns_can_be_chosen():
    table = UnionTable(None, QueryDict("col=region_code"))

    assert [column.key for column in table.columns_shown] == ["name", "region_code"]


def test_htmx_gets_only_the_region(desk):
    answer = desk.get(f"{URL}?q=&kind=", headers=REGION)

    text = answer.content.decode()
    assert text.count('id="list"') == 1
    assert text.count("<html") == 0
    assert answer.headers["HX-Push-Url"] == f"{URL}?"


def test_export_without_exporter_is_told(desk, monkeypatch):
    monkeypatch.setattr(exporters, "_exporters", [])

    assert desk.get(f"{URL}?export=xlsx").status_code == 404


def test_export_gets_the_list_as_filtered(desk, federation, monkeypatch):
    make_direct_union(federation, "北城大学工会")
    monkeypatch.setattr(exporters, "_exporters", [])
    exporters.register_exporter(
        lambda request, table: HttpResponse(",".join(row.name for row in table.queryset()))
    )

    assert desk.get(f"{URL}?export=xlsx&q=北城").content.decode() == "北城大学工会"


def test_job_finds_the_same_list_again(federation):
    make_direct_union(federation, "北城大学工会")

    with scoping.everything("test"):
        table = Table.from_query(UnionTable.dotted(), None, "q=北城")
        found = [[column.exported(row) for column in table.columns[:4]] for row in table.queryset()]

    assert found == [["北城大学工会", "基层工会", date(2000, 1, 1), "否"]]


def test_name_of_something_else_is_no_list():
    with pytest.raises(TypeError):
        Table.from_query("django.http.HttpResponse", None, "")


def test_total_counts_no_further_than_needed(federation, monkeypatch):
    monkeypatch.setattr(paging, "EXACT_UP_TO", 2)
    for _ in range(3):
        make_direct_union(federation)

    rows = Union.objects.all()

    assert paging.count(rows) == paging.Total(2, more=True)
    assert paging.count(rows, exact=True) == paging.Total(4)


def test_exact_total_comes_on_demand(desk, federation, monkeypatch):
    monkeypatch.setattr(paging, "EXACT_UP_TO", 1)
    make_direct_union(federation)

    asked = desk.get(f"{URL}?count=exact", headers={"HX-Request": "true"}).content.decode()

    assert asked.split() == ["共", "<b>2</b>", "条"]


def test_deep_page_comes_in_the_same_order(federation, monkeypatch):
    monkeypatch.setattr(UnionTable, "page_size", 2)
    for number in range(5):
        make_union(f"第{number}号学院工会", upper=federation, founded_on=date(2000 + number, 1, 1))
    shallow = names("sort=-founded_on&page=2")

    monkeypatch.setattr(paging, "DEEP", 1)

    assert names("sort=-founded_on&page=2") == shallow
    assert len(shallow) == 2


@pytest.mark.parametrize(("few", "wide"), [(0, 0), (0, 9), (9, 0), (9, 9)])
def test_every_way_to_a_page_gives_the_same_rows(federation, monkeypatch, few, wide):
    for number in range(5):
        make_union(f"第{number}号学院工会", upper=federation, founded_on=date(2000 + number, 1, 1))
    expected = names("sort=-founded_on")

    monkeypatch.setattr(paging, "FEW", few)
    monkeypatch.setattr(paging, "WIDE", wide)

    assert names("sort=-founded_on") == expected


@pytest.mark.parametrize("order", [("name", "pk"), ("-name", "-pk"), ("founded_on", "pk"), ()])
def test_few_rows_are_found_first_and_keep_their_order(federation, order):
    for name in ("丙工会", "甲工会", "乙工会", "甲工会"):
        make_union(name, upper=federation)
    with scoping.everything("test"):
        rows = Union.objects.order_by(*order)
        expected = list(rows.order_by(*order) if order else rows.order_by("pk"))
        page = paging.page_of(rows, 1, 3, paging.count(rows))

        assert page.rows == expected[:3]
        assert "COALESCE" in str(paging.sorted_after(rows).query)


def test_no_page_lies_beyond_the_limit(federation, monkeypatch):
    monkeypatch.setattr(paging, "EXACT_UP_TO", 2)
    monkeypatch.setattr(UnionTable, "page_size", 1)
    for _ in range(3):
        make_direct_union(federation)

    with scoping.everything("test"):
        page = UnionTable(None, QueryDict("page=999")).page

    assert (page.number, page.last, page.cut) == (2, 2, True)


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
    ],
)
def test_page_numbers_leave_gaps(number, last, expected):
    assert paging.Page(number, last, [], 1, cut=False).numbers == expected


def test_empty_list_says_what_it_is_for(client):
    client.force_login(make_user())

    text = client.get(f"{URL}?view=0").content.decode()

    assert text.count("建会审批通过后，工会会出现在这里。") == 1


def test_nothing_found_offers_to_clear(desk):
    text = desk.get(f"{URL}?q=没有这样的").content.decode()

    assert text.count('href="?standing="') == 1


def test_view_is_saved_and_used_by_default(desk, cadre):
    desk.post(f"{URL}?kind=branch&page=3", {"save_view": "1", "name": "分工会", "default": "on"})

    view = SavedView.objects.get(user=cadre)
    assert (view.name, view.query, view.is_default) == ("分工会", "kind=branch", True)
    assert desk.get(URL).headers["Location"] == f"?kind=branch&view={view.pk}"
    assert desk.get(f"{URL}?view=0").status_code == 200


def test_view_of_somebody_else_stays(desk, cadre):
    other = SavedView.objects.create(
        user=make_user(), list_key="sample.unions", name="别人的", query="q=x"
    )

    desk.post(URL, {"drop_view": other.pk})

    assert SavedView.objects.filter(pk=other.pk).count() == 1


def test_view_is_dropped(desk, cadre):
    view = SavedView.objects.create(user=cadre, list_key="sample.unions", name="我的", query="q=x")

    desk.post(URL, {"drop_view": view.pk})

    assert SavedView.objects.count() == 0


def test_bulk_action_asks_first_and_then_acts(desk, cadre, federation):
    tables.done.clear()
    union = make_direct_union(federation)
    form = {"bulk": "remind", "ids": [union.pk]}

    asked = desk.post(URL, form).content.decode()
    acted = desk.post(URL, {**form, "confirmed": "1"}, follow=True).content.decode()

    assert asked.count("将向这些工会发送换届提醒。") == 1
    assert tables.done == [(cadre, [union.name], {})]
    assert acted.count("已提醒 1 家工会。") == 1


def test_bulk_action_without_rows_does_nothing(desk):
    tables.done.clear()

    answer = desk.post(URL, {"bulk": "remind", "confirmed": "1"}, follow=True).content.decode()

    assert tables.done == []
    assert answer.count("请先勾选要处理的行。") == 1


def test_bulk_action_wants_its_form(desk, cadre, federation):
    tables.done.clear()
    form = {"bulk": "blame", "ids": [federation.pk], "confirmed": "1"}

    refused = desk.post(URL, form)
    desk.post(URL, {**form, "reason": "逾期"})

    assert refused.status_code == 200
    assert tables.done == [(cadre, [federation.name], {"reason": "逾期"})]


def test_picker_offers_unions_in_scope(client, federation):
    mine = make_direct_union(federation, "北城大学工会")
    make_direct_union(federation, "北山大学工会")
    client.force_login(make_cadre(mine))

    text = client.get(f"{URL}?pick=union&text=北").content.decode()

    assert text.count('role="option"') == 1
    assert text.count("北城大学工会") == 2


def test_picker_of_another_filter_is_not_found(desk):
    assert desk.get(f"{URL}?pick=kind&text=x").status_code == 404


def test_print_shows_every_row_without_frame(desk, federation, monkeypatch):
    monkeypatch.setattr(UnionTable, "page_size", 1)
    make_direct_union(federation)

    text = desk.get(f"{URL}?print=1").content.decode()

    assert text.count('<th scope="row"') == 2
    assert text.count('id="side"') == 0
