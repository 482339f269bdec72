"""The same step for many cases: equal to single steps, in a few statements for each table.

Ranking, slate and decision move thousands of entries at once; what is left behind must not differ from
what as many single steps would leave (``tests/engines/casework/test_many.py`` compares).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.casework.actions.clocks import ends_simply, follow, made_clock
from gonghui.engines.casework.actions.steps import (
    enter,
    hand_over,
    made_step,
    moved_sentence,
    trace_step,
)
from gonghui.engines.casework.actions.telling import tell_holders_of_many
from gonghui.engines.casework.models import Case, Clock, Step
from gonghui.engines.casework.queries import Answers, StepOffer, offered_step
from gonghui.engines.casework.queries.families import preload_subjects
from gonghui.engines.casework.rules import (
    EFFECTS,
    MANY_EFFECTS,
    CannotStep,
    Move,
    Stale,
)
from gonghui.engines.casework.validators import clean_fields
from gonghui.kernel.lib import bulk, dates
from gonghui.kernel.lib.actions import action
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import Refused

CHUNK = 5000
NAMED = 3
STEP_FIELDS = (
    *("id", "case_id", "step_no", "transition", "source", "target", "round_no", "actor_id"),
    *("on_behalf_of_id", "note", "fields", "at"),
)
HOLDER_FIELDS = ("holder_union_id", "holder_permission", "holder_user_id")
CASE_FIELDS = (
    *("state_id", "state_kind", "is_open", "returned_from", "round_no", "closed_at"),
    *HOLDER_FIELDS,
)


@action
def take_steps(
    *,
    actor: Any,
    cases: Iterable[Case],
    transition: str,
    note: str = "",
    fields: dict[str, Any] | None = None,
) -> list[Step]:
    """Move every case along ``transition``, all or none; see ``take_step`` for what one does.

    The cases are as the actor saw them. Each is asked its own permission and guards. Side effects in
    order: steps, states, clocks, effects (at once where they know how), a trace and notices for each.

    Returns:
        The steps in the order of the cases; ``step.case`` is the case as it stands now.

    Raises:
        Stale: somebody moved one of the cases first.
        Refused: no permission for one of them.
        CannotStep: a guard refused, or note or fields are missing; the first cases are named.
        LookupError: a table has no such transition.
    """
    seen = {case.pk: case.state_id for case in cases}
    locked = _lock(list(seen))
    _check_states(locked, seen)
    moves = _asked(actor, locked, transition, note, fields or {})
    for start in range(0, len(moves), CHUNK):
        _move(moves[start : start + CHUNK])
    return [move.step for move in moves]


def _lock(keys: list[int]) -> list[Case]:
    """The cases in the order of ``keys``, held until the commit; locked by key, against deadlocks."""
    found: dict[int, Case] = {}
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    for start in range(0, len(keys), CHUNK):
        chunk = sorted(keys)[start : start + CHUNK]
        found |= {case.pk: case for case in rows.filter(pk__in=chunk)}
    if len(found) < len(keys):
        raise Case.DoesNotExist
    locked = [found[key] for key in keys]
    for name in ("table_version", "union", "holder_union", "holder_user"):
        bulk.share(locked, name)
    preload_subjects(locked)
    return locked


def _check_states(cases: Sequence[Case], seen: dict[int, str]) -> None:
    for case in cases:
        if case.state_id != seen[case.pk]:
            raise Stale(f"{case.title}：{moved_sentence(case)}")


def _asked(
    actor: Any, cases: Sequence[Case], transition: str, note: str, fields: dict[str, Any]
) -> list[Move]:
    """A move for each case, after permission, fields and guards."""
    answers: Answers = {}
    moves, refused = [], []
    for case in cases:
        rule = case.table.transition(transition)
        values = clean_fields(rule, note, fields)
        offer = offered_step(case, actor, rule, values, answers)
        if offer.decision:
            step = made_step(case, rule, actor, offer.authority, note, values)
            moves.append(Move(case, step, actor, offer.authority, values))
        else:
            refused.append((case, offer))
    if refused:
        _refuse(refused)
    return moves


def _refuse(refused: list[tuple[Case, StepOffer]]) -> None:
    """Say of the first cases why not, and how many there are."""
    lines = [f"{case.title}：{offer.decision.reason}" for case, offer in refused[:NAMED]]
    if len(refused) > NAMED:
        lines.append(_("另有%(count)d件也不能办理。") % {"count": len(refused) - NAMED})
    guarded = all(offer.guarded for _case, offer in refused)
    raise (CannotStep if guarded else Refused)("".join(lines))


def _move(moves: list[Move]) -> None:
    """Steps, states, clocks, effects, traces and notices of some moves, in this order."""
    _write_steps(moves)
    before = [(move.case, move.case.state) for move in moves]
    for move in moves:
        source, target = move.case.state, move.case.table.state(move.step.target)
        enter(move.case, move.case.table.transition(move.step.transition), source, target)
    _run_clocks(moves, [source for _case, source in before])
    _write(Case, [move.case for move in moves], (*CASE_FIELDS, "due"))
    _run_effects(moves)
    for move in moves:
        trace_step(move.step, move.case)
    onward = [(m.case, f"casework.step.{m.step.pk}") for m in moves if m.case.is_open]
    tell_holders_of_many(onward, but=moves[0].actor)


def _write_steps(moves: list[Move]) -> None:
    cases = [move.case.pk for move in moves]
    counted = Step.objects.filter(case__in=cases).order_by().values_list("case")
    counts = dict(counted.annotate(n=Count("pk")))
    now = timezone.now()
    for move, pk in zip(moves, bulk.reserve_ids(Step, len(moves)), strict=True):
        move.step.pk, move.step.at = pk, now
        move.step.step_no = counts.get(move.case.pk, 0) + 1
    bulk.insert(Step, STEP_FIELDS, (bulk.row_of(move.step, STEP_FIELDS) for move in moves))


def _run_clocks(moves: list[Move], sources: list[Any]) -> None:
    """As ``clocks.run_clocks``; the due days are set on the cases, which the caller writes."""
    day, running = dates.today(), _running([move.case for move in moves])
    started, stopped = [], []
    for move, source in zip(moves, sources, strict=True):
        case, target = move.case, move.case.state
        mine = running.get(case.pk, [])
        for clock in mine:
            if ends_simply(clock, target):
                clock.stopped_on = day
                stopped.append(clock.pk)
            else:
                follow(clock, source, target, day)
        known = {clock.key for clock in mine}
        fresh = [
            made_clock(case, case.table.clock(key), move.step.transition)
            for key in target.clocks
            if key not in known
        ]
        started += fresh
        alive = [each for each in (*mine, *fresh) if each.is_running]
        case.due = min((each.due for each in alive), default=FOREVER)
    Clock.objects.filter(pk__in=stopped).update(stopped_on=day)
    Clock.objects.bulk_create(started)


def _running(cases: list[Case]) -> dict[int, list[Clock]]:
    found: dict[int, list[Clock]] = {}
    for clock in Clock.objects.filter(case__in=[case.pk for case in cases], stopped_on=FOREVER):
        found.setdefault(clock.case_id, []).append(clock)
    return found


def _run_effects(moves: list[Move]) -> None:
    """The effects in their order, then who has each case now."""
    rules = {(m.case.table_version_id, m.step.transition): m.case for m in moves}
    for (version, transition), case in rules.items():
        part = [move for move in moves if move.case.table_version_id == version]
        for name in case.table.transition(transition).effects:
            if name in MANY_EFFECTS:
                MANY_EFFECTS.get(name)(part)
            else:
                for move in part:
                    EFFECTS.get(name)(move)
        if case.table.transition(transition).effects:
            moved = [move.case for move in part if hand_over(move.case, move.case.state)]
            _write(Case, moved, HOLDER_FIELDS)


def _write(model: type[Case], rows: list[Case], fields: tuple[str, ...]) -> None:
    if rows:
        bulk.update(model, fields, [(*bulk.row_of(row, fields), row.pk) for row in rows])
