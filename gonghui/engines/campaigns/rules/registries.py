"""What other parts of the house hang into a campaign: guards and effects of its stages, facts of entries."""

from collections.abc import Callable, Iterable
from typing import Any

Guard = Callable[[Any], Iterable[str]]
Effect = Callable[..., None]

_guards: dict[tuple[str, str], list[Guard]] = {}
_effects: dict[tuple[str, str], list[Effect]] = {}
OPEN, CLOSE = "open", "close"


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
