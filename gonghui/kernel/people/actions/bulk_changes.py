"""Changing, regrouping and withdrawing many members at once, for importers (see ``actions.bulk``)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import Stale
from gonghui.kernel.people.actions.bulk import CHUNK, stamp
from gonghui.kernel.people.actions.memberships import regroup
from gonghui.kernel.people.bulk_rows import FactsRow, MemberChange, PersonRow, Regrouping
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from gonghui.kernel.people.names import CARRIED
from gonghui.kernel.unions.api import Union

OWN = {IdentityDocument, Membership, MembershipEvent}
"""Relations that an admission makes itself; any other relation means that the person is in use."""


@action
def change_many(*, actor: Any, changes: Iterable[MemberChange], **facts: Any) -> int:
    """Write many changes of people and their present spans; returns how many rows of people changed.

    Equal to change_person and change_membership for each, with one trace for all. Values are ready
    columns: a changed name brings its keys, a changed phone its seal and hash (``person_row``).

    Raises:
        Refused: for the first union that the actor may not edit.
        Stale: somebody changed a row since; the sentence names the first one; nothing is kept.
        ValidationError: a person has no membership, was merged or erased.
        TypeError: a column that no importer may write.
    """
    count, source = 0, iter(changes)
    asked: set[int] = set()
    while chunk := list(islice(source, CHUNK)):
        people, spans = _locked(chunk)
        _ask(actor, "people.person:edit", {row.union_id for row in spans.values()} - asked)
        asked |= {row.union_id for row in spans.values()}
        for one in chunk:
            _check_version(people[one.person_id], one.person_version)
            _check_version(spans[one.person_id], one.membership_version)
        _write(Person, people, {one.person_id: one.person for one in chunk}, PersonRow._fields)
        _carry(chunk)
        _write(
            Membership, spans, {one.person_id: one.membership for one in chunk}, FactsRow._fields
        )
        count += len(chunk)
    only = next(iter(asked)) if len(asked) == 1 else None
    trace("people.member.changed_many", actor=actor, union_id=only, count=count, **facts)
    return count


@action
def regroup_many(*, actor: Any, moves: Iterable[Regrouping], **facts: Any) -> int:
    """``regroup`` for many, and one trace more with ``facts``; returns how many. Refusals as there."""
    count = 0
    unions: dict[int, Any] = {}
    for move in moves:
        if move.union_id not in unions:
            unions[move.union_id] = Union.objects.get(pk=move.union_id)
        person = Person._base_manager.get(pk=move.person_id)
        regroup(actor=actor, person=person, union=unions[move.union_id], on=move.on)
        count += 1
    trace("people.member.regrouped_many", actor=actor, count=count, **facts)
    return count


@action
def withdraw_many(*, actor: Any, person_ids: Sequence[int], **facts: Any) -> list[int]:
    """Take back what ``admit_many`` made, as long as nobody touched it; for undoing an import.

    Removes people with their documents, events and spans, traces. Returns the ids it had to leave
    alone: changed since, or referred to by anything else.

    Raises:
        Refused: for the first union that the actor may not edit.
    """
    left: list[int] = []
    for start in range(0, len(person_ids), CHUNK):
        ids = sorted(person_ids[start : start + CHUNK])
        used = _touched(ids)
        left += sorted(used)
        free = [pk for pk in ids if pk not in used]
        rows = Membership._base_manager.filter(**_among("person", free))
        _ask(actor, "people.member:edit", set(rows.values_list("union_id", flat=True)))
        for model in (IdentityDocument, Membership, MembershipEvent):
            model._base_manager.filter(**_among("person", free))._raw_delete("default")
        Person._base_manager.filter(**_among("pk", free))._raw_delete("default")
    count = len(person_ids) - len(left)
    trace("people.member.withdrawn_many", actor=actor, count=count, left=len(left), **facts)
    return left


def _ask(actor: Any, permission: str, union_ids: set[int]) -> None:
    for union in Union.objects.filter(pk__in=union_ids):
        require(actor, permission, union)


def _locked(
    chunk: Sequence[MemberChange],
) -> tuple[Mapping[int, Person], Mapping[int, Membership]]:
    ids = [one.person_id for one in chunk]
    found = Person._base_manager.select_for_update().filter(
        pk__in=ids, merged_into=None, erased_on=None
    )
    people = {one.pk: one for one in found.only("pk", "version", "name", "updated_at")}
    rows = Membership._base_manager.filter(person__in=ids, valid_to=FOREVER)
    spans = {row.person_id: row for row in rows}
    if missing := [pk for pk in ids if pk not in people or pk not in spans]:
        raise ValidationError(_("有%(count)d人没有会籍，或已合并、抹除") % {"count": len(missing)})
    return people, spans


def _check_version(row: Any, expected: int | None) -> None:
    if expected is not None and row.version != expected:
        raise Stale.of(row)


def _write(
    model: type,
    rows: Mapping[int, Any],
    changes: Mapping[int, Mapping[str, Any]],
    known: Sequence[str],
) -> None:
    """One statement for all rows that change the same columns."""
    groups: dict[tuple[str, ...], list[tuple]] = {}
    now = stamp(timezone.now())
    for key, values in changes.items():
        if unknown := sorted(set(values) - set(known)):
            raise TypeError(f"unknown columns: {', '.join(unknown)}")
        if values:
            row = rows[key]
            names = tuple(sorted(values))
            ready = (*(values[name] for name in names), row.version + 1, now, row.pk)
            groups.setdefault(names, []).append(ready)
    for names, ready_rows in groups.items():
        bulk.update(model, [*names, "version", "updated_at"], ready_rows)


def _carry(chunk: Sequence[MemberChange]) -> None:
    """Spans have copies of the person's name and sex (see ``actions.persons.carry``)."""
    groups: dict[tuple[str, ...], list[tuple]] = {}
    for one in chunk:
        names = tuple(name for name in CARRIED if name in one.person)
        if names:
            copies = (*(one.person[name] for name in names), one.person_id)
            groups.setdefault(names, []).append(copies)
    for names, rows in groups.items():
        bulk.update(Membership, names, rows, key="person_id")


def _touched(ids: Sequence[int]) -> set[int]:
    """People who are no longer just what their admission made of them."""
    people = Person._base_manager.filter(**_among("pk", ids)).exclude(version=1)
    used = set(people.values_list("pk", flat=True))
    spans = Membership._base_manager.filter(**_among("person", ids)).exclude(version=1)
    used |= set(spans.values_list("person_id", flat=True))
    later = MembershipEvent._base_manager.filter(**_among("person", ids)).exclude(voided_by=None)
    used |= set(later.values_list("person_id", flat=True))
    for relation in relations_to_person():
        if relation.model not in OWN:
            rows = relation.model._base_manager.filter(**_among(relation.name, ids))
            used |= set(rows.values_list(relation.attname, flat=True))
    return used


def _among(field: str, ids: Sequence[int]) -> dict[str, Any]:
    """The condition that ``field`` is one of ``ids``, which are sorted.

    The ids of a load run on, and the ORM takes a range at once but every single id of a list by itself.
    """
    if ids and ids[-1] - ids[0] == len(ids) - 1:
        return {f"{field}__gte": ids[0], f"{field}__lte": ids[-1]}
    return {f"{field}__in": ids}


def relations_to_person() -> list[Field]:
    """Every foreign key to Person in the house, the hidden ones too."""
    found = Person._meta.get_fields(include_hidden=True)
    return [one.field for one in found if one.auto_created and not one.concrete]  # type: ignore[union-attr]  # relations have one
