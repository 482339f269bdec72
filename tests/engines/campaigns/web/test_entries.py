"""The pages of entries: what is typed is kept, lists hold their queries, the desk records."""

import pytest
from django.urls import reverse

from gonghui.engines.campaigns.models import EligibilityRule, Entry, Finding
from gonghui.kernel.lib import scoping
from tests.factories import people
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.campaigns import SMALL, make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, bring_to, fresh, make_entry, step
from tests.factories.unions import make_province
from tests.lists import assert_same_queries


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def campaign(province):
    return make_campaign(province.federation, plan_from(PEOPLE_PLAN))


@pytest.fixture
def officer(client, province):
    """Signed in at the first university."""
    user = make_cadre(province.first)
    client.force_login(user)
    return user


@pytest.fixture
def cadre(client, province):
    """Signed in at the federation."""
    user = make_cadre(province.federation, "province_cadre")
    client.force_login(user)
    return user


@pytest.fixture
def entry(campaign, province, officer):
    person = people.make_member(province.first, "李老师")
    return make_entry(campaign, province.first, person=person, actor=officer)


def test_call_tells_a_union_how_many_places_it_has(client, province):
    campaign = make_campaign(
        province.federation, plan_from(PEOPLE_PLAN), quotas=[(province.first, 2)]
    )
    client.force_login(make_cadre(province.first))
    page = client.get(reverse("campaigns:call", args=[campaign.pk]))
    assert [places for _group, places in page.context["places"]] == [2]
    assert "还剩" in page.content.decode()


def test_list_of_entries_takes_the_same_queries_for_one_row_and_three(
    client, campaign, province, cadre
):
    def add():
        person = people.make_member(province.first)
        step(make_entry(campaign, province.first, person=person), "submit")

    assert_same_queries(client, reverse("campaigns:entries"), add)


def test_list_holds_only_entries_of_the_own_tree(client, campaign, province, entry):
    make_entry(campaign, province.second, person=people.make_member(province.second, "王老师"))

    page = client.get(reverse("campaigns:entries")).content.decode()

    assert ("李老师" in page, "王老师" in page) == (True, False)


def test_list_goes_to_excel(client, campaign, entry):
    answer = client.get(reverse("campaigns:entries"), {"export": "xlsx"}, follow=True)

    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_candidate_is_found_by_name_and_same_names_are_named(client, campaign, province, officer):
    address = reverse("campaigns:enter", args=[campaign.pk])
    typed = {"client_key": "k", "union": province.first.pk, "candidate": "张三"}
    with scoping.everything("test"):
        typed["category"] = campaign.categories.get().pk
    page = client.post(address, typed).content.decode()
    assert "的会员中没有找到“张三”" in page

    people.make_member(province.first, "张三", facts={"staff_no": "A1"})
    people.make_member(province.first, "张三", facts={"staff_no": "A2"})
    assert "找到2位“张三”" in client.post(address, typed).content.decode()

    answer = client.post(address, typed | {"candidate": "A2"})
    assert answer.status_code == 302
    assert fresh(Entry._base_manager.get()).name == "张三"


def form_of(entry, **more):
    return {"expected_version": fresh(entry).version, "seconds": "30", "deeds": "新事迹", **more}


def test_saving_an_incomplete_form_keeps_what_was_typed(client, entry):
    address = reverse("campaigns:entry-fill", args=[entry.pk])

    assert client.post(address, form_of(entry, deeds="")).status_code == 302
    assert fresh(entry).answers["deeds"] == ""
    assert fresh(entry).seconds_spent == 30


def test_handing_in_an_incomplete_form_saves_and_says_what_is_missing(client, entry):
    address = reverse("campaigns:entry-fill", args=[entry.pk])
    answer = client.post(address, form_of(entry, deeds="", submit="1"), follow=True)

    assert "已保存，但还不能提交：请填写“主要事迹”。" in answer.content.decode()
    assert fresh(entry).case.state_id == "draft"


def test_stale_form_keeps_what_was_typed_on_the_page(client, entry):
    address = reverse("campaigns:entry-fill", args=[entry.pk])
    client.post(address, form_of(entry))
    page = client.post(address, form_of(entry, expected_version="1", deeds="我打了很久"))

    assert "我打了很久" in page.content.decode()
    assert fresh(entry).answers["deeds"] == "新事迹"


def test_complete_form_is_handed_in(client, entry):
    address = reverse("campaigns:entry-fill", args=[entry.pk])
    answer = client.post(address, form_of(entry, submit="1"))

    assert answer["Location"] == reverse("casework:case-detail", args=[entry.case_id])
    assert fresh(entry).case.state_id == "recommended"


