"""Persons and unions as answers: found by name, chosen from a list, with or without JavaScript."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.engines.campaigns.actions.entries import change_entry
from gonghui.engines.campaigns.forms.parts import FieldForm
from gonghui.engines.campaigns.queries.official import approval_form
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people.api import Membership, Sex
from tests.factories import people
from tests.factories.access import make_cadre
from tests.factories.awards import make_award
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, fresh, make_entry
from tests.factories.unions import make_province

FIELDS = [
    *PEOPLE_PLAN["fields"],
    {"key": "coach", "label": "指导教师", "kind": "person", "required": False},
    {"key": "coach_sex", "label": "性别", "kind": "text", "prefill": "coach.sex"},
    {"key": "coach_year", "label": "出生年份", "kind": "number", "prefill": "coach.birth_year"},
    {"key": "coach_post", "label": "职务", "kind": "text", "prefill": "coach.position"},
    {"key": "coach_unit", "label": "单位", "kind": "text", "prefill": "coach.unit"},
    {"key": "coach_awards", "label": "已获荣誉", "kind": "long", "prefill": "coach.awards"},
    {"key": "helped", "label": "共建工会", "kind": "union", "required": False},
    {"key": "helped_unit", "label": "共建单位", "kind": "text", "prefill": "helped.unit_name"},
]


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def entry(client, province):
    """A draft at the first university, whose officer is signed in."""
    campaign = make_campaign(province.federation, plan_from(PEOPLE_PLAN, fields=FIELDS))
    officer = make_cadre(province.first)
    client.force_login(officer)
    candidate = people.make_member(province.first, "李老师")
    return make_entry(campaign, province.first, person=candidate, actor=officer)


@pytest.fixture
def coach(province):
    """A teacher of the physics department with an honour."""
    found = teacher(province.physics, "王指导", "教授", sex=Sex.FEMALE, born_on=date(1980, 5, 1))
    make_award(province.first, title="省五一劳动奖章", person=found)
    return found


def teacher(union, name, duty, **facts):
    """A present member with a post."""
    with scoping.everything("factory"):
        found = people.make_member(union, name, **facts)
        Membership.objects.filter(person=found).update(duty=duty)
    return found


def page_of(entry):
    return reverse("campaigns:entry-fill", args=[entry.pk])


def send(client, entry, **typed):
    sent = {"deeds": "事迹", "expected_version": fresh(entry).version, **typed}
    return client.post(page_of(entry), {key: "" if n is None else n for key, n in sent.items()})


def answers(entry):
    return fresh(entry).answers


def test_name_is_looked_for_without_javascript_and_everything_typed_is_kept(client, entry, coach):
    answer = send(client, entry, **{"deeds": "二十年", "coach-find": "王", "find": "coach"})
    page = client.get(answer["Location"]).content.decode()

    assert re.search(rf'name="coach" value="{coach.pk}"', page)
    assert "物理学院分工会 · 教授 · 1980年生" in page
    assert answers(entry)["deeds"] == "二十年"


def test_list_shows_no_identity_number(client, entry, province):
    people.make_member(province.physics, "王指导", doc_no="11010519491231002X", phone="13800138000")
    address = reverse("campaigns:entry-find", args=[entry.pk, "coach"])
    page = client.get(address, {"coach-find": "王"}).content.decode()

    assert ("王指导" in page, "110105" in page, "0138000" in page) == (True, False, False)


def test_ticked_person_brings_what_the_union_knows(client, entry, coach):
    send(client, entry, coach=coach.pk)
    found = answers(entry)

    assert [found[f"coach_{key}"] for key in ("sex", "year", "post", "unit")] == [
        "女",
        "1980",
        "教授",
        "物理学院分工会",
    ]
    assert "省五一劳动奖章" in found["coach_awards"]


def test_whole_name_that_one_member_bears_is_chosen_by_saving(client, entry, coach):
    answer = send(client, entry, **{"coach-find": "王指导"})

    assert (answers(entry)["coach"], answer["Location"]) == (coach.pk, page_of(entry))


def test_namesakes_are_offered_and_nobody_is_chosen(client, entry, coach, province):
    teacher(province.history, "王指导", "讲师")
    answer = send(client, entry, **{"coach-find": "王指导"})
    page = client.get(answer["Location"]).content.decode()

    assert answers(entry).get("coach") is None
    assert ("物理学院分工会 · 教授" in page, "历史学院分工会 · 讲师" in page) == (True, True)


def test_name_of_nobody_says_so_and_keeps_the_one_chosen(client, entry, coach):
    send(client, entry, coach=coach.pk)
    answer = send(client, entry, **{"coach": coach.pk, "coach-find": "赵无"})
    page = client.get(answer["Location"]).content.decode()

    assert answers(entry)["coach"] == coach.pk
    assert "没有找到“赵无”，请核对名称。只能选本工会及下级工会的在册会员。" in page


def test_what_somebody_typed_stays_when_another_is_chosen(client, entry, coach, province):
    other = teacher(province.history, "陈指导", "讲师", sex=Sex.MALE)
    send(client, entry, coach=coach.pk)
    send(client, entry, **{**answers(entry), "coach": other.pk, "coach_post": "系主任"})
    found = answers(entry)

    assert [found[f"coach_{key}"] for key in ("sex", "post", "unit")] == [
        "男",
        "系主任",
        "历史学院分工会",
    ]


def test_choice_taken_back_empties_what_followed(client, entry, coach):
    send(client, entry, coach=coach.pk)
    send(client, entry, **{**answers(entry), "coach": ""})

    assert (answers(entry)["coach"], answers(entry)["coach_sex"]) == (None, "")


def test_member_of_another_union_is_not_offered_and_not_taken(client, entry, province):
    stranger = people.make_member(province.second, "赵外校")
    address = reverse("campaigns:entry-find", args=[entry.pk, "coach"])

    assert (
        "赵外校"
        not in client.get(address, {"coach-find": "赵外校"}).content.decode().split("没有找到")[0]
    )
    with scoping.everything("test"), pytest.raises(ValidationError, match="已不在名册上"):
        change_entry(actor=SYSTEM, entry=fresh(entry), answers={"coach": stranger.pk})


def test_union_is_found_by_any_part_of_its_name(client, entry, province):
    address = reverse("campaigns:entry-find", args=[entry.pk, "helped"])
    page = client.get(address, {"helped-find": "第一小学"}).content.decode()
    send(client, entry, helped=province.school.pk)

    assert f'value="{province.school.pk}"' in page
    assert answers(entry)["helped_unit"] == "南京第一小学"


def test_question_of_another_kind_has_no_list(client, entry):
    assert client.get(reverse("campaigns:entry-find", args=[entry.pk, "deeds"])).status_code == 404


def test_pages_and_papers_show_names(client, entry, coach):
    send(client, entry, coach=coach.pk)
    found = fresh(entry)
    with scoping.everything("test"):
        cells = [cell.text for row in approval_form(found).rows for cell in row.cells]
    page = client.get(reverse("casework:case-detail", args=[found.case_id])).content.decode()

    assert ("王指导" in cells, "王指导" in page) == (True, True)


def test_composer_offers_what_follows_from_a_person(entry):
    with scoping.everything("test"):
        form = FieldForm(campaign=entry.campaign)
        offered = dict(form.fields["prefill"].choices)
    plan = plan_from(
        PEOPLE_PLAN, fields=[*FIELDS, {**FIELDS[3], "key": "x", "prefill": "nobody.sex"}]
    )

    assert offered["coach.sex"] == "指导教师：性别"
    assert [each for each in plan_problems(plan) if "自动带出" in each] == [
        "表单项目“性别”自动带出的内容不存在。"
    ]


def test_candidate_of_a_common_name_is_picked_from_a_list(client, entry, province):
    campaign = entry.campaign
    first, second = (
        teacher(union, "张三", post)
        for union, post in ((province.physics, "教授"), (province.history, "讲师"))
    )
    with scoping.everything("test"):
        group = campaign.categories.get().pk
    typed = {"client_key": "k2", "union": province.first.pk, "candidate": "张三", "category": group}
    address = reverse("campaigns:enter", args=[campaign.pk])

    asked = client.post(address, typed).content.decode()
    answer = client.post(address, typed | {"which": second.pk})

    assert "找到2位“张三”，请选择是哪一位。" in asked
    assert (f'value="{first.pk}"' in asked, "历史学院分工会 · 讲师" in asked) == (True, True)
    with scoping.everything("test"):
        assert answer.status_code == 302
        assert campaign.entries.order_by("-pk").first().person == second
