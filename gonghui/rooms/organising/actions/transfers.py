"""Moving a membership between two unions, begun by the member or by the letting union (§8)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, Move, open_case, take_step
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import (
    MembershipStatus,
    Person,
    accept_transfer,
    transfer_out,
    withdraw_transfer,
)
from gonghui.kernel.unions.api import Union, UnionKind, grassroots_of
from gonghui.rooms.organising.models import TransferCase
from gonghui.rooms.organising.queries.transfers import (
    membership_of,
    open_transfer_case,
    transfer_of,
)
from gonghui.rooms.organising.rules.transfer import ISSUE, KEY

ROLLS = (UnionKind.GRASSROOTS, UnionKind.JOINT)


@action
def begin_transfer(*, actor: Any, person: Person, to_union: Union, reason: str) -> Case:
    """Ask to move ``person`` to ``to_union``; opens the case, traces.

    Begun by the member, the letting union has to issue it. Begun by a cadre of the letting union, it is
    issued at once. The receiving union has to accept either way.

    Raises:
        Refused: neither the person nor somebody who decides transfers of the present union.
        ValidationError: no full membership, a transfer under way, or the same union.
    """
    from_union = _letting_union(person, to_union)
    own = getattr(actor, "person_id", None) == person.pk
    if not own:
        require(actor, ISSUE, from_union)
    transfer = TransferCase.objects.create(
        person=person,
        from_union=from_union,
        to_union=to_union,
        reason=reason,
        begun_by_person=own,
    )
    trace(
        "organising.transfer.begun",
        actor=actor,
        subject=transfer,
        union_id=from_union.pk,
        to_union=to_union.pk,
    )
    case = open_case(
        actor=actor,
        table_key=KEY,
        subject=transfer,
        title=_("%(name)s转往%(union)s") % {"name": person.name, "union": to_union.name},
        union=from_union,
        counterpart=to_union,
        person=person,
    )
    return case if own else _issue_at_once(actor, case)


def issue(move: Move) -> None:
    """The letting union's consent: the member is 转接中 and counts there until accepted."""
    transfer = transfer_of(move.case)
    transfer_out(
        actor=move.authority,
        person=transfer.person,
        on=move.fields["issued_on"],
        to_union=transfer.to_union,
        note=transfer.reason,
    )


def confirm(move: Move) -> None:
    """The member's own word, which the receiving union sees."""
    edit(transfer_of(move.case), {"confirmed_on": dates.today()})


def accept(move: Move) -> None:
    """The receiving union's consent: the membership goes on there."""
    transfer = transfer_of(move.case)
    accept_transfer(
        actor=move.authority,
        person=transfer.person,
        union=transfer.to_union,
        on=move.fields["accepted_on"],
    )


def undo(move: Move) -> None:
    """The transfer ends without effect; the member stays where they were."""
    withdraw_transfer(
        actor=move.authority,
        person=transfer_of(move.case).person,
        on=dates.today(),
        note=move.step.note[:255],
    )


def _letting_union(person: Person, to_union: Union) -> Union:
    """The grassroots union that holds the person, if the transfer can begin."""
    row = membership_of(person)
    if row is None or row.status != MembershipStatus.NORMAL:
        raise ValidationError(_("%(name)s现在没有“正常”的会籍，不能转移。") % {"name": person.name})
    if to_union.kind not in ROLLS:
        raise ValidationError(_("请选择转入的基层工会。"))
    if open_transfer_case(person) is not None:
        raise ValidationError(_("%(name)s已有在办的会籍转移。") % {"name": person.name})
    from_union = grassroots_of(row.union)
    if from_union == to_union:
        raise ValidationError(_("在同一工会内调整分工会，不需要办理会籍转移。"))
    return from_union


def _issue_at_once(actor: Any, case: Case) -> Case:
    step = take_step(
        actor=actor,
        case=case,
        transition="issue",
        fields={"issued_on": dates.today()},
        expected_state=case.state_id,
    )
    return step.case
