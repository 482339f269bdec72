"""A training from the plan to the certificate: seats, waiting lists, substitution, attendance."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.documents.api import certificate_of
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.options import set_option
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.api import Notice
from gonghui.kernel.people.api import erase_person, leave, merge_persons, register_person
from gonghui.rooms.learning.actions.attendance import (
    certify_event,
    finish_event,
    mark_attendance,
    record_scores,
)
from gonghui.rooms.learning.actions.events import (
    archive_event,
    cancel_event,
    change_event,
    publish_event,
    set_seats,
)
from gonghui.rooms.learning.actions.nominations import (
    enrol,
    nominate,
    refuse,
    substitute,
    withdraw,
)
from gonghui.rooms.learning.models import CheckIn, SeatQuota, TrainingRecord
from gonghui.rooms.learning.queries.events import half_days_with_counts
from tests.factories.access import make_member as make_account
from tests.factories.learning import attend, make_event, make_past, send
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("all_scope")


def state(record):
    record.refresh_from_db()
    return record.status


@pytest.fixture
def event(province):
    """Two seats for the first university, one for the second."""
    return make_event(province.federation, [(province.first, 2), (province.second, 1)])


def test_training_has_half_days_and_hours_by_the_setting(province):
    set_option(actor=SYSTEM, key="learning.minutes_per_hour", value=60)
    event = make_event(province.federation, days=2)

    assert (event.minutes_per_hour, event.hours, event.half_days.count()) == (60, 12, 4)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days": 0}, "ends_on"),
        ({"days": 90}, "ends_on"),
        ({"minutes_per_hour": 50}, "minutes_per_hour"),
        ({"enrol_until": dates.today() + timedelta(days=30)}, "enrol_until"),
    ],
)
def test_training_with_odd_days_is_refused(province, more, field):
    with pytest.raises(ValidationError) as refusal:
        make_event(province.federation, **more)
    assert list(refusal.value.error_dict) == [field]


def test_training_without_seats_is_not_published(province):
    event = make_event(province.federation)

    with pytest.raises(ValidationError, match="还没有分配名额"):
        publish_event(actor=province.cadre, event=event)


def test_training_of_the_past_is_not_published(province):
    event = make_event(province.federation, [(province.first, 1)], starts_in=-9, published=False)

    with pytest.raises(ValidationError, match="请用 Excel 导入"):
        publish_event(actor=province.cadre, event=event)


def test_publishing_tells_cadres_of_unions_with_seats(province, event):
    rows = Notice.objects.filter(kind="learning.call").order_by("recipient")

    assert [(row.recipient, row.title[-8:]) for row in rows] == [
        (province.local, "本单位 2 个名额"[-8:]),
        (province.other, "本单位 1 个名额"[-8:]),
    ]


def test_change_says_what_changed_and_refuses_a_finished_training(province, event):
    changed = change_event(
        actor=province.cadre, event=event, expected_version=event.version, place="三号楼"
    )
    assert changed.place == "三号楼"
    cancel_event(actor=province.cadre, event=changed, reason="讲师冲突")

    with pytest.raises(ValidationError, match="已取消，不能再改"):
        change_event(actor=province.cadre, event=event, expected_version=9, place="四号楼")


def test_seats_beyond_are_waited_for_and_move_up(province, event):
    first, second, third = (send(event, province.first, name) for name in "甲乙丙")
    assert [state(each) for each in (first, second, third)] == ["admitted", "admitted", "waiting"]

    withdraw(actor=province.local, record=first, reason="出差")

    assert [state(each) for each in (first, third)] == ["withdrawn", "admitted"]


def test_more_seats_let_whoever_waits_in(province, event):
    _first, waiting = send(event, province.second), send(event, province.second)

    set_seats(actor=province.cadre, event=event, seats={province.second.pk: 2})

    assert state(waiting) == "admitted"


def test_seats_below_what_is_taken_are_refused(province, event):
    send(event, province.first)

    with pytest.raises(ValidationError, match="已录取 1 人，名额不能少于此数"):
        set_seats(actor=province.cadre, event=event, seats={province.first.pk: 0})


def test_seats_without_people_are_taken_away(province, event):
    set_seats(actor=province.cadre, event=event, seats={province.second.pk: 0})

    assert [quota.union for quota in SeatQuota.objects.all()] == [province.first]


def test_seats_for_a_union_elsewhere_are_refused(province):
    event = make_event(province.first)

    with pytest.raises(ValidationError, match="不归本次培训的主办工会"):
        set_seats(actor=SYSTEM, event=event, seats={province.second.pk: 1})


def test_branch_draws_on_the_seats_of_its_university(province, event):
    record = send(event, province.physics)

    assert (record.quota.union, record.union, record.unit_name) == (
        province.first,
        province.physics,
        "示范大学",
    )


def test_same_person_from_two_unions_is_refused_by_name_of_the_first(province, event):
    person = make_member(province.first, "李测甲")
    nominate(actor=province.local, event=event, person=person)

    with pytest.raises(ValidationError, match="“李测甲”已由“示范大学工会”报名（已录取）"):
        nominate(actor=SYSTEM, event=event, person=person)


def test_person_on_no_roll_is_refused(province, event):
    stranger = register_person(actor=SYSTEM, name="王测外", union=province.first)

    with pytest.raises(ValidationError, match="不在会员名册上"):
        nominate(actor=province.local, event=event, person=stranger)


def test_union_sends_only_its_own_and_only_with_seats(province, event):
    person = make_member(province.second)
    with pytest.raises(Refused):
        nominate(actor=province.local, event=event, person=person)
    pupil = make_member(province.school)
    with pytest.raises(ValidationError, match="没有名额"):
        nominate(actor=SYSTEM, event=event, person=pupil)


def test_member_enrols_and_the_union_agrees(province, event):
    account = make_account(make_member(province.first, "李测甲"))
    with scoping.active(scoping.Scope(person_id=account.person_id)):
        record = enrol(actor=account, event=event, duty="分工会主席")
    assert (record.status, record.quota.union) == ("applied", province.first)

    agreed = nominate(actor=province.local, event=event, person=account.person)

    assert (agreed.pk, agreed.status, agreed.nominated_by) == (
        record.pk,
        "admitted",
        province.local,
    )
    assert Notice.objects.filter(recipient=account, kind="learning.record").count() == 1


def test_member_withdraws_and_is_not_asked_twice(province, event):
    account = make_account(make_member(province.first))
    record = enrol(actor=account, event=event)

    withdraw(actor=account, record=record)

    assert state(record) == "withdrawn"
    with pytest.raises(ValidationError, match="已退出，不能再这样办理"):
        withdraw(actor=account, record=record)


def test_account_without_person_cannot_enrol(province, event):
    with pytest.raises(Refused, match="没有关联会员"):
        enrol(actor=province.local, event=event)


def test_enrolment_ends_with_its_last_day(province):
    event = make_event(
        province.federation,
        [(province.first, 1)],
        enrol_until=dates.today() - timedelta(days=1),
    )

    with pytest.raises(ValidationError, match="现在不接受报名"):
        send(event, province.first)


def test_organiser_refuses_and_the_seat_goes_on(province, event):
    first, waiting = send(event, province.second), send(event, province.second)
    with pytest.raises(Refused):
        refuse(actor=province.other, record=first, reason="不符合条件")

    refuse(actor=province.cadre, record=first, reason="不符合条件")

    assert [state(each) for each in (first, waiting)] == ["not_admitted", "admitted"]


def test_substitute_gets_a_record_of_their_own(province, event):
    gone = send(event, province.second, "李测甲")
    other = make_member(province.second, "王测乙")

    made = substitute(actor=province.other, record=gone, person=other, reason="生病")

    gone.refresh_from_db()
    assert (gone.name, gone.status, gone.reason) == ("李测甲", "replaced", "生病")
    assert (made.name, made.status, made.replaces, made.quota) == (
        "王测乙",
        "admitted",
        gone,
        gone.quota,
    )


def test_substitute_from_other_seats_is_refused(province, event):
    gone = send(event, province.second)
    other = make_member(province.first)

    with pytest.raises(ValidationError, match="应来自占用同一名额的工会"):
        substitute(actor=SYSTEM, record=gone, person=other, reason="生病")


def test_nobody_takes_the_place_of_somebody_in_training(province, event):
    gone = send(event, province.second)
    attend(event, gone, halves=1)

    with pytest.raises(ValidationError, match="还没有报到的人可以顶替"):
        substitute(
            actor=province.other, record=gone, person=make_member(province.second), reason="生病"
        )


def test_attendance_is_written_mended_and_signed_out(province, event):
    first, second = send(event, province.first), send(event, province.first)
    half_day = event.half_days.first()

    mark_attendance(actor=province.cadre, half_day=half_day, present=[first.pk, second.pk])
    count = mark_attendance(
        actor=province.cadre, half_day=half_day, present=[first.pk], left=[first.pk]
    )

    mark = CheckIn.objects.get()
    assert (count, mark.record, mark.left_at is None, state(first)) == (
        1,
        first,
        False,
        "in_training",
    )


def test_attendance_ahead_is_refused(province):
    event = make_event(province.federation, [(province.first, 1)], starts_in=0, days=2)
    record = send(event, province.first)
    half_day = event.half_days.last()

    with pytest.raises(ValidationError, match="不能提前签到"):
        mark_attendance(actor=province.cadre, half_day=half_day, present=[record.pk])


def test_attendance_noted_later_is_told(province, event):
    attend(event, send(event, province.first))

    assert [(each.present, each.late) for each in half_days_with_counts(event)] == [
        (1, 1),
        (1, 1),
        (1, 0),
        (1, 0),
    ]


def test_training_without_check_ins_is_not_finished(province, event):
    send(event, province.first)

    with pytest.raises(ValidationError, match="推荐名单不能代替出勤"):
        finish_event(actor=province.cadre, event=event)


def test_training_that_goes_on_is_not_finished(province):
    event = make_event(province.federation, [(province.first, 1)], starts_in=0, days=2)

    with pytest.raises(ValidationError, match="结束后才能结班"):
        finish_event(actor=province.cadre, event=event)


def test_finish_settles_everybody_by_the_rule(province):
    event = make_event(
        province.federation, [(province.first, 4)], pass_score=Decimal(60), attend_percent=75
    )
    good, low, rare, away = (send(event, province.first) for _ in range(4))
    late = send(event, province.first)
    attend(event, good, low)
    attend(event, rare, halves=2)
    scores = {good.pk: Decimal(88), low.pk: Decimal(50), rare.pk: Decimal(90)}
    assert record_scores(actor=province.cadre, event=event, scores=scores) == 3

    finish_event(actor=province.cadre, event=event)

    assert [(state(each), each.hours) for each in (good, low, rare, away, late)] == [
        ("completed", 16),
        ("incomplete", 16),
        ("incomplete", 8),
        ("absent", 0),
        ("not_admitted", 0),
    ]


def test_score_beyond_a_hundred_is_refused(province, event):
    record = send(event, province.first)

    with pytest.raises(ValidationError, match="应在 0 至 100 之间"):
        record_scores(actor=province.cadre, event=event, scores={record.pk: Decimal(101)})


def test_completed_get_a_certificate_once(province, event):
    good, away = send(event, province.first, "李测甲"), send(event, province.first)
    attend(event, good)
    finish_event(actor=province.cadre, event=event)

    assert certify_event(actor=province.cadre, event=event) == 1
    with pytest.raises(ValidationError, match="没有需要颁发证书"):
        certify_event(actor=province.cadre, event=event)

    good.refresh_from_db()
    made = certificate_of(good)
    assert (made.cert_no, made.heading, made.holder, made.title) == (
        good.certificate_no,
        "结业证书",
        "李测甲",
        event.title,
    )
    assert "完成16学时" in made.text
    assert certificate_of(away) is None
    assert archive_event(actor=province.cadre, event=event).status == "archived"


def test_archive_needs_the_end(province, event):
    with pytest.raises(ValidationError, match="结班后才能归档"):
        archive_event(actor=province.cadre, event=event)


@pytest.mark.parametrize(
    ("own", "other", "left"),
    [("incomplete", "completed", "own"), ("completed", "incomplete", "other")],
)
def test_two_rows_of_one_person_count_once_in_a_training(province, own, other, left):
    kept, gone = (register_person(actor=SYSTEM, name=name, union=province.first) for name in "甲乙")
    records = {
        "own": make_past(province.federation, province.first, person=kept, status=own),
        "other": make_past(province.federation, province.first, person=gone, status=other),
    }

    merge_persons(actor=SYSTEM, kept=kept, gone=gone, reason="重复登记")

    assert {key: state(row) for key, row in records.items()} == {
        "own": own,
        "other": other,
        left: "withdrawn",
    }
    assert {row.person for row in records.values()} == {kept}


def test_erased_person_leaves_the_record_without_a_name(province):
    person = make_member(province.first)
    record = make_past(province.federation, province.first, person=person, duty="主席")
    leave(actor=SYSTEM, person=person, on=date(2024, 1, 1))

    erase_person(actor=SYSTEM, person=person, reason="本人申请")

    record = TrainingRecord.objects.get(pk=record.pk)
    assert (record.name, record.duty, record.status) == ("已抹除", "", "completed")
