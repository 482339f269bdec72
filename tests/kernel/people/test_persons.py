"""Registering, documents that are unique in the whole system, and who is told about the other union."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib import policy, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.records import Stale
from gonghui.kernel.people import api as people
from tests.factories.people import SAMPLE_ID, make_id, make_member, make_person
from tests.factories.unions import make_direct_union, make_federation

pytestmark = pytest.mark.django_db


class Cadre:
    """An actor who may do everything at one union and nothing elsewhere."""

    pk = None
    is_active = True
    person_id = None

    def __init__(self, union):
        self.union = union


@pytest.fixture
def local_policy(monkeypatch):
    """Cadres may act in their own union only."""

    def answer(actor, _permission, union=None):
        allowed = actor is SYSTEM or union is None or union == actor.union
        return policy.Decision(allowed, "" if allowed else "无权限")

    monkeypatch.setattr(policy, "_policies", [answer])


@pytest.fixture
def union(all_scope):
    return make_direct_union(make_federation(), "甲大学工会")


def test_register_person_mends_name_and_phone_and_fills_the_keys(union):
    person = make_person("欧阳　测试", phone="+86 138-0013-8000")

    person.refresh_from_db()
    assert (person.name, person.given_name, person.phone) == ("欧阳测试", "测试", "13800138000")
    assert person.name_pinyin == "ou0yang0ce0shi"


def test_register_person_with_a_wrong_phone_is_refused(union):
    with pytest.raises(ValidationError) as refusal:
        make_person("张测试", phone="1380013800")

    assert refusal.value.message_dict == {"phone": ["手机号应为 11 位，现为 10 位。"]}


def test_add_document_is_found_by_number_only(union):
    person = make_person(doc_no=SAMPLE_ID.lower())

    assert people.find_person_by_document("resident_id", SAMPLE_ID) == person
    assert people.find_person_by_document("passport", SAMPLE_ID) is None


def test_add_document_with_a_wrong_check_character_is_refused(union):
    with pytest.raises(ValidationError) as refusal:
        make_person(doc_no="110105194912310021")

    assert list(refusal.value.message_dict) == ["doc_no"]


def test_add_document_of_somebody_else_names_the_union_to_those_who_may_know(union, local_policy):
    member = make_member(union, "张测试", doc_no=make_id(1))
    person = make_person()

    with pytest.raises(ValidationError) as refusal:
        people.add_document(
            actor=Cadre(union), person=person, doc_type="resident_id", doc_no=make_id(1)
        )

    assert refusal.value.messages == [f"该证件号码已登记为“甲大学工会”的{member}"]


def test_add_document_of_somebody_else_hides_the_union_from_others(union, local_policy):
    make_member(union, "张测试", doc_no=make_id(1))
    person = make_person()
    stranger = Cadre(make_direct_union(make_federation("另一联合会"), "乙大学工会"))

    with pytest.raises(ValidationError) as refusal:
        people.add_document(
            actor=stranger, person=person, doc_type="resident_id", doc_no=make_id(1)
        )

    assert refusal.value.messages == ["该证件号码已在其他工会登记"]


def test_change_person_by_a_cadre_of_another_union_is_refused(union, local_policy):
    member = make_member(union)
    stranger = Cadre(make_direct_union(make_federation("另一联合会"), "乙大学工会"))

    people.change_person(actor=Cadre(union), person=member, title="教授")
    with pytest.raises(policy.Refused):
        people.change_person(actor=stranger, person=member, title="讲师")

    member.refresh_from_db()
    assert member.title == "教授"


def test_change_person_renames_with_keys_and_raises_the_version(union):
    member = make_member(union, "张测试")

    people.change_person(actor=SYSTEM, person=member, name="司马测试", expected_version=1)

    member.refresh_from_db()
    assert (member.given_name, member.version) == ("测试", 2)


@pytest.mark.parametrize(
    ("changes", "copies"),
    [
        ({"name": "司马新"}, ("司马新", "新", "si0ma0xin", "M")),
        ({"sex": "F"}, ("张测试", "测试", "zhang0ce0shi", "F")),
    ],
)
def test_change_person_carries_name_and_sex_to_every_span(union, changes, copies):
    member = make_member(union, "张测试", sex="M")
    people.retain(actor=SYSTEM, person=member, on=date(2020, 1, 1))

    people.change_person(actor=SYSTEM, person=member, **changes)

    spans = people.Membership.objects.filter(person=member)
    assert list(spans.values_list("name", "given_name", "name_pinyin", "sex")) == [copies] * 2


def test_change_person_over_somebody_elses_change_is_refused(union):
    member = make_member(union)
    people.change_person(actor=SYSTEM, person=member, title="教授")

    with pytest.raises(Stale):
        people.change_person(actor=SYSTEM, person=member, title="讲师", expected_version=1)

    member.refresh_from_db()
    assert member.title == "教授"


def test_persons_are_in_scope_where_they_are_members_now(union):
    other = make_direct_union(make_federation("另一联合会"), "乙大学工会")
    member = make_member(union, doc_no=make_id(1))
    people.leave(actor=SYSTEM, person=member, on=date(2018, 1, 1))
    people.admit(actor=SYSTEM, person=member, union=other, on=date(2019, 1, 1))

    with scoping.active(scoping.Scope(paths=(union.path,))):
        before = list(people.Person.objects.all()), people.history_of(member).count()
    with scoping.active(scoping.Scope(paths=(other.path,))):
        after = list(people.Person.objects.all()), member.documents.count()
    with scoping.active(scoping.Scope(person_id=member.pk)):
        own = list(people.Person.objects.all()), member.documents.count()

    assert (before, after, own) == (([], 2), ([member], 1), ([member], 1))
