"""Trainings of before and of other organisers: entered in bulk, corrected, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.seating import said_of
from gonghui.rooms.learning.enums import EventSource, EventStatus, RecordStatus
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from gonghui.rooms.learning.rules.attendance import objection_to_hours

AT_ONCE = 500
PAST = (EventSource.IMPORTED, EventSource.ENTERED)
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
    rows = TrainingEvent.objects.filter(union=kept_by, source__in=PAST, title__in=titles)
    found = {key_of(row): row for row in rows}
    new = [
        _event(kept_by, past, EventSource.IMPORTED)
        for key, past in wanted.items()
        if key not in found
    ]
    for row in TrainingEvent.objects.bulk_create(new, batch_size=AT_ONCE):
        found[key_of(row)] = row
    return found


def key_of(event: TrainingEvent) -> EventKey:
    """The same for a stored training."""
    return (event.title, event.organiser_level, event.starts_on)


def _event(kept_by: Union, past: PastEvent, source: EventSource, **more: Any) -> TrainingEvent:
    row = TrainingEvent(
        union=kept_by, status=EventStatus.ARCHIVED, source=source, **vars(past), **more
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
def enter_event(*, actor: Any, kept_by: Union, event: PastEvent, **more: Any) -> TrainingEvent:
    """Enter a training of before or of another organiser without its people; traces.

    Args:
        actor: may run trainings of ``kept_by``.
        kept_by: keeps it.
        event: what it was.
        **more: ``form``, ``place``, ``host``, ``teachers``.

    Raises:
        Refused: no permission.
        ValidationError: it is known, ends before it begins, or a value does not fit.
    """
    require(actor, MANAGE, kept_by)
    title, level, starts_on = event.key
    known = TrainingEvent.objects.filter(union=kept_by, title=title, organiser_level=level)
    if known.filter(starts_on=starts_on).exists():
        raise ValidationError({"title": _("这一天开始的“%(title)s”已登记。") % {"title": title}})
    row = _event(kept_by, event, EventSource.ENTERED, **more)
    _refuse_odd(row)
    row.save()
    _trace("learning.event.entered", actor, row)
    return row


@action
def correct_event(
    *, actor: Any, event: TrainingEvent, expected_version: int, **facts: Any
) -> TrainingEvent:
    """Put facts of a training of before right; traces.

    Raises:
        Refused: no permission.
        Stale: somebody else changed it meanwhile.
        ValidationError: it was run here, or a value does not fit.
    """
    row = TrainingEvent.objects.select_for_update().get(pk=event.pk)
    require(actor, MANAGE, row.union)
    if row.source == EventSource.OWN:
        raise ValidationError(_("本系统办的培训请在培训班页面修改。"))
    changed = edit(row, facts, expected_version=expected_version)
    _refuse_odd(row)
    _trace("learning.event.corrected", actor, row, fields=labels_of(row, changed))
    return row


@action
def take_back_events(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Remove entered trainings that nobody touched and that have no people; all or nothing. Traces.

    Returns:
        Titles of those that were touched since; then none was removed.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, kept_by)
    rows = TrainingEvent.objects.filter(pk__in=ids, union=kept_by, source=EventSource.ENTERED)
    touched = rows.filter(Q(version__gt=1) | ~Q(records=None)).distinct()
    titles = list(touched.values_list("title", flat=True))
    if not titles:
        rows.delete()
    trace(
        "learning.event.taken_back",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if titles else len(ids),
    )
    return titles


def _refuse_odd(row: TrainingEvent) -> None:
    """An end before the start; hours that are days (handbook homes §14)."""
    if row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("结束日期早于开始日期，请核对。")})
    if row.hours and (said := objection_to_hours(row.hours, row.starts_on, row.ends_on)):
        raise ValidationError({"hours": said})


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
    """Remove imported records that nobody touched since, with trainings that came by them alone. Traces.

    All or nothing; returns the names of those that were touched.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, kept_by)
    rows = TrainingRecord.objects.filter(pk__in=ids, event__union=kept_by, event__source__in=PAST)
    names = list(rows.filter(version__gt=1).values_list("name", flat=True))
    if not names:
        events = set(rows.values_list("event_id", flat=True))
        rows.delete()
        empty = TrainingEvent.objects.filter(pk__in=events, records=None)
        empty.filter(source=EventSource.IMPORTED).delete()
    trace(
        "learning.record.taken_back",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=0 if names else len(ids),
        **facts,
    )
    return names


def _trace(key: str, actor: Any, event: TrainingEvent, **facts: Any) -> None:
    trace(key, actor=actor, subject=event, union_id=event.union_id, title=event.title, **facts)
