"""Nominations: entered as a draft, filled in, consented to, handed in, withdrawn."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import TargetKind
from gonghui.engines.campaigns.models import Campaign, Category, Entry
from gonghui.engines.campaigns.models.entries import new_client_key
from gonghui.engines.campaigns.queries.completeness import rules_of
from gonghui.engines.campaigns.queries.entries import NEEDED, Standing, entry_of, standing_of
from gonghui.engines.campaigns.queries.guards import TAKING
from gonghui.engines.campaigns.queries.pickers import require_choosable
from gonghui.engines.campaigns.queries.prefilling import (
    flags_of,
    following,
    membership_of,
    prefilled,
    unit_name_of,
)
from gonghui.engines.campaigns.rules.forms import check_form
from gonghui.engines.campaigns.rules.walks import NOMINATE, entry_table
from gonghui.engines.casework.api import Case, hold_case, open_case, take_step
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.records import edit

FILLING = ("draft", "returned")
"""States in which the form may be changed."""
NAMES = ("name", "unit_name", "position_title")
LONGEST_SITTING = 4 * 3600
"""Seconds; a page left open over night says nothing about the burden of a form."""


def enter_candidate(
    *,
    actor: Any,
    category: Category,
    union: Any,
    person: Any = None,
    subject_union: Any = None,
    name: str = "",
    client_key: str = "",
) -> Entry:
    """Begin an entry as a draft, with what the records know already.

    Side effects in order: the entry, its case on the campaign's table, a trace. A second call with the
    same ``client_key`` by the same account returns the first entry.

    Args:
        actor: nominates at ``union``, or is the person where members may enter themselves.
        category: the group of the campaign.
        union: the nominating union.
        person: the candidate, for persons.
        subject_union: the union put forward, for unions.
        name: of a team, work or site; for a person and a union their own name is taken.
        client_key: chosen by the page, so that a request sent twice makes one entry.

    Raises:
        Refused: the actor may not nominate there.
        ValidationError: the campaign takes no entries, or it is not said who or what is put forward.
    """
    entry = Entry(
        campaign=category.campaign,
        category=category,
        union=union,
        at_union=union,
        target=category.target or category.campaign.target,
        person=person,
        subject_union=subject_union,
        name=name.strip() or _name(person, subject_union),
        client_key=client_key or new_client_key(),
        entered_by=actor if actor.pk else None,
    )
    known = _known(actor, client_key)
    if known is not None:
        return known
    try:
        return _enter(actor=actor, entry=entry)
    except IntegrityError:
        known = _known(actor, client_key)  # the other of two requests at once was faster
        if known is None:
            raise
        return known


@action
def _enter(*, actor: Any, entry: Entry) -> Entry:
    campaign, union, person = entry.campaign, entry.union, entry.person
    own = person is not None and getattr(actor, "person_id", None) == person.pk
    _may_enter(actor, campaign, union, own=own)
    _describe(entry)
    entry.save()
    entry.case = _open(actor, entry)
    entry.save(update_fields=["case"])
    _trace("campaigns.entry.entered", actor, entry)
    return entry


def _known(actor: Any, client_key: str) -> Entry | None:
    """The entry that the same request made before."""
    if not client_key:
        return None
    rows = Entry._base_manager.filter(client_key=client_key, entered_by=actor.pk)
    return rows.first() if rows.exists() else None  # almost always there is none


def _may_enter(actor: Any, campaign: Campaign, union: Any, *, own: bool) -> None:
    standing = Standing(campaign)
    if not (own and standing.walk.by_member):
        require(actor, NOMINATE, union)
    if campaign.status not in TAKING:
        words = {"campaign": campaign, "status": campaign.get_status_display()}
        raise ValidationError(_("“%(campaign)s”现在是“%(status)s”，不接收申报。") % words)


def _name(person: Any, subject_union: Any) -> str:
    return str(getattr(person or subject_union, "name", ""))


def _describe(entry: Entry) -> None:
    """Name, unit, post, prefilled answers and flags of a new entry.

    Raises:
        ValidationError: the campaign asks for a person, a union or a name, and there is none.
    """
    if entry.target == TargetKind.PERSON and entry.person is None:
        raise ValidationError({"person": _("请选择候选人。")})
    if entry.target == TargetKind.UNION and entry.subject_union is None:
        raise ValidationError({"subject_union": _("请选择参评工会。")})
    if not entry.name:
        raise ValidationError({"name": _("请填写候选对象的名称。")})
    span = membership_of(entry)
    entry.unit_name = unit_name_of(entry.subject_union or (span.union if span else entry.union))
    entry.position_title = span.duty if span else ""
    fields = Standing(entry.campaign).fields
    entry.answers = prefilled(entry, fields)
    entry.flags = flags_of(entry, fields)


def _open(actor: Any, entry: Entry) -> Case:
    return open_case(
        actor=actor,
        table=entry_table(entry.campaign.plan, entry.campaign_id),
        subject=entry,
        title=f"{entry.name} · {entry.campaign}"[:128],
        union=entry.union,
        person=entry.person,
    )


def locked(entry: Entry) -> Entry:
    """The entry and its case, held until the commit: the case first, as every step does."""
    case = hold_case(entry.case_id or 0)
    rows = Entry._base_manager.select_for_update(of=("self",)).select_related(*NEEDED)
    held = rows.get(pk=entry.pk)
    held.case, case.subject, case.union = case, held, held.union
    if held.at_union_id == held.union_id:
        held.at_union = held.union
    return held


def require_filling(actor: Any, entry: Entry) -> None:
    """The actor fills in this form now.

    Raises:
        Refused: neither somebody who nominates at the union nor the person who entered it.
        ValidationError: it was handed in.
    """
    own = actor.pk is not None and entry.entered_by_id == actor.pk
    if not (own and getattr(actor, "person_id", None) == entry.person_id and entry.person_id):
        require(actor, NOMINATE, entry.union)
    if entry.case.state_id not in FILLING:
        words = {"state": entry.case.state.label}
        raise ValidationError(
            _("申报现在是“%(state)s”，不能修改；确需修改请联系审核单位退回。") % words
        )


@action
def change_entry(
    *,
    actor: Any,
    entry: Entry,
    answers: dict[str, Any] | None = None,
    expected_version: int | None = None,
    seconds: int = 0,
    held: bool = False,
    **changes: Any,
) -> Entry:
    """Keep what was typed into a draft or returned form, complete or not; traces the names of fields.

    Answers are cleaned (``rules.forms``); unknown keys are dropped, faulty values are kept as typed and
    named when the entry is handed in. Keys that ``answers`` leaves out stay as they are. A person or
    union that is newly chosen brings the answers that follow from it (``rules.prefills``).

    Args:
        actor: who fills in.
        entry: as the actor saw it.
        answers: by key of the question.
        expected_version: of the entry as the actor saw it.
        seconds: how long the form was open, for the burden meter.
        held: ``entry`` comes from ``locked`` in this very transaction and is not read again.
        **changes: name, unit_name, position_title.

    Raises:
        Refused, ValidationError: see ``require_filling``, or somebody is chosen who may not be;
            Stale when somebody else changed it.
    """
    if set(changes) - set(NAMES):
        raise ValueError(f"not typed into an entry: {set(changes) - set(NAMES)}")
    fresh = entry if held else locked(entry)
    require_filling(actor, fresh)
    fields = standing_of(fresh.case).fields
    typed = [each for each in fields if each.key in (answers or {})]
    cleaned = check_form(rules_of(typed), answers or {}).answers
    require_choosable(fresh, typed, cleaned)
    cleaned |= following(fresh, fields, cleaned)
    changes["answers"] = {**fresh.answers, **cleaned}
    changed = edit(fresh, changes, expected_version=expected_version)
    fresh.flags = flags_of(fresh, fields)
    fresh.seconds_spent += min(max(seconds, 0), LONGEST_SITTING)
    fresh.save(update_fields=["flags", "seconds_spent"])
    _retitle(fresh, changed)
    _trace("campaigns.entry.changed", actor, fresh, fields="、".join(changed))
    return fresh


def _retitle(entry: Entry, changed: list[str]) -> None:
    if "name" in changed:
        title = f"{entry.name} · {entry.campaign}"[:128]
        Case._base_manager.filter(pk=entry.case_id).update(title=title)


@action
def record_consent(*, actor: Any, entry: Entry, on_paper: bool = False) -> Entry:
    """The candidate agrees to stand and to be posted by name; traces how.

    Args:
        actor: the candidate, or with ``on_paper`` who holds the signed paper at the union.
        entry: of a person.
        on_paper: the consent is a signed paper that the union keeps.

    Raises:
        Refused: somebody else agrees for the candidate.
    """
    fresh = locked(entry)
    own = fresh.person_id is not None and getattr(actor, "person_id", None) == fresh.person_id
    if not own:
        if not on_paper:
            raise Refused(_("须由候选人本人确认，或登记已签字的纸质同意书。"))
        require(actor, NOMINATE, fresh.union)
    if fresh.consented_at is None:
        fresh.consented_at = timezone.now()
        fresh.save(update_fields=["consented_at", "updated_at"])
    how = _("本人确认") if own else _("纸质同意书")
    _trace("campaigns.entry.consented", actor, fresh, how=how)
    return fresh


@action
def submit_entry(*, actor: Any, entry: Entry, note: str = "", held: bool = False) -> Entry:
    """Hand in a draft, or a returned entry again; the guards of the table ask everything.

    Args:
        actor: who presses.
        entry: as the actor saw it.
        note: for the record.
        held: ``entry`` comes from ``locked`` in this very transaction and is not read again.

    Raises:
        Refused, CannotStep, Stale: see ``take_step``; nothing was handed in.
    """
    return _moved(actor, entry, _handing_in(actor, entry), note, held=held)


def _handing_in(actor: Any, entry: Entry) -> str:
    """The step that hands in: the member's own, where the table has one and the actor is that member."""
    step = "resubmit" if entry.case.state_id == "returned" else "submit"
    own = getattr(actor, "person_id", None) == entry.person_id and entry.entered_by_id == actor.pk
    name = f"{step}_own"
    known = any(each.id == name for each in entry.case.table.transitions)
    return name if own and known and entry.person_id else step


