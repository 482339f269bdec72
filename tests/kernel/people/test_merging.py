"""Two rows that are one person: facts, documents and events come together, contradictions are refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.access.models import User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people import api as people
from tests.factories.people import JOINED, make_id, make_member, make_person, present, spans_of
from tests.factories.unions import make_direct_union, make_federation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def unions():
    federation = make_federation()
    return make_direct_union(federation, "甲大学工会"), make_direct_union(federation, "乙大学工会")


def test_merge_persons_brings_documents_facts_and_events_together(unions):
    kept = make_member(unions[0], "张测试")
    gone = make_person("张测试", doc_no=make_id(1), phone="13800138000", sex="F")

    merge = people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一身份证")

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.phone, kept.sex, gone.merged_into) == ("13800138000", "F", kept)
    assert present(kept).sex == "F"
    assert people.find_person_by_document("resident_id", make_id(1)) == kept
    assert merge.moved == {"people.IdentityDocument.person": 1}
    assert spans_of(kept) == [(JOINED, FOREVER, unions[0].pk, "normal")]


def test_merge_persons_joins_a_past_and_a_present_membership(unions):
    gone = make_member(unions[0])
    people.leave(actor=SYSTEM, person=gone, on=date(2018, 1, 1))
    kept = make_member(unions[1], on=date(2019, 1, 1))

    people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一人")

    assert spans_of(kept) == [
        (JOINED, date(2018, 1, 1), unions[0].pk, "normal"),
        (date(2018, 1, 1), date(2019, 1, 1), unions[0].pk, "left"),
        (date(2019, 1, 1), FOREVER, unions[1].pk, "normal"),
    ]
    assert spans_of(gone) == []


def test_merge_persons_who_were_members_twice_at_a_time_is_refused_whole(unions):
    kept, gone = make_member(unions[0]), make_member(unions[1], on=date(2019, 1, 1))

    with pytest.raises(ValidationError) as refusal:
        people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一人")

    gone.refresh_from_db()
    assert refusal.value.messages == ["2019-01-01的“入会”与当时的会籍状态“正常”不符"]
    assert (gone.merged_into, len(spans_of(gone))) == (None, 1)


def test_merge_persons_without_a_reason_or_with_itself_is_refused(unions):
    person = make_member(unions[0])

    with pytest.raises(ValidationError) as refusal:
        people.merge_persons(actor=SYSTEM, kept=person, gone=person, reason="同一人")

    assert refusal.value.messages == ["请选择两名不同的人员并写明合并依据"]


def test_merged_person_takes_no_more_events(unions):
    kept, gone = make_member(unions[0]), make_person()
    people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一人")

    with pytest.raises(ValidationError) as refusal:
        people.admit(actor=SYSTEM, person=gone, union=unions[1], on=JOINED)

    assert refusal.value.messages == ["该人员已并入其他人员或已抹除，不能再办理"]


def test_erase_person_replaces_values_and_keeps_the_dates(unions):
    person = make_member(unions[0], "欧阳测试", doc_no=make_id(2), phone="13800138000")
    people.leave(actor=SYSTEM, person=person, on=date(2018, 1, 1))

    people.erase_person(actor=SYSTEM, person=person, reason="本人申请")

    person.refresh_from_db()
    assert (person.name, person.phone, person.phone_hash) == ("已抹除", "", "")
    assert person.documents.count() == 0
    assert len(spans_of(person)) == 2
    assert {row.name for row in people.Membership.objects.filter(person=person)} == {"已抹除"}


def test_erase_person_who_is_a_member_is_refused(unions):
    person = make_member(unions[0])

    with pytest.raises(ValidationError) as refusal:
        people.erase_person(actor=SYSTEM, person=person, reason="本人申请")

    assert refusal.value.messages == ["该人员仍有会籍，须先办理终止"]


@pytest.mark.parametrize(
    ("kept_has_one", "owner", "active"), [(False, "kept", True), (True, None, False)]
)
def test_account_moves_or_is_closed_with_the_merge(unions, kept_has_one, owner, active):
    kept, gone = make_member(unions[0]), make_person()
    account = User.objects.create(username="gone", display_name="乙", person=gone)
    if kept_has_one:
        User.objects.create(username="kept", display_name="甲", person=kept)

    people.merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="同一人")

    account.refresh_from_db()
    assert (account.person, account.is_active) == (kept if owner else None, active)
