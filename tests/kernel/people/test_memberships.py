"""Every verb of a membership, its refusals, and corrections that re-derive what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.kernel.access.models import Post, User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.records import Stale
from gonghui.kernel.people import api as people
from tests.factories.people import (
    JOINED,
    make_member,
    make_person,
    make_transferring,
    present,
    spans_of,
)
from tests.factories.unions import make_branch, make_direct_union, make_federation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def old(federation):
    return make_direct_union(federation, "甲大学工会")


@pytest.fixture
def new(federation):
    return make_direct_union(federation, "乙大学工会")


def test_admit_makes_a_normal_member_since_the_day(old):
    person = make_member(old, facts={"duty": "讲师", "staff_no": "A001"})

    row = present(person)
    assert spans_of(person) == [(JOINED, FOREVER, old.pk, "normal")]
    assert (row.duty, row.staff_no, row.joined_on) == ("讲师", "A001", JOINED)


def test_admit_somebody_who_is_a_member_elsewhere_is_refused(old, new):
    person = make_member(old)

    with pytest.raises(ValidationError) as refusal:
        people.admit(actor=SYSTEM, person=person, union=new, on=date(2021, 1, 1))

    assert refusal.value.messages == ["该人员的会籍在其他工会，请办理会籍转接"]
    assert spans_of(person) == [(JOINED, FOREVER, old.pk, "normal")]


def test_admit_to_a_union_without_a_roll_is_refused(federation):
    person = make_person()

    with pytest.raises(ValidationError) as refusal:
        people.admit(actor=SYSTEM, person=person, union=federation, on=JOINED)

    assert refusal.value.messages == ["“示范省教育科技工会”不直接发展会员"]


def test_admit_on_a_day_to_come_is_refused(old):
    person = make_person()

    with pytest.raises(ValidationError) as refusal:
        people.admit(actor=SYSTEM, person=person, union=old, on=today() + timedelta(days=1))

    assert refusal.value.messages == ["日期不能晚于今天"]


def test_apply_then_admit_counts_from_the_approval(old):
    person = make_person()

    people.apply_to_join(actor=SYSTEM, person=person, union=old, on=date(2020, 1, 1))
    people.admit(actor=SYSTEM, person=person, union=old, on=date(2020, 2, 1))

    assert spans_of(person) == [
        (date(2020, 1, 1), date(2020, 2, 1), old.pk, "applying"),
        (date(2020, 2, 1), FOREVER, old.pk, "normal"),
    ]


def test_transfer_moves_the_member_when_the_new_union_accepts(old, new):
    person = make_transferring(old, new, facts={"duty": "讲师"})

    people.accept_transfer(actor=SYSTEM, person=person, union=new, on=date(2020, 1, 15))

    assert spans_of(person) == [
        (JOINED, date(2020, 1, 1), old.pk, "normal"),
        (date(2020, 1, 1), date(2020, 1, 15), old.pk, "transferring"),
        (date(2020, 1, 15), FOREVER, new.pk, "normal"),
    ]
    assert (present(person).duty, present(person).joined_on) == ("", JOINED)


def test_transfer_waits_at_the_receiving_union(federation, old, new):
    person = make_transferring(old, new)

    waiting = people.transfers_waiting(new)

    assert [event.person for event in waiting] == [person]
    assert list(people.transfers_waiting(old)) == []
    assert people.open_transfer(person).to_union == new


def test_accept_transfer_by_another_union_is_refused(federation, old, new):
    person = make_transferring(old, new)
    third = make_direct_union(federation, "丙大学工会")

    with pytest.raises(ValidationError) as refusal:
        people.accept_transfer(actor=SYSTEM, person=person, union=third, on=date(2020, 1, 15))

    assert refusal.value.messages == ["该转接的接收工会是“乙大学工会”"]


def test_accept_transfer_that_nobody_issued_is_refused(old, new):
    person = make_member(old)

    with pytest.raises(ValidationError) as refusal:
        people.accept_transfer(actor=SYSTEM, person=person, union=new, on=date(2020, 1, 15))

    assert refusal.value.messages == ["没有待接收的会籍转接，请先由原工会转出"]


def test_withdraw_transfer_brings_the_facts_back(old, new):
    person = make_transferring(old, new, facts={"duty": "讲师", "staff_no": "A1"})

    people.withdraw_transfer(actor=SYSTEM, person=person, on=date(2020, 1, 9), note="本人撤回")

    assert spans_of(person)[-1] == (date(2020, 1, 9), FOREVER, old.pk, "normal")
    assert (present(person).duty, present(person).staff_no) == ("讲师", "A1")
    assert people.open_transfer(person) is None


def test_regroup_inside_the_union_keeps_duty_and_number(old):
    person = make_member(old, facts={"duty": "讲师", "staff_no": "A1"})
    branch = make_branch(old)

    people.regroup(actor=SYSTEM, person=person, union=branch, on=date(2020, 1, 1))

    row = present(person)
    assert (row.union, row.status, row.duty, row.staff_no) == (branch, "normal", "讲师", "A1")


def test_regroup_to_another_grassroots_union_is_refused(old, new):
    person = make_member(old)

    with pytest.raises(ValidationError) as refusal:
        people.regroup(actor=SYSTEM, person=person, union=new, on=date(2020, 1, 1))

    assert refusal.value.messages == ["不在同一基层工会内，请办理会籍转接"]


def test_retain_and_restore(old):
    person = make_member(old)

    people.retain(actor=SYSTEM, person=person, on=date(2021, 1, 1), note="退休")
    people.restore(actor=SYSTEM, person=person, on=date(2022, 1, 1), note="返聘")

    assert [status for *_span, status in spans_of(person)] == ["normal", "retained", "normal"]


@pytest.mark.parametrize(
    ("verb", "status"),
    [("leave", "left"), ("lapse", "lapsed"), ("record_death", "deceased")],
)
def test_ends_of_a_membership(old, verb, status):
    person = make_member(old)

    getattr(people, verb)(actor=SYSTEM, person=person, on=date(2021, 1, 1))

    assert spans_of(person)[-1] == (date(2021, 1, 1), FOREVER, old.pk, status)


def test_expel_needs_a_decision(old):
    person = make_member(old)

    with pytest.raises(ValidationError) as refusal:
        people.expel(actor=SYSTEM, person=person, on=date(2021, 1, 1), document=" ")
    people.expel(actor=SYSTEM, person=person, on=date(2021, 1, 1), document="工会〔2021〕1号")

    assert refusal.value.messages == ["除名须注明会员大会或委员会的决定"]
    assert spans_of(person)[-1][3] == "expelled"


def test_left_member_may_be_admitted_by_another_union(old, new):
    person = make_member(old)
    people.leave(actor=SYSTEM, person=person, on=date(2021, 1, 1))

    people.admit(actor=SYSTEM, person=person, union=new, on=date(2022, 1, 1))

    assert spans_of(person)[-1] == (date(2022, 1, 1), FOREVER, new.pk, "normal")


def test_backdated_event_rederives_what_follows_and_keeps_the_rows(old):
    person = make_member(old)
    people.leave(actor=SYSTEM, person=person, on=date(2021, 1, 1))
    first = people.history_of(person).first().pk

    people.retain(actor=SYSTEM, person=person, on=date(2018, 1, 1))

    assert spans_of(person) == [
        (JOINED, date(2018, 1, 1), old.pk, "normal"),
        (date(2018, 1, 1), date(2021, 1, 1), old.pk, "retained"),
        (date(2021, 1, 1), FOREVER, old.pk, "left"),
    ]
    assert people.history_of(person).first().pk == first


def test_backdated_event_that_contradicts_a_later_one_is_refused_whole(old):
    person = make_member(old)
    people.retain(actor=SYSTEM, person=person, on=date(2021, 1, 1))
    before = spans_of(person)

    with pytest.raises(ValidationError) as refusal:
        people.leave(actor=SYSTEM, person=person, on=date(2020, 1, 1))

    assert refusal.value.messages == ["2021-01-01的“保留”与当时的会籍状态“退会”不符"]
    assert (spans_of(person), people.events_of(person).count()) == (before, 2)


def test_correct_event_voids_it_and_rederives(old):
    person = make_member(old)
    event = people.leave(actor=SYSTEM, person=person, on=date(2021, 1, 1))

    correction = people.correct_event(actor=SYSTEM, event=event, note="误登")

    event.refresh_from_db()
    assert event.voided_by == correction
    assert spans_of(person) == [(JOINED, FOREVER, old.pk, "normal")]


def test_correct_event_twice_is_refused(old):
    person = make_member(old)
    event = people.leave(actor=SYSTEM, person=person, on=date(2021, 1, 1))
    people.correct_event(actor=SYSTEM, event=event, note="误登")

    with pytest.raises(ValidationError) as refusal:
        people.correct_event(actor=SYSTEM, event=event, note="误登")

    assert refusal.value.messages == ["该事项已更正，不能再次更正"]


def test_correct_the_only_event_leaves_no_membership(old):
    person = make_member(old)

    people.correct_event(actor=SYSTEM, event=people.events_of(person).get(), note="误登")

    assert spans_of(person) == []


def test_change_membership_raises_the_version(old):
    person = make_member(old)

    people.change_membership(actor=SYSTEM, person=person, duty="系主任", expected_version=1)

    assert (present(person).duty, present(person).version) == ("系主任", 2)


def test_change_membership_over_somebody_elses_change_is_refused(old):
    person = make_member(old, "张测试")
    colleague = User.objects.create(username="colleague", display_name="李同事")
    Post.objects.create(
        user=colleague, union=old, role="union_cadre", valid_from=JOINED, valid_to=FOREVER
    )
    people.change_membership(actor=colleague, person=person, duty="系主任")
    when = timezone.localtime(present(person).updated_at).strftime("%Y-%m-%d %H:%M")

    with pytest.raises(Stale) as refusal:
        people.change_membership(actor=SYSTEM, person=person, duty="院长", expected_version=1)

    assert refusal.value.messages == [f"“张测试（甲大学工会）”已由李同事在{when}修改，请刷新后再改"]
    assert present(person).duty == "系主任"


def test_rebuild_memberships_mends_spans_that_were_spoilt(old, new):
    person = make_transferring(old, new)
    before = spans_of(person)
    people.Membership.objects.filter(person=person).update(union=new)

    people.rebuild_memberships(actor=SYSTEM, person=person)

    assert spans_of(person) == before


def test_members_on_counts_the_transferring_at_the_old_union(old, new):
    make_transferring(old, new)

    assert people.members_on(date(2020, 6, 1), old.path).count() == 1
    assert people.members_on(date(2020, 6, 1), new.path).count() == 0
    assert people.members_on(date(2014, 6, 1)).count() == 0
