"""What the steps of a founding and of a re-election do to units, unions, terms and members.

Effects run inside the step's transaction with the authority of whoever holds the permission; what a
kernel action refuses takes the whole step back.
"""

from datetime import date
from typing import Any

from gonghui.engines.casework.api import Case, Move
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import admit
from gonghui.kernel.unions.api import (
    Term,
    Union,
    UnionKind,
    change_union,
    exempt_unit,
    extend_term,
    fill_office,
    form_body,
    found_union,
    leave_office,
    offices_on,
    start_term,
)
from gonghui.rooms.organising.enums import FoundingForm
from gonghui.rooms.organising.models import FoundingCase
from gonghui.rooms.organising.queries.elections import elected_in, seats_of
from gonghui.rooms.organising.queries.foundings import founding_of, units_of_founding
from gonghui.rooms.organising.queries.renewals import renewal_of


def keep_preparation(move: Move) -> None:
    """The reply that allowed the preparation, onto the founding."""
    facts = {
        "preparation_no": move.fields["approval_no"],
        "preparation_on": move.fields["approved_on"],
    }
    edit(founding_of(move.case), facts)


def exempt(move: Move) -> None:
    """The units stay outside the base of the rate from now on, with the note as reason (§10)."""
    for unit in units_of_founding(founding_of(move.case)):
        exempt_unit(actor=move.authority, unit=unit, reason=move.step.note, on=dates.today())


def found(move: Move) -> None:
    """The union begins: tree, covered units, first term with its bodies and offices, members (§5)."""
    founding = founding_of(move.case)
    union = _found_union(move, founding)
    day = move.fields["approved_on"]
    for applicant in founding.applicants.select_related("person").order_by("pk"):
        admit(
            actor=move.authority,
            person=applicant.person,
            union=union,
            on=day,
            document=move.fields["approval_no"],
        )
    _seat_term(move, union, day)
    edit(founding, {"founded": union})


def register(move: Move) -> None:
    """The certificate of the legal person onto the union (§7)."""
    founding = founding_of(move.case)
    change_union(
        actor=move.authority,
        union=founding.founded,  # type: ignore[arg-type]  # approved before registered
        uscc=move.fields["uscc"].upper(),
        legal_person=True,
        certificate_no=move.fields.get("certificate_no", ""),
        certificate_valid_to=move.fields.get("valid_to"),
    )


def ask_extension(move: Move) -> None:
    """Until when the union asks to sit on."""
    edit(renewal_of(move.case), {"asked_until": move.fields["until"]})


def extend(move: Move) -> None:
    """The upper union allowed it; the kernel refuses more than the option's months (§7)."""
    renewal = renewal_of(move.case)
    extend_term(
        actor=move.authority,
        term=renewal.term,  # type: ignore[arg-type]  # asked before extended
        to=renewal.asked_until,  # type: ignore[arg-type]  # asked before extended
        approval_no=move.fields["approval_no"],
    )


def renew(move: Move) -> None:
    """The old offices end, the new term begins with whom the assembly elected."""
    renewal = renewal_of(move.case)
    day = move.fields["started_on"]
    for office in offices_on(renewal.union, day).exclude(body=None):
        leave_office(actor=move.authority, office=office, on=day, reason="换届")
    edit(renewal, {"new_term": _seat_term(move, renewal.union, day)})


def _found_union(move: Move, founding: FoundingCase) -> Union:
    units = list(units_of_founding(founding))
    joint = founding.form == FoundingForm.JOINT
    return found_union(
        actor=move.authority,
        name=founding.union_name,
        kind=UnionKind.JOINT if joint else UnionKind.GRASSROOTS,
        founded_on=move.fields["approved_on"],
        upper=founding.union,
        units=units,
        approval_no=move.fields["approval_no"],
        approved_on=move.fields["approved_on"],
        region_code=units[0].region_code,
    )


def _seat_term(move: Move, union: Union, day: date) -> Term:
    """A new term with a body and its offices for every election of the round."""
    term = start_term(
        actor=move.authority,
        union=union,
        started_on=day,
        years=int(move.fields["term_years"]),
        approval_no=move.fields["approval_no"],
    )
    for kind, elected in elected_in(move.case).items():
        _seat_body(move, term, kind, elected)
    return term


def _seat_body(move: Move, term: Term, kind: str, elected: list[Any]) -> None:
    case: Case = move.case
    body = form_body(actor=move.authority, term=term, kind=kind, seats=seats_of(case, kind))
    for candidate in elected:
        fill_office(
            actor=move.authority,
            union=term.union,
            person=candidate.person,
            kind=candidate.office,
            on=term.started_on,
            body=body,
            filled_by="选举",
        )
