"""Opening a case and moving it: lock, check again, write the step, run clocks and effects, tell."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.casework.actions.clocks import run_clocks
from gonghui.engines.casework.actions.telling import tell_holders
from gonghui.engines.casework.actions.versions import compiled_version, shipped_version
from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.models import LEFT_BEHIND, Case, Step
from gonghui.engines.casework.queries import StepOffer, offered_step, place_of
from gonghui.engines.casework.rules import (
    BACK,
    EFFECTS,
    CannotStep,
    Move,
    Stale,
    State,
    StateTable,
    Transition,
)
from gonghui.engines.casework.validators import clean_fields, plain_fields
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import Refused, require

HOLDING = ["holder_union", "holder_user", "holder_permission"]


@action
def open_case(  # noqa: PLR0913 -- the parts of one case, all by name
    *,
    actor: Any,
    table_key: str = "",
    table: StateTable | None = None,
    subject: models.Model,
    title: str,
    union: Any,
    counterpart: Any = None,
    person: Any = None,
) -> Case:
    """Begin a case in the first state of a shipped table, or of a compiled one.

    Stores the version on its first use, starts clocks, tells the holders, traces. The first holder's
    permission is asked only when the actor is not the person concerned.

    Args:
        actor: who begins it.
        table_key: a registered table; its newest version is taken.
        table: instead, a table that was compiled under a registered family.
        subject: the record of the room the case is about.
        title: what lists call it.
        union: who owns it.
        counterpart: the other union concerned.
        person: whose matter it is; both may see the case.

    Raises:
        Refused, TableChanged, LookupError: no permission; for the others see ``actions.versions``.
    """
    stored = shipped_version(table_key) if table is None else compiled_version(table)
    state = stored.table.initial
    case = Case(
        table_version=stored,
        table_key=stored.key,
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
    case.subject = subject
    hand_over(case, state)
    if person is None or getattr(actor, "person_id", None) != person.pk:
        require(actor, state.holder.permission, case.holder_union or union)  # type: ignore[union-attr]  # open states have one
    case.save()
    run_clocks(case, None, state, event="open")
    trace(
        "casework.case.opened",
        actor=actor,
        subject=case,
        union_id=case.union_id,
        table=stored.key,
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
    held: bool = False,
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
        held: ``case`` comes from ``hold_case`` in this very transaction and is not read again.

    Returns:
        The step; ``step.case`` is the case as it stands now.

    Raises:
        Stale: somebody moved the case first.
        Refused: no permission.
        CannotStep: a guard refused, or note or fields are missing.
        LookupError: the table has no such transition.
    """
    locked = case if held else hold_case(case.pk)
    if locked.state_id != expected_state:
        raise Stale(moved_sentence(locked))
    rule = locked.table.transition(transition)
    if rule.needs_note or rule.needs_fields:  # who may not, reads that before what is missing
        _go_on(offered_step(locked, actor, rule))
    values = clean_fields(rule, note, fields or {})
    offer = offered_step(locked, actor, rule, values)
    _go_on(offer)
    step = made_step(locked, rule, actor, offer.authority, note, values)
    step.step_no = Step._base_manager.filter(case=locked).count() + 1
    step.save()
    _move(locked, rule, step, Move(locked, step, actor, offer.authority, values))
    return step


def _go_on(offer: StepOffer) -> None:
    """Raise what a refused offer means: no permission, or a guard."""
    if not offer.decision:
        raise (CannotStep if offer.guarded else Refused)(offer.decision.reason)


def _move(case: Case, rule: Transition, step: Step, move: Move) -> None:
    """Change the state, then clocks, effects, trace and notices, in this order."""
    source, target = case.state, case.table.state(step.target)
    enter(case, rule, source, target)
    case.save()
    run_clocks(case, source, target, event=rule.id)
    for name in rule.effects:
        EFFECTS.get(name)(move)
    if rule.effects and hand_over(case, target):
        case.save(update_fields=HOLDING)
    trace_step(step, case)
    if target.is_open:
        tell_holders(case, f"casework.step.{step.pk}", but=move.actor)


def trace_step(step: Step, case: Case) -> None:
    """What the chain keeps of a step, with the words of the case's own table."""
    table = case.table
    trace(
        "casework.case.stepped",
        actor=step.actor or SYSTEM,
        subject=case,
        union_id=case.union_id,
        step=step.transition,
        source=step.source,
        target=step.target,
        label=table.transition(step.transition).label,
        before=table.state(step.source).label,
        after=table.state(step.target).label,
        on_behalf_of=step.on_behalf_of_id,
    )


def hold_case(pk: int) -> Case:
    """The case with its table and union, held until the commit."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("table_version", "union")
    return rows.defer(LEFT_BEHIND).get(pk=pk)


def moved_sentence(case: Case) -> str:
    """Who was faster, and where the case is now."""
    last = case.steps.select_related("actor").last()
    who = (last and last.actor) or _("系统")
    return _("“%(who)s”刚刚办理了这件事，现在的状态是“%(state)s”，请看过之后再办。") % {
        "who": who,
        "state": case.state.label,
    }


def made_step(
    case: Case, rule: Transition, actor: Any, authority: Any, note: str, values: dict[str, Any]
) -> Step:
    """The step along ``rule``, not saved and without its number."""
    return Step(
        case=case,
        transition=rule.id,
        source=case.state_id,
        target=case.returned_from if rule.target == BACK else rule.target,
        round_no=case.round_no + rule.new_round,
        actor=actor if actor.pk else None,
        on_behalf_of=authority if authority != actor else None,
        note=note.strip(),
        fields=plain_fields(values),
    )


def enter(case: Case, rule: Transition, source: State, target: State) -> None:
    """Put the case into ``target``, not saved, with who has it there."""
    arrive(case, rule, source, target)
    if not target.is_open:
        case.closed_at = timezone.now()
    hand_over(case, target)


def arrive(case: Case, rule: Transition, source: State, target: State) -> None:
    """What a step writes on its case: state, round, where it was returned from."""
    case.state_id, case.state_kind, case.is_open = target.id, target.kind, target.is_open
    case.round_no += rule.new_round
    if target.kind == StateKind.RETURNED:
        case.returned_from = source.id
    elif source.kind == StateKind.RETURNED:
        case.returned_from = ""


def hand_over(case: Case, state: State) -> bool:
    """Say who has it in ``state``: a union with a permission, or one user; nobody once closed.

    Asked again after the effects of a step, because they may change the record that says where it goes.
    Returns whether that changed anything.
    """
    before = case.holder_union_id, case.holder_user_id, case.holder_permission
    case.holder_union = case.holder_user = None
    case.holder_permission = ""
    place = place_of(case, state.holder.place) if state.holder else None
    if place is not None and place._meta.label == "access.User":
        case.holder_user = place
    elif state.holder:
        case.holder_union, case.holder_permission = place, state.holder.permission
    return before != (case.holder_union_id, case.holder_user_id, case.holder_permission)
