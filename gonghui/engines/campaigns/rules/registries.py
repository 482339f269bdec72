"""What other parts of the house hang into a campaign: guards and effects of its stages, facts of entries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Guard = Callable[[Any], Iterable[str]]
Effect = Callable[..., None]

_guards: dict[tuple[str, str], list[Guard]] = {}
_effects: dict[tuple[str, str], list[Effect]] = {}
OPEN, CLOSE = "open", "close"


@dataclass(frozen=True)
class Fact:
    """What the registers say to a condition; ``holds`` is None where they do not know."""

    holds: bool | None
    sentence: str


_facts: dict[str, Callable[[Any], Fact]] = {}


def register_fact(code: str, fact: Callable[[Any], Fact]) -> None:
    """Have ``fact(entry)`` say what is known to the condition of that code, for the officer who checks."""
    _facts[code] = fact


def fact_of(code: str, entry: Any) -> Fact | None:
    """What the registers say to a condition; None where nobody looks it up."""
    found = _facts.get(code)
    return found(entry) if found else None


def register_stage_guard(kind: str, when: str, guard: Guard) -> None:
    """Have ``guard(stage)`` name what stands in the way of opening or closing a stage.

    Args:
        kind: a StageKind.
        when: ``"open"`` or ``"close"``.
        guard: yields Chinese sentences; none means: go on.
    """
    _guards.setdefault((kind, when), []).append(guard)


def register_stage_effect(kind: str, when: str, effect: Effect) -> None:
    """Have ``effect(actor=…, stage=…)`` called in the transaction that opens or closes a stage."""
    _effects.setdefault((kind, when), []).append(effect)


def guards_of(kind: str, when: str) -> list[Guard]:
    """The guards in the order of their registration."""
    return _guards.get((kind, when), [])


def effects_of(kind: str, when: str) -> list[Effect]:
    """The effects in the order of their registration."""
    return _effects.get((kind, when), [])
