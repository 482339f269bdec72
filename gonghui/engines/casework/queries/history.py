"""What happened to a case, for its timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gonghui.engines.casework.enums import FieldKind, StateKind
from gonghui.engines.casework.models import Case, Step
from gonghui.engines.casework.rules import StepField

GOOD, BAD = "good", "bad"


@dataclass(frozen=True)
class Happening:
    """One line of the timeline; ``tone`` is "good", "bad" or empty."""

    label: str
    state: str
    who: str
    at: datetime
    note: str
    facts: list[tuple[str, str]]
    tone: str


def view_history(case: Case) -> list[Happening]:
    """The steps, the latest first, and the opening at the end."""
    steps = case.steps.select_related("actor", "on_behalf_of").order_by("-step_no")
    first = case.table.initial.label
    opened = Happening("发起", first, _who(case.opened_by, None), case.opened_at, "", [], "")
    return [*(_happening(case, step) for step in steps), opened]


def _happening(case: Case, step: Step) -> Happening:
    rule = case.table.transition(step.transition)
    target = case.table.state(step.target)
    return Happening(
        label=rule.label,
        state=target.label,
        who=who_did(step),
        at=step.at,
        note=step.note,
        facts=facts_of(case, step),
        tone=_tone(target.kind),
    )


def facts_of(case: Case, step: Step) -> list[tuple[str, str]]:
    """What was filled in with a step: label and value in words."""
    rule = case.table.transition(step.transition)
    return [
        (each.label, _shown(each, step.fields[each.key]))
        for each in rule.needs_fields
        if each.key in step.fields
    ]


def who_did(step: Step) -> str:
    """Who took a step, and for whom."""
    return _who(step.actor, step.on_behalf_of)


def _who(actor: Any, principal: Any) -> str:
    name = str(actor) if actor else "系统"
    return f"{name}（代{principal}）" if principal else name


def _shown(field: StepField, value: Any) -> str:
    if field.kind == FieldKind.YES:
        return "是"
    return str(dict(field.choices).get(value, value))


def _tone(kind: str) -> str:
    if kind == StateKind.DONE:
        return GOOD
    return "" if kind in (StateKind.WORKING, StateKind.WAITING) else BAD
