"""From events to spans: what a membership is follows from what happened, and from nothing else (§8).

Pure: the actions replay a person's events through here whenever one is added, voided or backdated.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.enums import EventKind, MembershipStatus

E, S = EventKind, MembershipStatus

OUTSIDE = (None, S.LEFT, S.LAPSED, S.EXPELLED)
INSIDE = (S.NORMAL, S.TRANSFERRING, S.RETAINED)

ALLOWED_FROM: dict[EventKind, tuple[MembershipStatus | None, ...]] = {
    E.APPLY: OUTSIDE,
    E.ADMIT: (*OUTSIDE, S.APPLYING),
    E.TRANSFER_OUT: (S.NORMAL,),
    E.TRANSFER_IN: (None, S.TRANSFERRING, S.LEFT, S.LAPSED),
    E.TRANSFER_BACK: (S.TRANSFERRING,),
    E.REGROUP: (*INSIDE, S.APPLYING),
    E.RETAIN: (S.NORMAL, S.TRANSFERRING, S.RETAINED),
    E.RESTORE: (S.RETAINED, S.LEFT, S.LAPSED, S.EXPELLED),
    E.LEAVE: INSIDE,
    E.LAPSE: INSIDE,
    E.EXPEL: INSIDE,
    E.DIE: (*INSIDE, S.APPLYING, S.LEFT, S.LAPSED, S.EXPELLED),
}
"""Which events may meet which status; after 去世 nothing may."""

STATUS_AFTER: dict[EventKind, MembershipStatus] = {
    E.APPLY: S.APPLYING,
    E.ADMIT: S.NORMAL,
    E.TRANSFER_OUT: S.TRANSFERRING,
    E.TRANSFER_IN: S.NORMAL,
    E.TRANSFER_BACK: S.NORMAL,
    E.RETAIN: S.RETAINED,
    E.RESTORE: S.NORMAL,
    E.LEAVE: S.LEFT,
    E.LAPSE: S.LAPSED,
    E.EXPEL: S.EXPELLED,
    E.DIE: S.DECEASED,
}
"""What a membership is afterwards; 调整小组 keeps the status."""

MOVING = (E.APPLY, E.ADMIT, E.TRANSFER_IN, E.REGROUP, E.RETAIN, E.RESTORE)
"""Events after which the person stands in the event's union; the others leave the union as it was."""


class Contradiction(ValueError):
    """An event that cannot have happened in the state that the earlier ones left."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, free of the database. ``order`` tells apart what happened on the same day."""

    kind: str
    union_id: int
    on: date
    order: int = 0
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end`` (excluded) the person stood in ``union_id`` with ``status``."""

    start: date
    end: date
    union_id: int
    status: str


def derive_spans(events: Iterable[Happening]) -> list[Span]:
    """The spans that follow from ``events``, in any order given; voided ones and 更正 count for nothing.

    A transfer counts at the old union until it is accepted. Of several events on one day the last in
    order decides the day. The last span reaches to FOREVER.

    Raises:
        Contradiction: an event does not fit the state before it; the text says which.
    """
    states: list[tuple[date, int, str]] = []
    for happening, union_id, status in _replay(events):
        if states and states[-1][0] == happening.on:
            states.pop()
        states.append((happening.on, union_id, status))
    return _spans(states)


def _replay(events: Iterable[Happening]) -> Iterator[tuple[Happening, int, str]]:
    union_id, status = 0, None
    valid = (one for one in events if not one.voided and one.kind != E.CORRECT)
    for event in sorted(valid, key=lambda one: (one.on, one.order)):
        if status not in ALLOWED_FROM[E(event.kind)]:
            raise Contradiction(_sentence(event, status))
        status = STATUS_AFTER.get(E(event.kind), status)
        if event.kind in MOVING:
            union_id = event.union_id
        yield event, union_id, status


def _spans(states: list[tuple[date, int, str]]) -> list[Span]:
    """Stretches between changes; what changed nothing opens no new stretch."""
    spans: list[Span] = []
    for start, union_id, status in states:
        last = spans[-1] if spans else None
        if last is not None and (last.union_id, last.status) == (union_id, status):
            continue
        if last is not None:
            spans[-1] = Span(last.start, start, last.union_id, last.status)
        spans.append(Span(start, FOREVER, union_id, status))
    return spans


def _sentence(event: Happening, status: str | None) -> str:
    before = S(status).label if status else _("尚无会籍")
    return _("%(day)s的“%(kind)s”与当时的会籍状态“%(status)s”不符") % {
        "day": event.on.isoformat(),
        "kind": E(event.kind).label,
        "status": before,
    }
