"""Terms, their extension and end, and who sits in which office (handbook §4, §6, §7)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.unions.actions.naming import check_details
from gonghui.kernel.unions.enums import BodyKind, OfficeKind
from gonghui.kernel.unions.models import Body, Office, Term, Union
from gonghui.kernel.unions.rules import LONG_TERM_ONLY, SINGLE_SEATS

OFFICE_DETAILS = frozenset(("filled_by", "full_time"))


@action
def start_term(
    *,
    actor: Any,
    union: Union,
    started_on: date,
    years: int,
    term_no: int | None = None,
    approval_no: str = "",
) -> Term:
    """A new term begins; the one before ends on that day. Traces.

    Args:
        actor: who enters it.
        union: whose term it is.
        started_on: day of the election, not of the approval (§15).
        years: 3 or 5; regional and industrial committees sit 5 (law art. 16).
        term_no: the next number unless given.
        approval_no: number of the upper union's reply.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: wrong years, a number used, or a day not after the last start.
    """
    require(actor, "unions.term:edit", union)
    if years not in ((5,) if union.kind in LONG_TERM_ONLY else (3, 5)):
        raise ValidationError({"years": _("基层工会每届三年或五年，地方和产业工会每届五年")})
    last = union.terms.select_for_update().order_by("-started_on").first()
    if started_on < union.founded_on or (last and started_on <= last.started_on):
        raise ValidationError({"started_on": _("起始日期须晚于成立日期和上一届的起始日期")})
    number = term_no or (last.term_no + 1 if last else 1)
    if union.terms.filter(term_no=number).exists():
        raise ValidationError({"term_no": _("第%(number)d届已存在") % {"number": number}})
    if last and last.ended_on is None:
        _save(last, ended_on=started_on)
    term = Term.objects.create(
        union=union,
        term_no=number,
        started_on=started_on,
        years=years,
        due_end=months_after(started_on, 12 * years),
        approval_no=approval_no,
    )
    trace("unions.term.started", actor=actor, subject=term, union_id=union.pk, term_no=number)
    return term


@action
def extend_term(*, actor: Any, term: Term, to: date, approval_no: str) -> Term:
    """The upper union allowed a later re-election, by ``to`` at the latest (§7). Traces.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: no approval number, ended already, or longer than the option allows.
    """
    term = Term.objects.select_for_update().select_related("union").get(pk=term.pk)
    require(actor, "unions.term:edit", term.union)
    months = option("unions.term_extension_months", term.union)
    if not approval_no.strip():
        raise ValidationError({"approval_no": _("延期须有上级工会的批复文号")})
    if term.ended_on or not term.due_end < to <= months_after(term.due_end, months):
        raise ValidationError(
            {"to": _("延期须晚于届满日，且最长%(months)d个月") % {"months": months}}
        )
    _save(term, extended_to=to)
    trace(
        "unions.term.extended",
        actor=actor,
        subject=term,
        union_id=term.union_id,
        to=to.isoformat(),
        approval_no=approval_no,
    )
    return term


@action
def end_term(*, actor: Any, term: Term, on: date) -> Term:
    """The term ended on ``on`` without a new one. Traces.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: ended already, or before it began.
    """
    term = Term.objects.select_for_update().select_related("union").get(pk=term.pk)
    require(actor, "unions.term:edit", term.union)
    if term.ended_on or on <= term.started_on:
        raise ValidationError({"on": _("本届已结束，或结束日期早于起始日期")})
    _save(term, ended_on=on)
    trace("unions.term.ended", actor=actor, subject=term, union_id=term.union_id, on=on.isoformat())
    return term


@action
def form_body(
    *, actor: Any, term: Term, kind: BodyKind | str, seats: int | None = None, name: str = ""
) -> Body:
    """A body of the term: committee, audit committee, women workers' committee … Traces.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: the term has this body already (working committees may be several).
    """
    require(actor, "unions.term:edit", term.union)
    if kind != BodyKind.WORKING and term.bodies.filter(kind=kind).exists():
        raise ValidationError({"kind": _("本届已有该机构")})
    body = Body.objects.create(term=term, kind=kind, seats=seats, name=name)
    trace("unions.body.formed", actor=actor, subject=body, union_id=term.union_id, kind=str(kind))
    return body


@action
def fill_office(
    *,
    actor: Any,
    union: Union,
    person: Any,
    kind: OfficeKind | str,
    on: date,
    body: Body | None = None,
    **details: Any,
) -> Office:
    """``person`` takes an office of ``union`` from ``on``. Traces.

    ``details``: ``filled_by`` (选举、任命、当然), ``full_time``.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: outside the union's life, the seat is taken, or the person has it already.
    """
    check_details(details, OFFICE_DETAILS)
    require(actor, "unions.term:edit", union)
    if not union.founded_on <= on < union.revoked_on or (body and body.term.union_id != union.pk):
        raise ValidationError(_("任职日期或机构与“%(union)s”不符") % {"union": union})
    with everything("a seat is taken whoever may see its holder"):
        _check_seat_free(union, person, kind, on)
        office = Office.objects.create(
            union=union,
            person=person,
            kind=kind,
            body=body,
            valid_from=on,
            valid_to=union.revoked_on,
            **details,
        )
    trace(
        "unions.office.filled",
        actor=actor,
        subject=office,
        union_id=union.pk,
        person=person.pk,
        kind=str(kind),
        on=on.isoformat(),
    )
    return office


@action
def leave_office(*, actor: Any, office: Office, on: date, reason: str = "") -> Office:
    """The holder leaves the office on ``on``. Traces.

    Raises:
        Refused: the actor may not change this union's terms.
        ValidationError: not in office on that day.
    """
    require(actor, "unions.term:edit", office.union)
    if not office.valid_from < on < office.valid_to:
        raise ValidationError({"on": _("离任日期须在任职期间")})
    office.valid_to, office.end_reason = on, reason
    office.version += 1
    office.save(update_fields=["valid_to", "end_reason", "version", "updated_at"])
    trace(
        "unions.office.left", actor=actor, subject=office, union_id=office.union_id, reason=reason
    )
    return office


def _save(term: Term, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(term, name, value)
    term.version += 1
    term.save()


def _check_seat_free(union: Union, person: Any, kind: OfficeKind | str, on: date) -> None:
    held = Office.objects.filter(union=union, kind=kind, valid_to__gt=on)
    if kind not in SINGLE_SEATS:
        held = held.filter(person=person)
    other = held.select_related("person").first()
    if other is not None:
        raise ValidationError(
            _("“%(union)s”的%(kind)s现为%(name)s，请先办理离任")
            % {"union": union, "kind": OfficeKind(kind).label, "name": other.person}
        )
