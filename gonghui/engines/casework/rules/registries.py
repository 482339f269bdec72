"""Names in a table become code here: rooms register tables, guards, effects and places at start."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gonghui.engines.casework.rules.statetables import StateTable
from gonghui.kernel.lib.policy import Decision
from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class Asked:
    """What a guard looks at; ``fields`` is None while steps are only listed, before anything is typed.

    ``actor`` holds the permission; ``pressed_by`` is whoever acts, another account where it was delegated.
    """

    case: Any
    actor: Any
    fields: dict[str, Any] | None = None
    pressed_by: Any = None


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

    ``progress`` is a template for the head of the page, where the procedure has one main line. With a
    ``permission``, only who holds it at the case's union, and its person, open the page: a judge's post
    brings a union into scope without making its entries readable. ``admits(case, user)`` names whom
    else, for instance the account that answers for a restricted matter. ``offers`` names, as ``may`` in
    the template, what an account may write down besides the steps.
    """

    template: str
    context: Callable[[Any], dict[str, Any]]
    progress: str = ""
    permission: str = ""
    offers: Callable[[Any, Any], set[str]] | None = None
    admits: Callable[[Any, Any], bool] | None = None


@dataclass(frozen=True)
class Shipped:
    """A table as the program brings it, with the digest its author signed off."""

    table: StateTable
    digest: str


@dataclass(frozen=True)
class Family:
    """Tables that are compiled while the program runs, from what a cadre arranged.

    Their keys begin with ``key`` and a dot. ``samples`` makes tables that between them use every guard,
    effect and place that the compiler knows, for the system checks. ``preload(cases)`` fetches the
    subjects of many cases before guards and effects ask for them one by one. ``quiet(case)`` says of a
    case that nobody is sent a notice about it, for instance in a dry run; inboxes still list it.
    ``mend_by(case, fields)`` says in a sentence until when a case that was sent back may come again,
    given what was filled in when it was.
    """

    key: str
    label: str
    samples: Callable[[], Iterable[StateTable]]
    preload: Callable[[Sequence[Any]], None] | None = None
    quiet: Callable[[Any], bool] | None = None
    mend_by: Callable[[Any, Mapping[str, Any]], str] | None = None


Guard = Callable[[Asked], Decision]
Effect = Callable[[Move], None]
ManyEffect = Callable[[list[Move]], None]
Place = Callable[[Any], Any]
StartDay = Callable[[Any], date]

TABLES: Registry[Shipped] = Registry("state table")
GUARDS: Registry[Guard] = Registry("guard")
EFFECTS: Registry[Effect] = Registry("effect")
MANY_EFFECTS: Registry[ManyEffect] = Registry("effect on many")
FAMILIES: Registry[Family] = Registry("family of state tables")
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


def register_family(family: Family, *, panel: Panel | None = None) -> Family:
    """Announce tables that come into being later; ``panel`` serves the cases of all of them.

    Nobody signs such a table: its content is its version (see ``actions.versions``). The system check
    casework.E001 tries the samples.
    """
    FAMILIES.register(family.key, family)
    if panel is not None:
        PANELS.register(family.key, panel)
    return family


def family_of(table_key: str) -> Family | None:
    """The family whose key begins ``table_key``; None for a table that stands for itself."""
    for key, family in FAMILIES:
        if table_key.startswith(f"{key}."):
            return family
    return None


def names_of(table_key: str) -> tuple[str, ...]:
    """The names under which something may be registered or delegated for a table: its own, its family's."""
    family = family_of(table_key)
    return (table_key,) if family is None else (table_key, family.key)


def panel_of(table_key: str) -> Panel | None:
    """What the case page shows for a table or its family."""
    return next((PANELS.get(name) for name in names_of(table_key) if name in PANELS), None)


def register_guard(key: str, guard: Guard) -> Guard:
    """Name a condition ``guard(asked) -> Decision`` that transitions may ask."""
    return GUARDS.register(key, guard)


def register_effect(key: str, effect: Effect, *, many: ManyEffect | None = None) -> Effect:
    """Name something ``effect(move)`` that a step does, in the same transaction.

    ``many(moves)`` does for many moves at once what ``effect`` does for each, in few statements; without
    it a bulk step calls ``effect`` for each.
    """
    if many is not None:
        MANY_EFFECTS.register(key, many)
    return EFFECTS.register(key, effect)


def register_place(key: str, place: Place) -> Place:
    """Name a way from a case to the union, or the user, who has it or is asked."""
    return PLACES.register(key, place)


def register_start_day(key: str, start_day: StartDay) -> StartDay:
    """Name a way from a case to the day on which a clock starts."""
    return START_DAYS.register(key, start_day)