@action
def withdraw_entry(*, actor: Any, entry: Entry, note: str) -> Entry:
    """The unit takes its entry back before it counts as eligible, with a reason; frees the place."""
    return move_entry(actor=actor, entry=entry, transition="withdraw", note=note)


@action
def move_entry(
    *,
    actor: Any,
    entry: Entry,
    transition: str,
    note: str = "",
    fields: dict[str, Any] | None = None,
) -> Entry:
    """Any step of the entry's way, as the actor saw it; returns the entry as it stands now."""
    return _moved(actor, entry, transition, note, fields)


def _moved(
    actor: Any,
    entry: Entry,
    transition: str,
    note: str = "",
    fields: dict[str, Any] | None = None,
    *,
    held: bool = False,
) -> Entry:
    """The entry after a step; guards and effects worked on this very object, under the lock."""
    step = take_step(
        actor=actor,
        case=entry.case,
        transition=transition,
        note=note,
        fields=fields,
        expected_state=entry.case.state_id,
        held=held,
    )
    moved = entry_of(step.case)
    moved.case = step.case
    return moved


def _trace(key: str, actor: Any, entry: Entry, **facts: Any) -> None:
    trace(  # every key has its text in phrases
        key,
        actor=actor,
        subject=entry,
        union_id=entry.union_id,
        name=entry.name,
        campaign=str(entry.campaign),
        **facts,
    )
