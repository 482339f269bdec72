"""Transfers: their data, who receives, and whether one is under way."""

from typing import Any

from gonghui.engines.casework.api import Case, cases_of
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.people.api import Membership, Person, present_membership
from gonghui.kernel.unions.api import Union
from gonghui.rooms.organising.models import TransferCase


def transfer_of(case: Case) -> TransferCase:
    """The data of a transfer's case."""
    rows = TransferCase.objects.select_related("person", "from_union", "to_union")
    return rows.get(pk=case.subject_id)


def receiver_of(case: Case) -> Union | None:
    """Who has to accept."""
    return case.counterpart


def membership_of(person: Person) -> Membership | None:
    """The present membership, whoever asks: transfers begin and end at the edge of a scope."""
    with everything("a transfer begins at the union that holds the person"):
        return present_membership(person)


def open_transfer_case(person: Person) -> Case | None:
    """The transfer under way, wherever it is."""
    with everything("one transfer at a time"):
        for transfer in TransferCase.objects.filter(person=person).order_by("-pk"):
            case = cases_of(transfer).filter(is_open=True).first()
            if case is not None:
                return case
    return None


def transfers_of(person: Any) -> list[Case]:
    """A member's own transfers, the newest first."""
    rows = TransferCase.objects.filter(person=person).order_by("-pk")
    return [case for transfer in rows for case in cases_of(transfer)]
