"""The registers of units, unions and members as pages."""

import pytest
from django.urls import reverse

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import Unit, change_unit, covering_union
from gonghui.kernel.unions.models import Union
from gonghui.rooms.organising.tables import MemberTable
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.people import make_id, make_member, present
from tests.factories.unions import make_branch, make_regions, make_unit
from tests.lists import assert_same_queries

SAMPLE = "11010519491231002X"


@pytest.fixture
def desk(client, province):
    """``desk(user)`` is the browser of a cadre."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text_of(client, name, *args, **query) -> str:
    """The text of a page."""
    answer = client.get(reverse(f"organising:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **data):
    """Submit a form; returns the answer after the redirect."""
    return client.post(reverse(f"organising:{name}", args=args), data, follow=True)


def test_unit_list_shows_units_of_the_region(province, desk):
    make_unit("苏州学校", region_code="320505")
    text = text_of(desk(province.city), "unit-list")
    assert ("南京小星星幼儿园" in text, "苏州学校" in text) == (True, False)


def test_unit_list_narrows_to_units_without_union(province, desk):
    text = text_of(desk(province.city), "unit-list", covered="0")
    assert ("南京小星星幼儿园" in text, "南京第一小学" in text) == (True, False)


def test_unit_list_takes_the_same_queries_for_any_length(province, desk):
    assert_same_queries(desk(province.city), reverse("organising:unit-list"), make_unit)


def test_union_list_takes_the_same_queries_for_any_length(province, desk):
    client = desk(province.cadre)
    assert_same_queries(
        client, reverse("organising:union-list"), lambda: make_branch(province.first)
    )


def test_member_list_takes_the_same_queries_for_any_length_with_every_column(province, desk):
    client = desk(make_cadre(province.first))
    columns = "&".join(f"col={column.key}" for column in MemberTable.columns)
    assert_same_queries(
        client,
        f"{reverse('organising:member-list')}?{columns}",
        lambda: make_member(province.physics, doc_no=make_id(), phone="13800000000"),
        queries=6,
    )


def test_member_list_masks_numbers_and_finds_by_the_whole_number(province, desk):
    make_member(province.physics, "张老师", doc_no=SAMPLE, phone="13912345678")
    make_member(province.physics, "李老师")
    client = desk(make_cadre(province.first))
    text = text_of(client, "member-list", q=SAMPLE)
    assert ("张老师" in text, "李老师" in text, "1101**********002X" in text) == (True, False, True)
    assert "13912345678" not in text


def test_unit_is_entered_with_its_code_checked(province, desk):
    make_regions()
    client = desk(province.city)
    facts = {
        "name": "南京新学校",
        "kind": "school",
        "ownership": "private",
        "area": "city",
        "region_code": "320102",
    }
    wrong = send(client, "unit-create", **facts, uscc="81320000MC0000012F")
    assert "81 开头的是工会的代码" in wrong.content.decode()
    send(client, "unit-create", **facts, uscc="52320000MJ5000009F")
    assert Unit.objects.get(name="南京新学校").uscc == "52320000MJ5000009F"


def test_swapped_codes_are_offered_and_swapped(province, desk):
    school = Unit.objects.get(name="南京第一小学")
    Unit.objects.filter(pk=school.pk).update(uscc="81320000MC0000012F")
    client = desk(province.city)
    assert "一键对调" in text_of(client, "unit-detail", school.pk)
    send(client, "unit-swap", school.pk)
    assert (Unit.objects.get(pk=school.pk).uscc, Union.objects.get(pk=province.school.pk).uscc) == (
        "",
        "81320000MC0000012F",
    )
    assert "一键对调" not in text_of(client, "unit-detail", school.pk)


def test_swap_is_refused_where_nothing_is_wrong(province, desk):
    school = Unit.objects.get(name="南京第一小学")
    change_unit(actor=SYSTEM, unit=school, uscc="52320000MJ5000009F")
    answer = send(desk(province.city), "unit-swap", school.pk)
    assert "没有填反" in answer.content.decode()


def test_exemption_shows_reason_and_approver_and_ends(province, desk):
    client = desk(province.city)
    send(client, "unit-exempt", province.garden.pk, reason="无教职工", on="2025-03-01")
    text = text_of(client, "unit-detail", province.garden.pk)
    assert ("无教职工" in text, "批准人：市干部" in text) == (True, True)
    send(client, "unit-include", province.garden.pk)
    assert "不再认定不适用" in text_of(client, "unit-detail", province.garden.pk)


def test_union_page_shows_standing_and_history(province, desk):
    text = text_of(desk(province.cadre), "union-detail", province.first.pk)
    for expected in ("示范大学工会", "物理学院分工会", "组织隶属", "查看名单"):
        assert expected in text


def test_quality_board_counts_and_leads_to_the_rows(province, desk):
    client = desk(province.cadre)
    assert "没有会员" in text_of(client, "quality")
    text = text_of(client, "union-list", hint="members")
    assert ("示范大学工会" in text, "示范省教育科技工会</a>" in text) == (True, False)
    make_member(province.physics)
    assert "示范大学工会</a>" not in text_of(client, "union-list", hint="members")


def test_member_is_entered_once(province, desk):
    client = desk(make_cadre(province.first))
    facts = {
        "union": province.physics.pk,
        "name": "张老师",
        "doc_type": "resident_id",
        "doc_no": SAMPLE,
        "on": "2025-03-01",
    }
    send(client, "member-create", **facts)
    again = send(client, "member-create", **facts | {"name": "张老帅"})
    assert "已登记在另一姓名下" in again.content.decode()
    assert "张老师" in text_of(client, "member-list")


@pytest.mark.parametrize(
    ("verb", "data", "status"),
    [
        ("retain", {"note": "退休"}, "retained"),
        ("leave", {}, "left"),
        ("lapse", {}, "lapsed"),
        ("expel", {"document": "会员大会决定"}, "expelled"),
        ("death", {}, "deceased"),
    ],
)
def test_membership_ends_or_rests_by_its_form(province, desk, verb, data, status):
    person = make_member(province.physics, "张老师")
    send(desk(make_cadre(province.first)), "member-act", person.pk, verb, on="2025-03-01", **data)
    assert present(person).status == status


def test_expulsion_needs_its_decision(province, desk):
    person = make_member(province.physics, "张老师")
    send(desk(make_cadre(province.first)), "member-act", person.pk, "expel", on="2025-03-01")
    assert present(person).status == "normal"


def test_member_is_regrouped_and_corrected_back(province, desk):
    person = make_member(province.physics, "张老师")
    client = desk(make_cadre(province.first))
    send(client, "member-regroup", person.pk, union=province.history.pk, on="2025-03-01")
    assert present(person).union == province.history
    with scoping.everything("test"):
        event = person.events.get(kind="regroup")
    assert "调整小组" in text_of(client, "member-detail", person.pk)
    send(client, "member-correct", person.pk, event.pk, note="选错了分工会")
    assert present(person).union == province.physics


def test_facts_of_a_membership_are_changed(province, desk):
    person = make_member(province.physics, "张老师")
    send(desk(make_cadre(province.first)), "member-facts", person.pk, duty="教授", staff_no="A12")
    assert (present(person).duty, present(person).staff_no) == ("教授", "A12")


def test_desk_search_finds_members_unions_and_units(province, desk):
    make_member(province.physics, "张老师")
    client = desk(make_cadre(province.first))
    url = reverse("workbench:search")
    pages = [client.get(url, {"q": text}).content.decode() for text in ("张老师", "物理", "示范")]
    assert [
        words in page
        for words, page in zip(("张老师", "物理学院分工会", "示范大学"), pages, strict=True)
    ] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("field", ["doc_no", "phone"])
def test_member_page_leads_to_the_reasoned_look_at_a_number(province, desk, field):
    person = make_member(province.physics, "张老师", doc_no=SAMPLE, phone="13912345678")
    client = desk(make_cadre(province.first))
    url = reverse("access:unmask", args=[person.pk, field])
    assert url in text_of(client, "member-detail", person.pk)
    assert client.get(url).status_code == 200


def test_member_without_an_account_can_be_given_one(province, desk):
    person = make_member(province.physics, "张老师")
    client = desk(make_cadre(province.first))
    address = f'href="/account/all/open/{person.pk}/"'
    offered = text_of(client, "member-detail", person.pk).count(address)

    make_account(person)

    assert (offered, text_of(client, "member-detail", person.pk).count(address)) == (1, 0)


UNION = {
    "name": "小星星幼儿园工会",
    "kind": "grassroots",
    "founded_on": "2020-01-05",
    "upper": "南京市教育工会",
    "units": "南京小星星幼儿园",
}


def test_union_that_exists_is_entered_with_its_units(province, desk):
    send(desk(province.city), "union-create", **UNION)

    union = Union.objects.get(name="小星星幼儿园工会")
    with scoping.everything("look"):
        assert covering_union(province.garden) == union
    assert (union.kind, union.path.startswith(province.nanjing.path)) == ("grassroots", True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"upper": ""}, "上级工会和业务指导工会至少填一个。"),
        ({"upper": "没有的工会"}, "没有找到唯一的“没有的工会”，请填工会全称。"),
        ({"units": ""}, "基层工会、联合工会须填写覆盖单位。"),
        ({"units": "没有的学校"}, "没有找到唯一的单位：没有的学校。请先登记单位，或填全称。"),
    ],
)
def test_union_is_not_entered_without_what_it_needs(province, desk, typed, sentence):
    answer = send(desk(province.city), "union-create", **(UNION | typed))

    text = answer.content.decode()
    assert (sentence in text, 'value="小星星幼儿园工会"' in text) == (True, True)
    assert Union.objects.filter(name="小星星幼儿园工会").count() == 0