def test_member_enters_themselves_where_the_plan_lets_them(client, province):
    settings = {"by_member": True}
    stages = [
        SMALL["stages"][0],
        {**SMALL["stages"][1], "settings": settings},
        *SMALL["stages"][2:],
    ]
    campaign = make_campaign(
        province.federation, plan_from(PEOPLE_PLAN, stages=stages, fields=SMALL["fields"])
    )
    teacher = people.make_member(province.first, "李老师")
    client.force_login(make_account(teacher))
    with scoping.everything("test"):
        typed = {"client_key": "k", "category": campaign.categories.get().pk}
    answer = client.post(reverse("campaigns:enter", args=[campaign.pk]), typed)
    client.post(reverse("campaigns:entry-consent", args=[Entry._base_manager.get().pk]))
    client.post(answer["Location"], {"expected_version": "1", "title": "课", "submit": "1"})

    found = fresh(Entry._base_manager.get())
    assert (found.union, found.case.state_id) == (province.first, "unit_review")


def test_judge_of_the_same_union_cannot_open_the_case_of_an_entry(client, province, entry):
    client.force_login(make_cadre(province.federation, "judge"))

    answer = client.get(reverse("casework:case-detail", args=[entry.case_id]))

    assert answer.status_code == 404
    assert "李老师" not in answer.content.decode()


@pytest.fixture
def reviewed(campaign, province, cadre):
    """An entry under review with one condition."""
    EligibilityRule.objects.create(campaign=campaign, code="law", label="无违法违纪记录")
    person = people.make_member(province.first, "李老师")
    return bring_to(make_entry(campaign, province.first, person=person), "level_review")


def test_desk_records_a_finding_and_passes_the_entry(client, campaign, reviewed):
    with scoping.everything("test"):
        rule = EligibilityRule.objects.get()
    address = reverse("campaigns:entry-check", args=[reviewed.pk])
    page = client.post(address, {f"result-{rule.pk}": "no", f"note-{rule.pk}": ""})
    assert "不符合的须写明原因。" in page.content.decode()

    client.post(address, {f"result-{rule.pk}": "yes", f"note-{rule.pk}": ""})
    client.post(reverse("campaigns:check-pass", args=[campaign.pk]))

    assert Finding._base_manager.get().passed
    assert fresh(reviewed).case.state_id == "eligible"


def test_desk_takes_the_same_queries_for_one_row_and_three(client, campaign, province, reviewed):
    def add():
        person = people.make_member(province.first)
        bring_to(make_entry(campaign, province.first, person=person), "level_review")

    assert_same_queries(client, reverse("campaigns:check-desk", args=[campaign.pk]), add)


def test_level_orders_what_waits_there(client, campaign, province, officer):
    entries = [
        step(
            make_entry(campaign, province.physics, person=people.make_member(province.physics)),
            "submit",
        )
        for _ in range(2)
    ]
    with scoping.everything("test"):
        group = campaign.categories.get().pk
    address = reverse("campaigns:level-order", args=[campaign.pk, group])
    page = client.post(address, {f"place-{each.pk}": "1" for each in entries}, follow=True)
    assert "填一个不重复的顺序号" in page.content.decode()

    client.post(address, {f"place-{each.pk}": str(2 - at) for at, each in enumerate(entries)})
    assert [fresh(each).recommended_rank for each in entries] == [2, 1]


def send_back(entry, *, note="请补充获奖证明", until="2099-03-09"):
    """Handed in, and sent back with its reason by somebody else's hand."""
    step(entry, "submit")
    return step(entry, "send_back", note=note, fields={"until": until})


def test_reason_of_a_return_stands_wherever_the_entry_is_named(client, entry):
    send_back(entry)
    entry = fresh(entry)

    pages = [
        client.get(address).content.decode()
        for address in (
            reverse("campaigns:entries"),
            reverse("casework:case-detail", args=[entry.case_id]),
            reverse("casework:inbox"),
            reverse("campaigns:entry-fill", args=[entry.pk]),
        )
    ]

    for said in ("请补充获奖证明", "系统", "请在2099年03月09日 23:59前重新提交。"):
        assert [said in page for page in pages] == [True] * 4
    assert "请补充获奖证明" in pages[1].split("办理经过")[0]


def test_returned_entries_of_a_list_take_the_same_queries(client, campaign, province, officer):
    def add():
        person = people.make_member(province.first)
        send_back(make_entry(campaign, province.first, person=person))

    assert_same_queries(client, reverse("campaigns:entries"), add)
    assert_same_queries(client, reverse("casework:inbox"), add)


def test_own_work_stands_first_in_the_list(client, campaign, province, officer, entry):
    def another(name):
        return make_entry(campaign, province.first, person=people.make_member(province.first, name))

    send_back(another("赵退回"))
    step(another("王已交"), "submit")

    own = _names(client)
    client.force_login(make_cadre(province.federation, "province_cadre"))
    organiser = _names(client)

    assert own == ["赵退回", "李老师", "王已交"]
    assert organiser == ["王已交", "赵退回", "李老师"]


def _names(client):
    table = client.get(reverse("campaigns:entries")).context["table"]
    return [row.name for row in table.page.rows]
