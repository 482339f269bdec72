"""Joining, changing, pausing and ending a membership: every verb is one event (handbook §8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.actions.events import FACTS, facts_of, lock_person, present_row, record
from gonghui.kernel.people.enums import EventKind
from gonghui.kernel.people.models import Membership, MembershipEvent, Person
from gonghui.kernel.people.rules import ROLL_KINDS
from gonghui.kernel.people.spans import INSIDE
from gonghui.kernel.unions.api import grassroots_of

EVENT_DETAILS = frozenset(("precision", "document", "note"))


@action
def admit(*, actor: Any, person: Person, union: Any, on: date, **details: Any) -> MembershipEvent:
    """The committee of ``union`` approved the application: 正常 from ``on`` (入会). Traces.

    ``details``: precision, document, note of the event; FACTS of the membership (``joined_on`` is ``on``
    unless given, None when nobody knows it).

    Raises:
        Refused: the actor may not edit this union's members.
        ValidationError: a union without a roll, a membership elsewhere, or a day to come.
    """
    require(actor, "people.member:edit", union)
    person = lock_person(person)
    check_roll(union)
    _check_free(person, union, on)
    details.setdefault("joined_on", on)
    details.setdefault("joined_precision", details.get("precision", "D"))
    event = _happen(EventKind.ADMIT, actor, person, union, on, details)
    trace("people.member.admitted", **said(event, actor))
    return event


@action
def apply_to_join(
    *, actor: Any, person: Person, union: Any, on: date, **details: Any
) -> MembershipEvent:
    """The person applied to join ``union`` (申请中, no member yet). Traces. ``details`` as for ``admit``.

    Raises:
        Refused: the actor is neither the person nor may edit this union's members.
        ValidationError: a union without a roll, a membership elsewhere, or a day to come.
    """
    own = getattr(actor, "person_id", None) == person.pk
    require(actor, "people.self:edit" if own else "people.member:edit", union)
    person = lock_person(person)
    check_roll(union)
    _check_free(person, union, on)
    event = _happen(EventKind.APPLY, actor, person, union, on, details)
    trace("people.member.applied", **said(event, actor))
    return event


@action
def regroup(*, actor: Any, person: Person, union: Any, on: date, **details: Any) -> MembershipEvent:
    """The person goes to another branch or group of the same grassroots union (调整小组). Traces.

    Duty, number and form of employment go along unless given anew.

    Raises:
        Refused: the actor may not edit members of both.
        ValidationError: no membership, another grassroots union (that is a transfer), a day to come.
    """
    require(actor, "people.member:edit", union)
    person = lock_person(person)
    row = _require_present(actor, person)
    if grassroots_of(row.union) != grassroots_of(union):
        raise ValidationError({"union": _("不在同一基层工会内，请办理会籍转接")})
    check_roll(union)
    event = _happen(EventKind.REGROUP, actor, person, union, on, {**facts_of(row), **details})
    trace("people.member.regrouped", **said(event, actor))
    return event


@action
def change_membership(
    *, actor: Any, person: Person, expected_version: int | None = None, **changes: Any
) -> Membership:
    """Change what the present span keeps: group, duty, employment, number, joining day, remark. Traces.

    Raises:
        Refused: the actor may not edit this person.
        Stale: somebody else changed the span since ``expected_version``.
        ValidationError: no membership, or a value does not fit.
        TypeError: union and status follow from events and cannot be set.
    """
    if unknown := sorted(set(changes) - set(FACTS)):
        raise TypeError(f"unknown details: {', '.join(unknown)}")
    row = present_row(lock_person(person))
    if row is None:
        raise ValidationError(_("“%(person)s”没有会籍") % {"person": person})
    require(actor, "people.person:edit", row.union)
    changed = edit(row, changes, expected_version=expected_version)
    trace(
        "people.member.changed", actor=actor, subject=person, union_id=row.union_id, fields=changed
    )
    return row


@action
def retain(
    *, actor: Any, person: Person, on: date, union: Any = None, **details: Any
) -> MembershipEvent:
    """The membership is kept outside all rates (保留): retirement, leave, unemployment. Traces.

    ``union`` holds it from then on (the same; the upper one when the union ended).

    Raises:
        Refused: the actor may not edit this union's members.
        ValidationError: no membership that could be retained, or a day to come.
    """
    event = _end(EventKind.RETAIN, actor, person, on, details, union)
    trace("people.member.retained", **said(event, actor))
    return event


@action
def restore(
    *, actor: Any, person: Person, on: date, union: Any = None, **details: Any
) -> MembershipEvent:
    """A retained or ended membership is a full one again (恢复), in ``union`` or where it was. Traces.

    Raises:
        Refused: the actor may not edit this union's members.
        ValidationError: nothing to restore, a union without a roll, or a day to come.
    """
    row = present_row(person)
    check_roll(union or (row.union if row else None))
    event = _end(EventKind.RESTORE, actor, person, on, details, union)
    trace("people.member.restored", **said(event, actor))
    return event


@action
def leave(*, actor: Any, person: Person, on: date, **details: Any) -> MembershipEvent:
    """The person left by own wish (退会). Traces. Refusals as for ``retain``."""
    event = _end(EventKind.LEAVE, actor, person, on, details)
    trace("people.member.left", **said(event, actor))
    return event


@action
def lapse(*, actor: Any, person: Person, on: date, **details: Any) -> MembershipEvent:
    """Half a year without dues or part in anything, after persuasion (自动退会). Traces; as ``retain``."""
    event = _end(EventKind.LAPSE, actor, person, on, details)
    trace("people.member.lapsed", **said(event, actor))
    return event


@action
def expel(
    *, actor: Any, person: Person, on: date, document: str, **details: Any
) -> MembershipEvent:
    """Assembly or committee decided to expel (除名); ``document`` is the decision. Traces.

    Raises:
        Refused: the actor may not edit this union's members.
        ValidationError: no decision named, no membership, or a day to come.
    """
    if not document.strip():
        raise ValidationError({"document": _("除名须注明会员大会或委员会的决定")})
    event = _end(EventKind.EXPEL, actor, person, on, {**details, "document": document})
    trace("people.member.expelled", **said(event, actor))
    return event


@action
def record_death(*, actor: Any, person: Person, on: date, **details: Any) -> MembershipEvent:
    """The person died (去世); nothing can follow. Traces. Refusals as for ``retain``."""
    event = _end(EventKind.DIE, actor, person, on, details)
    trace("people.member.deceased", **said(event, actor))
    return event


def check_roll(union: Any) -> None:
    """Refuse unions that have no roll of their own (§2)."""
    if union is not None and union.kind not in ROLL_KINDS:
        raise ValidationError({"union": _("“%(union)s”不直接发展会员") % {"union": union}})


def split_details(details: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The details of the event, and the facts of the span that begins with it."""
    if unknown := sorted(set(details) - EVENT_DETAILS - set(FACTS)):
        raise TypeError(f"unknown details: {', '.join(unknown)}")
    event = {name: details[name] for name in details if name in EVENT_DETAILS}
    return event, {name: details[name] for name in details if name in FACTS}


