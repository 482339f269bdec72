"""Seats: the event's row is the lock, so that nobody takes a seat that is gone (handbook homes §10)."""

from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User
from gonghui.kernel.lib.actions import trace
from gonghui.kernel.lib.records import edit
from gonghui.kernel.notices.api import send_notice
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.models import SeatQuota, TrainingEvent, TrainingRecord
from gonghui.rooms.learning.queries.events import first_waiting, taken_of


def lock_event(event: TrainingEvent) -> TrainingEvent:
    """The event, fresh; whoever else gives seats in it waits until the transaction ends."""
    rows = TrainingEvent.objects.select_for_update(of=("self",)).select_related("union")
    return rows.get(pk=event.pk)


def seat_or_wait(quota: SeatQuota) -> RecordStatus:
    """录取 while seats are left, else 候补; the event must be locked."""
    left = quota.seats - taken_of(quota)
    return RecordStatus.ADMITTED if left > 0 else RecordStatus.WAITING


def promote(actor: Any, quota: SeatQuota) -> None:
    """Fill free seats of one union from its waiting list, the earliest first, tell them, trace each."""
    for _seat in range(max(0, quota.seats - taken_of(quota))):
        record = first_waiting(quota)
        if record is None:
            return
        edit(record, {"status": RecordStatus.ADMITTED})
        tell(record, _("您已由候补转为录取：%(title)s") % {"title": quota.event.title})
        trace("learning.record.promoted", actor=actor, **said_of(record))


def tell(record: TrainingRecord, title: str) -> None:
    """A message to the account of a record's person, if there is one."""
    if record.person_id is None:
        return
    for user in User.objects.filter(person=record.person_id, is_active=True):
        send_notice(
            recipient=user,
            kind="learning.record",
            title=title,
            link="/learning/me/",
            dedupe_key=f"learning.record.{record.pk}.{record.status}",
        )


def said_of(record: TrainingRecord) -> dict[str, Any]:
    """What every trace about a record says."""
    return {
        "subject": record,
        "union_id": record.union_id,
        "name": record.name,
        "title": record.event.title,
    }
