"""A training from the plan to the archive: made, seated, announced, archived or called off."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import Post
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.notices.api import send_notice
from gonghui.kernel.unions.api import Union
from gonghui.rooms.learning.actions.seating import lock_event, promote
from gonghui.rooms.learning.enums import EventStatus
from gonghui.rooms.learning.models import HalfDay, SeatQuota, TrainingEvent
from gonghui.rooms.learning.queries.events import seats_of
from gonghui.rooms.learning.rules import attendance

MANAGE = "learning.event:manage"
CHANGEABLE = (EventStatus.PLANNED, EventStatus.OPEN)
ROLES_TOLD = ("union_cadre", "city_cadre")


@action
def draft_event(*, actor: Any, union: Union, first: str, last: str, **facts: Any) -> TrainingEvent:
    """Plan a training of ``union``, its half-days and hours worked out from its days; traces.

    Args:
        actor: may run trainings of the union.
        union: runs it.
        first: half ("am", "pm") of the first day with which it begins.
        last: half of the last day with which it ends.
        **facts: columns of ``TrainingEvent``; ``minutes_per_hour`` and ``attend_percent`` as set for
            the union (handbook homes §10) unless given.

    Raises:
        Refused: no permission.
        ValidationError: it ends before it begins, is too long, or a value does not fit.
    """
    require(actor, MANAGE, union)
    facts.setdefault("minutes_per_hour", option("learning.minutes_per_hour", union))
    facts.setdefault("attend_percent", option("learning.attend_percent", union))
    event = TrainingEvent(union=union, hours=0, **facts)
    halves = _halves(event, first, last)
    event.hours = attendance.hours_of((half.minutes for half in halves), event.minutes_per_hour)
    event.clean_fields(exclude=("union",))
    _check_days(event)
    event.save()
    for half in halves:
        half.event = event
    HalfDay.objects.bulk_create(halves)
    _trace("learning.event.drafted", actor, event)
    return event


def _halves(event: TrainingEvent, first: str, last: str) -> list[HalfDay]:
    days = (event.ends_on - event.starts_on).days + 1
    if not 0 < days <= attendance.LONGEST_DAYS:
        said = _("结束日期应在开始日期之后，且培训不超过 %(n)d 天。")
        raise ValidationError({"ends_on": said % {"n": attendance.LONGEST_DAYS}})
    minutes = option("learning.half_day_minutes", event.union)
    found = attendance.half_days_between(event.starts_on, first, event.ends_on, last)
    halves = [HalfDay(day=day, half=half, minutes=minutes) for day, half in found]
    if not halves:
        raise ValidationError({"ends_on": _("这样安排没有一个半天，请核对上午、下午。")})
    return halves


def _check_days(event: TrainingEvent) -> None:
    if event.minutes_per_hour not in attendance.MINUTES:
        raise ValidationError({"minutes_per_hour": _("1 学时只能是 45 或 60 分钟。")})
    if event.enrol_until and event.enrol_until > event.ends_on:
        raise ValidationError({"enrol_until": _("报名截止不能晚于培训结束。")})


@action
def change_event(
    *, actor: Any, event: TrainingEvent, expected_version: int, **facts: Any
) -> TrainingEvent:
    """Change what is announced of a training; days and hours stay. Traces the names of what changed.

    Raises:
        Refused: no permission.
        Stale: somebody else changed it meanwhile.
        ValidationError: it is over, or a value does not fit.
    """
    row = open_event(actor, event)
    changed = edit(row, facts, expected_version=expected_version)
    _check_days(row)
    _trace("learning.event.changed", actor, row, fields=labels_of(row, changed))
    return row


@action
def set_seats(*, actor: Any, event: TrainingEvent, seats: Mapping[int, int]) -> int:
    """Give unions their seats (id of union → number, 0 takes them away); whoever waits moves up. Traces.

    Returns:
        How many unions have seats now.

    Raises:
        Refused: no permission.
        ValidationError: a union stands elsewhere, or has more people in than the seats it would get.
    """
    row = open_event(actor, event)
    unions = Union.objects.in_bulk(seats)
    present = {one.quota.union_id: one for one in seats_of(row)}
    for pk, number in seats.items():
        union = unions[pk]
        if not is_below(union.path, row.union.path):
            raise ValidationError(_("“%(union)s”不归本次培训的主办工会。") % {"union": union})
        have = present.get(pk)
        if have and number < have.taken:
            said = _("“%(union)s”已录取 %(n)d 人，名额不能少于此数；请先办理退出。")
            raise ValidationError(said % {"union": union, "n": have.taken})
        _set_one(row, union, number, have.quota if have else None)
    quotas = list(row.quotas.select_related("union"))
    for quota in quotas:
        promote(actor, quota)
    total = sum(quota.seats for quota in quotas)
    _trace("learning.event.seated", actor, row, count=len(quotas), seats=total)
    return len(quotas)


def _set_one(event: TrainingEvent, union: Union, number: int, quota: SeatQuota | None) -> None:
    if quota is None:
        if number:
            SeatQuota.objects.create(event=event, union=union, seats=number)
    elif number or quota.records.exists():
        SeatQuota.objects.filter(pk=quota.pk).update(seats=number)
    else:
        quota.delete()


@action
def publish_event(*, actor: Any, event: TrainingEvent) -> TrainingEvent:
    """通知: let unions enrol; their cadres get a message. Traces.

    Raises:
        Refused: no permission.
        ValidationError: it is published already, has no seats, or its days are over.
    """
    require(actor, MANAGE, event.union)
    row = lock_event(event)
    if row.status != EventStatus.PLANNED:
        raise ValidationError(_("这个培训已经发布过了。"))
    quotas = list(row.quotas.select_related("union"))
    if not any(quota.seats for quota in quotas):
        raise ValidationError(_("还没有分配名额，请先在“名额”里分给参训工会。"))
    if row.ends_on < dates.today():
        raise ValidationError(_("培训日期已过，不能再发布；以前的培训请用 Excel 导入。"))
    edit(row, {"status": EventStatus.OPEN})
    _tell_cadres(row, quotas)
    total = sum(quota.seats for quota in quotas)
    _trace("learning.event.published", actor, row, seats=total)
    return row


def _tell_cadres(event: TrainingEvent, quotas: list[SeatQuota]) -> None:
    seats = {quota.union_id: quota.seats for quota in quotas if quota.seats}
    posts = Post.objects.filter(
        dates.valid_on(dates.today()), union__in=seats, role__in=ROLES_TOLD
    ).select_related("user")
    for post in posts:
        words = {"title": event.title, "n": seats[post.union_id]}
        send_notice(
            recipient=post.user,
            kind="learning.call",
            title=_("培训通知：%(title)s，本单位 %(n)d 个名额") % words,
            link=f"/learning/events/{event.pk}/roster/",
            dedupe_key=f"learning.call.{event.pk}.{post.union_id}",
        )


@action
def cancel_event(*, actor: Any, event: TrainingEvent, reason: str) -> TrainingEvent:
    """Call a training off; its records stay and count nowhere. Traces.

    Raises:
        Refused: no permission.
        ValidationError: it is over.
    """
    row = open_event(actor, event)
    edit(row, {"status": EventStatus.CANCELLED})
    _trace("learning.event.cancelled", actor, row, reason=reason)
    return row


@action
def archive_event(*, actor: Any, event: TrainingEvent) -> TrainingEvent:
    """归档: nothing changes any more. Traces.

    Raises:
        Refused: no permission.
        ValidationError: it is not finished yet.
    """
    require(actor, MANAGE, event.union)
    row = lock_event(event)
    if row.status != EventStatus.ENDED:
        raise ValidationError(_("结班后才能归档。"))
    edit(row, {"status": EventStatus.ARCHIVED})
    _trace("learning.event.archived", actor, row)
    return row


def open_event(actor: Any, event: TrainingEvent) -> TrainingEvent:
    """The event, fresh and locked, if the actor runs it and it is not over."""
    require(actor, MANAGE, event.union)
    row = lock_event(event)
    if row.status not in CHANGEABLE:
        said = _("“%(title)s”%(state)s，不能再改。")
        raise ValidationError(said % {"title": row, "state": row.get_status_display()})
    return row


def _trace(key: str, actor: Any, event: TrainingEvent, **facts: Any) -> None:
    trace(key, actor=actor, subject=event, union_id=event.union_id, title=event.title, **facts)
