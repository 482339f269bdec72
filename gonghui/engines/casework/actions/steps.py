"""Opening a case and moving it: lock, check again, write the step, run clocks and effects, tell."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.casework.actions.clocks import run_clocks
from gonghui.engines.casework.actions.telling import tell_holders
from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.models import Case, Step, TableVersion
from gonghui.engines.casework.queries import current_table, offered_step, place_of
from gonghui.engines.casework.rules import (
    BACK,
    EFFECTS,
    CannotStep,
    Move,
    Stale,
    State,
    TableChanged,
    Transition,
)
from gonghui.engines.casework.validators import clean_fields, plain_fields
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require


@action
def open_case(
    *,
    actor: Any,
    table_key: str,
    subject: models.Model,
    title: str,
    union: Any,
    counterpart: Any = None,
    person: Any = None,
) -> Case:
    """Begin a case on the newest version of a table, in its first state.

    Stores the version on its first use, starts the clocks of the first state, tells the holders, traces.
    The calling action has asked the policy for its own subject; this one asks for the first holder's
    permission only when the actor is not the person concerned.

    Args:
        actor: who begins it.
        table_key: a registered table.
        subject: the record of the room the case is about.
        title: what lists call it.
        union: who owns it.
        counterpart: the other union concerned, which may see the case.
        person: whose matter it is, who may see the case.

    Raises:
        Refused: the actor neither holds the permission nor is the person concerned.
        TableChanged: the shipped table differs from the stored one of the same version.
    """
    stored = _stored_table(table_key)
    state = stored.table.initial
    case = Case(
        table_version=stored,
        table_key=table_key,
        state_id=state.id,
        state_kind=state.kind,
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        title=title,
        union=union,
        counterpart=counterpart,
        person=person,
        opened_by=actor if actor.pk else None,
    )
    _hand_over(case, state)
    if person is None or getattr(actor, "person_id", None) != person.pk:
        permission = state.holder.permission  # type: ignore[union-attr]  # open states have a holder
        require(actor, permission, case.holder_union or union)
    case.save()
    run_clocks(case, None, state, event="open")
    trace(
        "casework.case.opened",
        actor=actor,
        subject=case,
        union_id=case.union_id,
        table=table_key,
        version=stored.version,
    )
    tell_holders(case, f"casework.open.{case.pk}", but=actor)
    return case


@action
def take_step(
    *,
    actor: Any,
    case: Case,
    transition: str,
    note: str = "",
    fields: dict[str, Any] | None = None,
    expected_state: str,
) -> Step:
    """Move a case along ``transition``.

    Locks the case, asks everything again, writes the step, moves the state, stops, pauses, resumes and
    starts clocks, runs the effects in their order, traces, and tells whoever has it next. A refusal
    changes nothing.

    Args:
        actor: who presses.
        case: as the actor saw it.
        transition: id in the case's own table.
        note: the reason; some steps demand one.
        fields: what the step asks for.
        expected_state: the state the actor saw; if the case has left it, somebody was faster.

    Returns:
        The step; ``step.case`` is the case as it stands now.

    Raises:
        Stale: somebody moved the case first.
        Refused: no permission.
        CannotStep: a guard refused, or note or fields are missing.
        LookupError: the table has no such transition.
    """
    locked = _lock(case.pk)
    if locked.state_id != expected_state:
        raise Stale(_moved_sentence(locked))
    rule = locked.table.transition(transition)
    offer = offered_step(locked, actor, rule)
    if not offer.decision:
        raise (CannotStep if offer.guarded else Refused)(offer.decision.reason)
    values = clean_fields(rule, note, fields or {})
    offer = offered_step(locked, actor, rule, values)
    if not offer.decision:
        raise CannotStep(offer.decision.reason)
    step = _write_step(locked, rule, actor, offer.authority, note, values)
    _move(locked, rule, step, Move(locked, step, actor, offer.authority, values))
    return step


def _move(case: Case, rule: Transition, step: Step, move: Move) -> None:
    """Change the state, then clocks, effects, trace and notices, in this order."""
    source, target = case.state, case.table.state(step.target)
    _enter(case, rule, source, target)
    case.save()
    run_clocks(case, source, target, event=rule.id)
    for name in rule.effects:
        EFFECTS.get(name)(move)
    trace(
        "casework.case.stepped",
        actor=move.actor,
        subject=case,
        union_id=case.union_id,
        step=rule.id,
        source=source.id,
        target=target.id,
        label=rule.label,
        before=source.label,
        after=target.label,
        on_behalf_of=step.on_behalf_of_id,
    )
    if target.is_open:
        tell_holders(case, f"casework.step.{step.pk}", but=move.actor)


def _lock(pk: int) -> Case:
    """The case, held until the commit."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("table_version", "union")
    return rows.get(pk=pk)


def _moved_sentence(case: Case) -> str:
    last = case.steps.select_related("actor").last()
    who = (last and last.actor) or _("系统")
    return _("“%(who)s”刚刚办理了这件事，现在的状态是“%(state)s”，请看过之后再办。") % {
        "who": who,
        "state": case.state.label,
    }


def _write_step(
    case: Case, rule: Transition, actor: Any, authority: Any, note: str, values: dict[str, Any]
) -> Step:
    return Step.objects.create(
        case=case,
        step_no=case.steps.count() + 1,
        transition=rule.id,
        source=case.state_id,
        target=case.returned_from if rule.target == BACK else rule.target,
        round_no=case.round_no + rule.new_round,
        actor=actor if actor.pk else None,
        on_behalf_of=authority if authority != actor else None,
        note=note.strip(),
        fields=plain_fields(values),
    )


def _enter(case: Case, rule: Transition, source: State, target: State) -> None:
    case.state_id, case.state_kind, case.is_open = target.id, target.kind, target.is_open
    case.round_no += rule.new_round
    if target.kind == StateKind.RETURNED:
        case.returned_from = source.id
    elif source.kind == StateKind.RETURNED:
        case.returned_from = ""
    if not target.is_open:
        case.closed_at = timezone.now()
    _hand_over(case, target)


def _hand_over(case: Case, state: State) -> None:
    """Say who has it in ``state``: a union with a permission, or one user; nobody once closed."""
    case.holder_union = case.holder_user = None
    case.holder_permission = ""
    if state.holder is None:
        return
    place = place_of(case, state.holder.place)
    if place is not None and place._meta.label == "access.User":
        case.holder_user = place
    else:
        case.holder_union, case.holder_permission = place, state.holder.permission


def _stored_table(key: str) -> TableVersion:
    shipped = current_table(key).table
    stored, _made = TableVersion.objects.get_or_create(
        key=key,
        version=shipped.version,
        defaults={"definition": shipped.to_json(), "digest": shipped.digest},
    )
    if stored.digest != shipped.digest:
        raise TableChanged(f"{key} {shipped.version} differs from what running cases use")
    return stored
