"""Moving a membership from one union to another with both sides' consent (§8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.people.actions.events import lock_person, present_row, record
from gonghui.kernel.people.actions.memberships import check_roll, said, split_details
from gonghui.kernel.people.enums import EventKind, MembershipStatus
from gonghui.kernel.people.models import Membership, MembershipEvent, Person
from gonghui.kernel.people.queries.memberships import open_transfer


@action
def transfer_out(
    *, actor: Any, person: Person, on: date, to_union: Any = None, **details: Any
) -> MembershipEvent:
    """The present union issues the transfer (转出); the person counts there until it is accepted. Traces.

    ``to_union`` is the receiving union, None when it is outside this system or not yet known.

    Raises:
        Refused: the actor may not decide transfers of the present union.
        ValidationError: no full membership, a receiving union without a roll, or a day to come.
    """
    person = lock_person(person)
    row = _present(person)
    require(actor, "people.transfer:decide", row.union)
    check_roll(to_union)
    if to_union is not None and to_union.pk == row.union_id:
        raise ValidationError({"to_union": _("转入工会与现工会相同")})
    event_details, _facts = split_details(details)
    event = record(
        EventKind.TRANSFER_OUT,
        person,
        row.union,
        on,
        actor=actor,
        to_union=to_union,
        **event_details,
    )
    trace(
        "people.member.transferred_out",
        to_union=to_union.pk if to_union else None,
        **said(event, actor),
    )
    return event


@action
def accept_transfer(
    *, actor: Any, person: Person, union: Any, on: date, **details: Any
) -> MembershipEvent:
    """``union`` takes the person in (转入); the membership goes on there from ``on``. Traces.

    ``details``: those of the event, and FACTS of the new span (duty, number …).

    Raises:
        Refused: the actor may not decide transfers of ``union``.
        ValidationError: no transfer is open, it names another union, or a day to come.
    """
    require(actor, "people.transfer:decide", union)
    check_roll(union)
    person = lock_person(person)
    row = _present(person)
    issued = open_transfer(person)
    if row.status != MembershipStatus.TRANSFERRING or issued is None:
        raise ValidationError(_("没有待接收的会籍转接，请先由原工会转出"))
    if issued.to_union_id not in (None, union.pk):
        raise ValidationError(_("该转接的接收工会是“%(union)s”") % {"union": issued.to_union})
    event_details, facts = split_details(details)
    event = record(
        EventKind.TRANSFER_IN, person, union, on, actor=actor, facts=facts, **event_details
    )
    trace("people.member.transferred_in", from_union=row.union_id, **said(event, actor))
    return event


@action
def withdraw_transfer(*, actor: Any, person: Person, on: date, **details: Any) -> MembershipEvent:
    """The transfer ends without effect (转出撤回): the old union took it back, or the new one refused.

    Give the reason as ``note``. Traces.

    Raises:
        Refused: the actor may decide transfers of neither side.
        ValidationError: no transfer is open, or a day to come.
    """
    person = lock_person(person)
    row = _present(person)
    issued = open_transfer(person)
    if row.status != MembershipStatus.TRANSFERRING or issued is None:
        raise ValidationError(_("没有待接收的会籍转接"))
    _require_either(actor, row.union, issued.to_union)
    event_details, _facts = split_details(details)
    event = record(EventKind.TRANSFER_BACK, person, row.union, on, actor=actor, **event_details)
    trace("people.member.transfer_withdrawn", **said(event, actor))
    return event


def _require_either(actor: Any, old: Any, new: Any) -> None:
    if new is not None and decide(actor, "people.transfer:decide", new):
        return
    require(actor, "people.transfer:decide", old)


def _present(person: Person) -> Membership:
    row = present_row(person)
    if row is None:
        raise ValidationError(_("“%(person)s”没有会籍") % {"person": person})
    return row