def said(event: MembershipEvent, actor: Any) -> dict[str, Any]:
    """What the trace of an event holds."""
    return {
        "actor": actor,
        "subject": event.person,
        "union_id": event.union_id,
        "event": event.pk,
        "on": event.happened_on.isoformat(),
    }


def _happen(
    kind: EventKind, actor: Any, person: Person, union: Any, on: date, details: dict[str, Any]
) -> MembershipEvent:
    event_details, facts = split_details(details)
    return record(kind, person, union, on, actor=actor, facts=facts, **event_details)


def _end(
    kind: EventKind,
    actor: Any,
    person: Person,
    on: date,
    details: dict[str, Any],
    union: Any = None,
) -> MembershipEvent:
    person = lock_person(person)
    row = _require_present(actor, person)
    if union is not None and union.pk != row.union_id:
        require(actor, "people.member:edit", union)
    return _happen(kind, actor, person, union or row.union, on, details)


def _require_present(actor: Any, person: Person) -> Membership:
    row = present_row(person)
    if row is None:
        raise ValidationError(_("“%(person)s”没有会籍") % {"person": person})
    require(actor, "people.member:edit", row.union)
    return row


def _check_free(person: Person, union: Any, on: date) -> None:
    """One active membership per person: another union must issue a transfer first (§8)."""
    row = present_row(person)
    if row is None or row.valid_from > on:
        return
    if row.status in INSIDE and row.union_id != union.pk:
        raise ValidationError(
            ValidationError(_("该人员的会籍在其他工会，请办理会籍转接"), code="elsewhere")
        )
