"""Names in a table become code here: rooms register tables, guards, effects and places at start."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gonghui.engines.casework.rules.statetables import StateTable
from gonghui.kernel.lib.policy import Decision
from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class Asked:
    """What a guard looks at; ``fields`` is None while steps are only listed, before anything is typed."""

    case: Any
    actor: Any
    fields: dict[str, Any] | None = None


@dataclass(frozen=True)
class Move:
    """What an effect works with.

    ``authority`` holds the permission: the actor, or whoever delegated to the actor. Effects hand it to
    the actions they call; the step and its trace name both.
    """

    case: Any
    step: Any
    actor: Any
    authority: Any
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """What a room shows on the case page: a template and the function that feeds it.

    ``progress`` is a template for the head of the page, where the procedure has one main line.
    """

    template: str
    context: Callable[[Any], dict[str, Any]]
    progress: str = ""


@dataclass(frozen=True)
class Shipped:
    """A table as the program brings it, with the digest its author signed off."""

    table: StateTable
    digest: str


Guard = Callable[[Asked], Decision]
Effect = Callable[[Move], None]
Place = Callable[[Any], Any]
StartDay = Callable[[Any], date]

TABLES: Registry[Shipped] = Registry("state table")
GUARDS: Registry[Guard] = Registry("guard")
EFFECTS: Registry[Effect] = Registry("effect")
PLACES: Registry[Place] = Registry("place")
START_DAYS: Registry[StartDay] = Registry("start day")
PANELS: Registry[Panel] = Registry("case panel")


def register_table(table: StateTable, *, digest: str, panel: Panel | None = None) -> StateTable:
    """Ship ``table``, signed with its ``table.digest``.

    Whoever changes a table gives it a new version and signs anew; the system checks casework.E001 and
    E002 compare.
    """
    TABLES.register(table.key, Shipped(table, digest))
    if panel is not None:
        PANELS.register(table.key, panel)
    return table


def register_guard(key: str, guard: Guard) -> Guard:
    """Name a condition ``guard(asked) -> Decision`` that transitions may ask."""
    return GUARDS.register(key, guard)


def register_effect(key: str, effect: Effect) -> Effect:
    """Name something ``effect(move)`` that a step does, in the same transaction."""
    return EFFECTS.register(key, effect)


def register_place(key: str, place: Place) -> Place:
    """Name a way from a case to the union, or the user, who has it or is asked."""
    return PLACES.register(key, place)


def register_start_day(key: str, start_day: StartDay) -> StartDay:
    """Name a way from a case to the day on which a clock starts."""
    return START_DAYS.register(key, start_day)
