"""The clockwork: remind the holder before a clock runs out, tell the upper union after, each once."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gonghui.engines.casework.actions.telling import tell
from gonghui.engines.casework.enums import EscalationKind
from gonghui.engines.casework.models import Case, Clock, Escalation
from gonghui.engines.casework.queries import holders_at, holders_of, upper_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import Union

OVERDUE = "overdue"


@action
def remind_and_escalate(*, actor: object = SYSTEM, on: date | None = None) -> int:
    """Walk over all running clocks once; safe to run again at any time, rungs are never repeated.

    Before the due day the holders get a reminder on each day the rule names (the latest one only, when
    the worker was down); after it the holders and those of the upper union are told. Traces each.

    Returns:
        How many rungs were new.
    """
    day = on or dates.today()
    done = 0
    for clock, rung in _due_rungs(day):
        escalation = _climb(clock, rung)
        trace(
            "casework.clock.escalated",
            actor=actor,
            subject=clock,
            union_id=clock.case.union_id,
            clock=clock.label,
            rung=rung,
            kind=escalation.get_kind_display(),
        )
        _say(clock, escalation)
        done += 1
    if not done:
        trace("casework.clocks.checked", actor=actor, day=day.isoformat())
    return done


def _due_rungs(day: date) -> Iterator[tuple[Clock, str]]:
    """Clocks with the rung they have reached and not yet taken."""
    running = Clock.objects.filter(stopped_on=FOREVER, paused=False, case__is_open=True)
    rows = running.select_related(
        "case__table_version", "case__union", "case__holder_union", "case__counterpart"
    )
    for clock in rows.prefetch_related("escalations"):
        rung = _rung(clock, day)
        if rung and rung not in {each.rung for each in clock.escalations.all()}:
            yield clock, rung


def _rung(clock: Clock, day: date) -> str:
    if day > clock.due:
        return OVERDUE
    left = (clock.due - day).days
    reached = [days for days in _remind_days(clock) if left <= days]
    return f"remind-{min(reached)}" if reached else ""


def _remind_days(clock: Clock) -> tuple[int, ...]:
    rules = {rule.key: rule for rule in clock.case.table.clocks}
    return rules[clock.key].remind if clock.key in rules else ()


def _climb(clock: Clock, rung: str) -> Escalation:
    overdue = rung == OVERDUE
    return Escalation.objects.create(
        clock=clock,
        kind=EscalationKind.OVERDUE if overdue else EscalationKind.REMINDER,
        rung=rung,
        union=_upper(clock) if overdue else None,
    )


def _upper(clock: Clock) -> Union | None:
    return upper_of(clock.case.holder_union or clock.case.union)


def _sides(case: Case) -> tuple[Union, ...]:
    """Both unions of a two-sided matter: each may have to press the other."""
    return (case.union, case.counterpart) if case.counterpart else ()


def _say(clock: Clock, escalation: Escalation) -> None:
    case = clock.case
    words = {"title": case.title, "clock": clock.label, "due": clock.due}
    if escalation.kind == EscalationKind.OVERDUE:
        title = _("已逾期：%(title)s，%(clock)s %(due)s到期") % words
    else:
        title = _("快到期：%(title)s，%(clock)s %(due)s到期") % words
    users = list(holders_of(case))
    for union in (*_sides(case), escalation.union):
        if union is not None:
            users += holders_at(union, case.holder_permission)
    key = f"casework.clock.{clock.pk}.{escalation.rung}"
    tell(dict.fromkeys(users), case, kind="casework.clock", title=title, dedupe_key=key)
