"""Writes the checked rows of a roll through the bulk doors of kernel.people, and takes them back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from gonghui.kernel.exchange.api import Progress, Setting, Stale, Writer
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.records import Stale as RowStale
from gonghui.kernel.lib.sealing import seal
from gonghui.kernel.people.api import (
    HARDSHIP_CONTEXT,
    PHONE_CONTEXT,
    EventKind,
    MemberChange,
    Membership,
    MembershipEvent,
    Person,
    Regrouping,
    admit,
    admit_many,
    change_many,
    correct_event,
    regroup_many,
    withdraw_many,
)
from gonghui.kernel.unions.api import Union
from gonghui.rooms.organising.imports.payloads import unpack, unsealed_bytes

CHANGED_AT_ONCE = 1000
CONTEXTS = {"phone": PHONE_CONTEXT, "hardship": HARDSHIP_CONTEXT}
REASON = "a batch is written for the union that it was checked for"


class Changed(NamedTuple):
    """A payload of ``Verdict.changed``."""

    person_id: int
    versions: Sequence[int | None]
    person: dict[str, Any] | None
    span: dict[str, Any] | None
    union_id: int | None


class RollWriter(Writer):
    """Writes for one batch."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.actor = setting.actor
        self.facts = {"batch": setting.batch_id}

    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """New members first, then changes, moves between branches and returning members."""
        done = 0
        rows = iter(new)
        if first := list(islice(rows, 1)):
            ids = self._admit(first, rows, progress)
            done = len(ids)
            yield {"added": list(ids)}
        versions = (resumed or {}).get("versions", {})
        source = map(Changed._make, changed)
        with scoping.everything(REASON):
            while chunk := list(islice(source, CHANGED_AT_ONCE)):
                renewed = [
                    row._replace(versions=versions.get(str(row.person_id), row.versions))
                    for row in chunk
                ]
                yield {"changed": self._change(renewed)}
                done += len(chunk)
                progress(done)

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Changes back first, then the people who came with the batch go."""
        added: list[int] = []
        versions: dict[str, Sequence[int | None]] = {}
        with scoping.everything(REASON):
            for part in parts:
                added += part.get("added", ())
                if part.get("changed"):
                    versions |= self._change_back(part["changed"])
            left = withdraw_many(actor=self.actor, person_ids=added, **self.facts) if added else []
            if left:
                raise Stale(Person.objects.filter(pk__in=left).values_list("name", flat=True))
        return {"versions": versions}

    def _admit(self, first: list[Any], rest: Iterator[Any], progress: Progress) -> list[int]:
        members = (unpack(payload) for part in (first, rest) for payload in part)
        try:
            return admit_many(actor=self.actor, rows=members, progress=progress, **self.facts)
        except ValidationError as error:
            if getattr(error, "code", "") == "taken":
                raise Stale from error
            raise

    def _change(self, chunk: Sequence[Changed]) -> list[Any]:
        """Write some changes; returns what leads back: before, versions after, the event."""
        ids = [row.person_id for row in chunk]
        _check_versions({row.person_id: row.versions for row in chunk})
        before = _before(chunk)
        self._change_many([_ready(row) for row in chunk if row.person or row.span])
        events = self._move(chunk)
        after = _versions(ids)
        return [[pk, *before[pk], after[pk], events.get(pk)] for pk in ids]

    def _change_many(self, changes: Sequence[MemberChange]) -> None:
        try:
            if changes:
                change_many(actor=self.actor, changes=changes, **self.facts)
        except RowStale as error:
            raise Stale(error.messages) from error

    def _move(self, chunk: Sequence[Changed]) -> dict[int, int]:
        """Regroup and readmit; person id → id of the event."""
        today = self.setting.today
        moves = [
            Regrouping(row.person_id, row.union_id, today)
            for row in chunk
            if row.union_id and row.person is not None
        ]
        if moves:
            regroup_many(actor=self.actor, moves=moves, **self.facts)
        events = _latest_events([move.person_id for move in moves], EventKind.REGROUP)
        for row in chunk:
            if row.person is None:
                person = Person.objects.get(pk=row.person_id)
                union = Union.objects.get(pk=row.union_id)
                event = admit(actor=self.actor, person=person, union=union, on=today)
                events[row.person_id] = event.pk
        return events

    def _change_back(self, rows: Sequence[Any]) -> dict[str, Sequence[int | None]]:
        """Undo some changes; returns the versions that stand afterwards."""
        _check_versions({pk: after for pk, _person, _span, after, _event in rows})
        found = MembershipEvent.objects.in_bulk([row[4] for row in rows if row[4]])
        for event in found.values():
            correct_event(actor=self.actor, event=event, note=_undone(self.setting.batch_id))
        self._change_many(
            [
                MemberChange(pk, _sealed(person), span)
                for pk, person, span, _after, _event in rows
                if person or span
            ]
        )
        versions = _versions([row[0] for row in rows])
        return {str(pk): both for pk, both in versions.items()}


def _ready(row: Changed) -> MemberChange:
    person = {
        key: unsealed_bytes(value) if key in CONTEXTS else value
        for key, value in (row.person or {}).items()
    }
    return MemberChange(row.person_id, person, row.span or {}, *row.versions)


def _sealed(values: dict[str, Any]) -> dict[str, Any]:
    """Stored values that ``_before`` read open, sealed again."""
    return {
        key: seal(value, CONTEXTS[key]) if key in CONTEXTS else value
        for key, value in values.items()
    }


def _before(chunk: Sequence[Changed]) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    """What the columns to be changed hold now, as JSON values."""
    ids = [row.person_id for row in chunk]
    people = Person.objects.in_bulk(ids)
    spans = {
        row.person_id: row for row in Membership.objects.filter(person__in=ids, valid_to=FOREVER)
    }
    return {
        row.person_id: (
            _plain(people[row.person_id], row.person or ()),
            _plain(spans.get(row.person_id), row.span or ()),
        )
        for row in chunk
    }


def _plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


def _versions(ids: Sequence[int]) -> dict[int, list[int | None]]:
    """Versions of people and their present spans, by person id."""
    people = dict(Person.objects.filter(pk__in=ids).values_list("pk", "version"))
    spans = Membership.objects.filter(person__in=ids, valid_to=FOREVER)
    present = dict(spans.values_list("person_id", "version"))
    return {pk: [people.get(pk), present.get(pk)] for pk in ids}


def _check_versions(expected: Mapping[int, Sequence[int | None]]) -> None:
    """Refuse when any of the people was touched; ``None`` in ``expected`` asks nothing."""
    now = _versions(list(expected))
    touched = [
        pk
        for pk, versions in expected.items()
        if any(
            want is not None and want != have for want, have in zip(versions, now[pk], strict=True)
        )
    ]
    if touched:
        raise Stale(Person.objects.filter(pk__in=touched).values_list("name", flat=True))


def _latest_events(ids: Sequence[int], kind: EventKind) -> dict[int, int]:
    rows = MembershipEvent.objects.filter(person__in=ids, kind=kind, voided_by=None)
    return dict(rows.order_by("pk").values_list("person_id", "pk"))


def _undone(batch_id: int | None) -> str:
    return f"撤销导入批次 {batch_id}"
