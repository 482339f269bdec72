"""Who comes: members enrol, unions nominate within their seats, somebody takes another's place."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import Membership, Person, present_membership
from gonghui.kernel.unions.api import grassroots_of
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.seating import (
    lock_event,
    promote,
    said_of,
    seat_or_wait,
    tell,
)
from gonghui.rooms.learning.enums import ALIVE, COUNTS, EventStatus, RecordStatus
from gonghui.rooms.learning.models import SeatQuota, TrainingEvent, TrainingRecord
from gonghui.rooms.learning.queries.events import can_enrol, quota_for

NOMINATE = "learning.record:nominate"
WHOEVER = "one person has one place in a training, whoever sent them"


@action
def enrol(*, actor: Any, event: TrainingEvent, duty: str = "") -> TrainingRecord:
    """A member enrols; their union still has to agree. Traces.

    Raises:
        Refused: the account belongs to no member.
        ValidationError: enrolment is over, the union has no seats, or they are in already.
    """
    person = getattr(actor, "person", None)
    if person is None:
        raise Refused(_("您的账号没有关联会员，请联系所在工会。"))
    row = _enrolling(event)
    with scoping.everything("members enrol for themselves"):
        membership = _membership(person)
        record = _enter(row, membership, _quota(row, membership), RecordStatus.APPLIED, duty)
    trace("learning.record.applied", actor=actor, **said_of(record))
    return record


@action
def nominate(*, actor: Any, event: TrainingEvent, person: Person, duty: str = "") -> TrainingRecord:
    """A union sends one of its members: 录取 while it has seats, else 候补. Traces, tells the person.

    Somebody who enrolled by themselves is agreed to so.

    Raises:
        Refused: the person belongs to a union for which the actor may not nominate.
        ValidationError: enrolment is over, no seats were given, or the person is in already; the
            sentence names the union that sends them.
    """
    row = _enrolling(event)
    with scoping.everything(WHOEVER):
        membership = _membership(person)
        require(actor, NOMINATE, membership.union)
        quota = _quota(row, membership)
        record = TrainingRecord.objects.filter(
            event=row, person=person, status=RecordStatus.APPLIED
        ).first()
        status = seat_or_wait(quota)
        if record is None:
            record = _enter(row, membership, quota, status, duty, nominated_by=actor)
        else:
            edit(record, {"status": status, "nominated_by": _account(actor)})
    trace(
        "learning.record.nominated",
        actor=actor,
        **said_of(record),
        status=record.get_status_display(),
    )
    words = {"state": record.get_status_display(), "title": row.title}
    tell(record, _("培训报名结果：%(state)s，%(title)s") % words)
    return record


@action
def withdraw(*, actor: Any, record: TrainingRecord, reason: str = "") -> TrainingRecord:
    """Leave a training before it begins for oneself; the seat goes to whoever waits. Traces.

    Raises:
        Refused: neither oneself nor somebody who may nominate for the union.
        ValidationError: the record is no longer on the way, or training has begun.
    """
    own = record.person_id is not None and record.person_id == getattr(actor, "person_id", None)
    if not own:
        require(actor, NOMINATE, record.union)
    row = _leave(actor, record, RecordStatus.WITHDRAWN, reason or _("本人退出"))
    trace("learning.record.withdrawn", actor=actor, **said_of(row), reason=row.reason)
    return row


@action
def refuse(*, actor: Any, record: TrainingRecord, reason: str) -> TrainingRecord:
    """不予录取, by the organiser or the union that was asked; the seat goes on. Traces, tells the person.

    Raises:
        Refused: no permission.
        ValidationError: the record is no longer on the way.
    """
    if record.status == RecordStatus.APPLIED:
        require(actor, NOMINATE, record.union)
    else:
        require(actor, MANAGE, record.event.union)
    row = _leave(actor, record, RecordStatus.NOT_ADMITTED, reason)
    trace("learning.record.refused", actor=actor, **said_of(row), reason=reason)
    tell(row, _("培训未录取：%(title)s（%(reason)s）") % {"title": row.event, "reason": reason})
    return row


@action
def substitute(
    *, actor: Any, record: TrainingRecord, person: Person, reason: str, duty: str = ""
) -> TrainingRecord:
    """顶替: another member takes the seat in a record of their own; the old record stays. Traces.

    Raises:
        Refused: no permission for the union of either.
        ValidationError: the seat is not held any more, training has begun for its holder, the other
            stands under other seats, or is in already.
    """
    require(actor, NOMINATE, record.union)
    event = lock_event(record.event)
    with scoping.everything(WHOEVER):
        row = _locked(record)
        if row.status != RecordStatus.ADMITTED or event.status != EventStatus.OPEN:
            raise ValidationError(_("只有已录取、还没有报到的人可以顶替。"))
        membership = _membership(person)
        require(actor, NOMINATE, membership.union)
        quota = _quota(event, membership)
        if quota.pk != row.quota_id:
            raise ValidationError(_("顶替的人应来自占用同一名额的工会。"))
        edit(row, {"status": RecordStatus.REPLACED, "reason": reason})
        made = _enter(
            event, membership, quota, RecordStatus.ADMITTED, duty, nominated_by=actor, replaces=row
        )
    trace("learning.record.replaced", actor=actor, **said_of(made), before=row.name, reason=reason)
    tell(made, _("您已录取（顶替）：%(title)s") % {"title": event})
    return made


def _enrolling(event: TrainingEvent) -> TrainingEvent:
    row = lock_event(event)
    if not can_enrol(row):
        raise ValidationError(
            _("“%(title)s”现在不接受报名：未发布、已截止或已结班。") % {"title": row}
        )
    return row


def _membership(person: Person) -> Membership:
    found = present_membership(person)
    if found is None:
        raise ValidationError(_("“%(name)s”不在会员名册上，请先办理入会。") % {"name": person})
    return found


def _quota(event: TrainingEvent, membership: Membership) -> SeatQuota:
    quota = quota_for(event, membership.union)
    if quota is None or not quota.seats:
        said = _("“%(union)s”在这次培训没有名额，请联系主办工会。")
        raise ValidationError(said % {"union": membership.union})
    return quota


def _enter(
    event: TrainingEvent,
    membership: Membership,
    quota: SeatQuota,
    status: RecordStatus,
    duty: str,
    **more: Any,
) -> TrainingRecord:
    person = membership.person
    twice = TrainingRecord.objects.filter(event=event, person=person, status__in=COUNTS)
    if found := twice.select_related("union").first():
        words = {"name": person, "union": found.union, "state": found.get_status_display()}
        said = _("“%(name)s”已由“%(union)s”报名（%(state)s），不能重复。")
        raise ValidationError(said % words)
    more["nominated_by"] = _account(more.get("nominated_by"))
    record = TrainingRecord(
        event=event,
        quota=quota,
        union=membership.union,
        person=person,
        name=person.name,
        unit_name=grassroots_of(membership.union).name.removesuffix("工会"),
        duty=duty or membership.duty,
        status=status,
        enrolled_at=timezone.now(),
        **more,
    )
    record.clean_fields(exclude=("event", "quota", "union", "person", "nominated_by", "replaces"))
    record.save()
    return record


def _account(actor: Any) -> Any:
    return actor if getattr(actor, "pk", None) else None


def _locked(record: TrainingRecord) -> TrainingRecord:
    rows = TrainingRecord.objects.select_for_update(of=("self",))
    return rows.select_related("event__union", "union").get(pk=record.pk)


def _leave(actor: Any, record: TrainingRecord, status: RecordStatus, reason: str) -> TrainingRecord:
    """End a record that is still on the way, and let whoever waits move up."""
    lock_event(record.event)
    with scoping.everything(WHOEVER):
        row = _locked(record)
        if row.status not in ALIVE or row.status == RecordStatus.IN_TRAINING:
            said = _("“%(name)s”%(state)s，不能再这样办理。")
            raise ValidationError(said % {"name": row, "state": row.get_status_display()})
        edit(row, {"status": status, "reason": reason})
        if row.quota is not None:
            promote(actor, row.quota)
    return row
