"""Whole rolls at the database's speed, with the invariants of the single actions; a test holds both equal.

One transaction, chunk by chunk; who reads on meanwhile sees nothing or all of it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.actions.memberships import check_roll
from gonghui.kernel.people.bulk_rows import (
    DocumentRow,
    EventRow,
    FactsRow,
    NewMember,
    PersonRow,
)
from gonghui.kernel.people.enums import EventKind, MembershipStatus
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from gonghui.kernel.people.names import CARRIED
from gonghui.kernel.people.spans import Contradiction, Happening, Span, derive_spans
from gonghui.kernel.unions.api import Union

CHUNK = 5000
copies = attrgetter(*CARRIED)
STAMPS = ("created_at", "updated_at", "version")
PERSON_FIELDS = ("id", *STAMPS, *PersonRow._fields)
DOCUMENT_FIELDS = (*STAMPS, "person_id", *DocumentRow._fields)
EVENT_FIELDS = (
    *("recorded_at", "person_id", "actor_id", "kind", "union_id", "happened_on"),
    *("to_union_id", "precision", "document", "note"),
)
SPAN_FIELDS = (
    *STAMPS,
    *("person_id", *CARRIED, "valid_from", "valid_to", "union_id", "status"),
    *FactsRow._fields,
)


@action
def admit_many(
    *,
    actor: Any,
    rows: Iterable[NewMember],
    progress: Callable[[int], None] = lambda _done: None,
    **facts: Any,
) -> list[int]:
    """Register, document and admit many people; returns their new ids in the order of ``rows``.

    Equal to register_person, add_document and admit (and the further events' actions) for each row, but
    one trace for all, with ``facts`` (say ``batch=…``). Look documents up before (``holders_of``).

    Args:
        actor: must be allowed to edit the members of every union that occurs.
        rows: streamed; never held as a whole.
        progress: called with the number of rows done after every chunk.
        facts: JSON values for the trace.

    Raises:
        Refused: for the first union that the actor may not edit.
        ValidationError: a document is registered already, a union has no roll or has ended, a day to
            come, or events that contradict each other; nothing is kept.
    """
    ids: list[int] = []
    doors = _Doors(actor)
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        ids.extend(_load(chunk, actor, doors))
        progress(len(ids))
    trace(
        "people.member.admitted_many",
        actor=actor,
        union_id=doors.only_union(),
        count=len(ids),
        unions=len(doors.unions),
        **facts,
    )
    return ids


class _Doors:
    """The unions that occur, each asked for and checked once."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.unions: dict[int, Any] = {}

    def open(self, ids: set[int]) -> None:
        """Ask for unions not met before."""
        fresh = ids - set(self.unions)
        for pk, union in Union.objects.in_bulk(fresh).items() if fresh else ():
            require(self.actor, "people.member:edit", union)
            self.unions[pk] = union

    def check(self, event: EventRow, day: date) -> None:
        """What ``record`` and the actions check of a single event."""
        union = self.unions[event.union_id]
        if event.on > day:
            raise ValidationError({"on": _("日期不能晚于今天")})
        if event.on >= union.revoked_on:
            raise ValidationError(_("“%(union)s”当天已撤销") % {"union": union})
        if event.kind in (EventKind.ADMIT, EventKind.TRANSFER_IN, EventKind.REGROUP):
            check_roll(union)

    def only_union(self) -> int | None:
        """The union, if it is just one."""
        return next(iter(self.unions)) if len(self.unions) == 1 else None


def _load(chunk: Sequence[NewMember], actor: Any, doors: _Doors) -> Sequence[int]:
    doors.open({event.union_id for row in chunk for event in row.events})
    day = today()
    for row in chunk:
        for event in row.events:
            doors.check(event, day)
    now = stamp(timezone.now())
    ids = bulk.reserve_ids(Person, len(chunk))
    numbered = list(zip(ids, chunk, strict=True))
    bulk.insert(Person, PERSON_FIELDS, ((pk, now, now, 1, *row.person) for pk, row in numbered))
    documents = ((now, now, 1, pk, *one) for pk, row in numbered for one in row.documents)
    try:
        bulk.insert(IdentityDocument, DOCUMENT_FIELDS, documents)
    except IntegrityError as error:
        raise ValidationError(_("名单中有证件号码已经登记"), code="taken") from error
    events = (
        (now, pk, actor.pk, event.kind, event.union_id, bulk.stored_day(event.on), *event[3:7])
        for pk, row in numbered
        for event in row.events
    )
    bulk.insert(MembershipEvent, EVENT_FIELDS, events)
    spans = (
        (now, now, 1, pk, *copies(row.person), *values)
        for pk, row in numbered
        for values in span_rows(row.events)
    )
    bulk.insert(Membership, SPAN_FIELDS, spans)
    return ids


def span_rows(events: Sequence[EventRow]) -> Iterator[tuple]:
    """Columns of the spans that follow from ``events``, each with its facts."""
    if len(events) == 1 and events[0].kind == EventKind.ADMIT:
        event = events[0]
        facts = event.facts or FactsRow()
        begun, never = bulk.stored_day(event.on), bulk.stored_day(FOREVER)
        yield (begun, never, event.union_id, MembershipStatus.NORMAL.value, *facts)
        return
    happenings = [Happening(one.kind, one.union_id, one.on, at) for at, one in enumerate(events)]
    try:
        spans = derive_spans(happenings)
    except Contradiction as error:
        raise ValidationError(str(error)) from error
    before: tuple[Span, FactsRow] | None = None
    for span in spans:
        began = [one for one in events if one.on == span.start]
        facts = _facts(span, began[-1] if began else None, before)
        before = span, facts
        yield (span.start, span.end, span.union_id, span.status, *facts)


def _facts(span: Span, event: EventRow | None, before: tuple[Span, FactsRow] | None) -> FactsRow:
    """As the single actions keep them: all of them in the same union, else only the joining day."""
    if event is not None and event.facts is not None:
        return event.facts
    if before is None:
        return FactsRow()
    same = before[0].union_id == span.union_id or (event and event.kind == EventKind.REGROUP)
    return before[1] if same else FactsRow(*before[1][:2])


def stamp(moment: datetime) -> Any:
    """A time as the driver stores it."""
    return connection.ops.adapt_datetimefield_value(moment)
