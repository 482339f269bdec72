"""Correcting what was recorded wrongly: events are voided, never edited, and everything after follows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.actions.events import derive, lock_person
from gonghui.kernel.people.actions.memberships import said
from gonghui.kernel.people.enums import EventKind
from gonghui.kernel.people.models import Membership, MembershipEvent, Person


@action
def correct_event(*, actor: Any, event: MembershipEvent, note: str) -> MembershipEvent:
    """Void ``event`` by a 更正 with its reason; spans are derived anew. Returns the correction. Traces.

    Voiding the only event leaves a person without membership.

    Raises:
        Refused: the actor may not edit members of the event's union.
        ValidationError: no reason, voided already, a correction itself, or what followed needs it.
    """
    person = lock_person(event.person)
    event = MembershipEvent._base_manager.select_related("union").get(pk=event.pk)
    require(actor, "people.member:edit", event.union)
    if not note.strip():
        raise ValidationError({"note": _("请写明更正的原因")})
    if event.voided_by_id is not None or event.kind == EventKind.CORRECT:
        raise ValidationError(_("该事项已更正，不能再次更正"))
    correction = MembershipEvent._base_manager.create(
        person=person,
        union=event.union,
        kind=EventKind.CORRECT,
        happened_on=today(),
        note=note.strip(),
        actor_id=actor.pk,
    )
    MembershipEvent._base_manager.filter(pk=event.pk).update(voided_by=correction)
    event.voided_by = correction
    derive(person)
    trace("people.member.corrected", voided=event.pk, **said(correction, actor))
    return correction


@action
def rebuild_memberships(*, actor: Any, person: Person) -> list[Membership]:
    """Derive the spans of one person again from the events; for repairs. Traces.

    Raises:
        Refused: the actor may not edit members.
        ValidationError: the events contradict each other.
    """
    require(actor, "people.member:edit")
    person = Person._base_manager.select_for_update().get(pk=person.pk)
    rows = derive(person)
    trace("people.member.rebuilt", actor=actor, subject=person, spans=len(rows))
    return rows
