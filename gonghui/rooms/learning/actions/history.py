"""Trainings of before and of other organisers: entered in bulk, corrected, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.seating import said_of
from gonghui.rooms.learning.enums import EventSource, EventStatus, RecordStatus
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord

AT_ONCE = 500
EventKey = tuple[str, int, date]


@dataclass(frozen=True)
class PastEvent:
    """A training as an old list names it; of one title, level and first day there is one."""

    title: str
    organiser_level: int
    organiser_name: str
    starts_on: date
    ends_on: date
    hours: Decimal = Decimal(0)
    document_no: str = ""

    @property
    def key(self) -> EventKey:
        """By what a training is known again."""
        return (self.title, self.organiser_level, self.starts_on)


@dataclass(frozen=True)
class PastRecord:
    """One person in one of them; ``union`` is where they are counted."""

    event: PastEvent
    union: Union
    name: str
    person: Person | None = None
    unit_name: str = ""
    duty: str = ""
    status: str = RecordStatus.COMPLETED
    hours: Decimal = Decimal(0)
    score: Decimal | None = None
    certificate_no: str = ""
    reason: str = ""


@action
def import_records(
    *, actor: Any, kept_by: Union, records: Sequence[PastRecord], **facts: Any
) -> list[TrainingRecord]:
    """Enter many records at once; trainings that are not known yet are made. One trace with the number.

    Args:
        actor: may run trainings of ``kept_by``.
        kept_by: keeps the trainings that are made.
        records: in any order, each checked (``imports.checker``).
        **facts: for the trace, for instance the batch.

    Raises:
        Refused: no permission.
        ValidationError: a value does not fit its column.
    """
    require(actor, MANAGE, kept_by)
    events = _events(kept_by, {each.event.key: each.event for each in records})
    rows = [_record(each, events[each.event.key]) for each in records]
    made = TrainingRecord.objects.bulk_create(rows, batch_size=AT_ONCE)
    trace(
        "learning.record.imported",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=len(made),
        **facts,
    )
    return made


def _events(kept_by: Union, wanted: Mapping[EventKey, PastEvent]) -> dict[EventKey, TrainingEvent]:
    titles = {past.title for past in wanted.values()}
    rows = TrainingEvent.objects.filter(
        union=kept_by, source=EventSource.IMPORTED, title__in=titles
    )
    found = {key_of(row): row for row in rows}
    new = [_event(kept_by, past) for key, past in wanted.items() if key not in found]
    for row in TrainingEvent.objects.bulk_create(new, batch_size=AT_ONCE):
        found[key_of(row)] = row
    return found


def key_of(event: TrainingEvent) -> EventKey:
    """The same for a stored training."""
    return (event.title, event.organiser_level, event.starts_on)


def _event(kept_by: Union, past: PastEvent) -> TrainingEvent:
    row = TrainingEvent(
        union=kept_by,
        title=past.title,
        organiser_level=past.organiser_level,
        organiser_name=past.organiser_name,
        starts_on=past.starts_on,
        ends_on=past.ends_on,
        hours=past.hours,
        document_no=past.document_no,
        status=EventStatus.ARCHIVED,
        source=EventSource.IMPORTED,
    )
    row.clean_fields(exclude=("union",))
    return row


def _record(past: PastRecord, event: TrainingEvent) -> TrainingRecord:
    row = TrainingRecord(
        event=event,
        union=past.union,
        person=past.person,
        name=past.name,
        unit_name=past.unit_name,
        duty=past.duty,
        status=past.status,
        hours=past.hours,
        score=past.score,
        certificate_no=past.certificate_no,
        reason=past.reason,
    )
    row.clean_fields(exclude=("event", "union", "person"))
    return row


@action
def correct_record(
    *, actor: Any, record: TrainingRecord, expected_version: int, **values: Any
) -> TrainingRecord:
    """Put facts of an imported record right; traces.

    Raises:
        Refused: no permission where the training is kept.
        Stale: somebody else changed it meanwhile.
        ValidationError: a value does not fit.
    """
    rows = TrainingRecord.objects.select_for_update(of=("self",)).select_related("event__union")
    row = rows.get(pk=record.pk)
    require(actor, MANAGE, row.event.union)
    edit(row, values, expected_version=expected_version)
    trace("learning.record.corrected", actor=actor, **said_of(row))
    return row


@action
def take_back_records(*, actor: Any, kept_by: Union, ids: Sequence[int], **facts: Any) -> list[str]:
    """Remove imported records that nobody touched since, with trainings left empty by that. Traces.

    All or nothing; returns the names of those that were touched.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, kept_by)
    rows = TrainingRecord.objects.filter(
        pk__in=ids, event__union=kept_by, event__source=EventSource.IMPORTED
    )
    names = list(rows.filter(version__gt=1).values_list("name", flat=True))
    if not names:
        events = set(rows.values_list("event_id", flat=True))
        rows.delete()
        TrainingEvent.objects.filter(pk__in=events, records=None).delete()
    trace(
        "learning.record.taken_back",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
        **facts,
    )
    return names
