"""A state table is data: states with a kind, transitions with guards, clocks with a length.

Code compares ids and kinds, never labels. A table is frozen as JSON under its version and digest, so
that a running case keeps the one it began with.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from gonghui.engines.casework.enums import OPEN_KINDS, ClockUnit, FieldKind, StateKind

BACK = "@back"
"""Target of a resubmission: the state the case was returned from."""
PERSON = "@person"
"""Permission of the person whose matter it is; no post is needed."""


@dataclass(frozen=True)
class Holder:
    """Who has the case in a state: whoever holds ``permission`` at the union that ``place`` names."""

    permission: str
    place: str = "own"


@dataclass(frozen=True)
class ClockRule:
    """A deadline that runs while the case is in a state naming it.

    Args:
        key: unique in the table.
        label: for the user, for instance 批复期限.
        n: length in ``unit``, the default when ``option`` is not set.
        unit: working days, calendar days or months.
        rule_id: source of the length, for instance "handbook organisation §12".
        option: key of the option that may change the length.
        starts: registered name of the day it starts on, today when empty.
        remind: how many days before the due day to remind, each once.
    """

    key: str
    label: str
    n: int
    unit: str
    rule_id: str
    option: str = ""
    starts: str = ""
    remind: tuple[int, ...] = (3,)


@dataclass(frozen=True)
class State:
    """One place where a case can be; closed states have neither holder nor clocks."""

    id: str
    kind: str
    label: str
    holder: Holder | None = None
    clocks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether steps can still follow."""
        return self.kind in OPEN_KINDS


@dataclass(frozen=True)
class StepField:
    """Something a step asks for and keeps."""

    key: str
    label: str
    kind: str = FieldKind.TEXT.value
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Transition:
    """A step that may be taken.

    Args:
        id: unique in the table.
        source: the states it starts from.
        target: where it leads; BACK is where the case was returned from.
        label: the word on the button.
        permission: asked at the union that ``at`` names; PERSON is the person concerned.
        at: "holder", "own", "upper" or a registered place.
        guards: registered names, each answers with a reason.
        needs_note: whether a reason must be given.
        needs_fields: what else is asked.
        effects: registered names, run in the same transaction.
        new_round: counts a repetition (a void election); a return for completion does not.
        tone: "go", "back" or "stop", for the look of the button.
    """

    id: str
    source: tuple[str, ...]
    target: str
    label: str
    permission: str
    at: str = "holder"
    guards: tuple[str, ...] = ()
    needs_note: bool = False
    needs_fields: tuple[StepField, ...] = ()
    effects: tuple[str, ...] = ()
    new_round: bool = False
    tone: str = "go"


@dataclass(frozen=True)
class StateTable:
    """A whole procedure under ``key`` and ``version``; it begins in its first state."""

    key: str
    version: int
    label: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[ClockRule, ...] = ()

    @property
    def initial(self) -> State:
        """Where a case begins."""
        return self.states[0]

    def state(self, state_id: str) -> State:
        """The state of that id, or LookupError."""
        return _find(self.states, state_id)

    def transition(self, transition_id: str) -> Transition:
        """The transition of that id, or LookupError."""
        return _find(self.transitions, transition_id)

    def clock(self, key: str) -> ClockRule:
        """The clock rule of that key, or LookupError."""
        for rule in self.clocks:
            if rule.key == key:
                return rule
        raise LookupError(key)

    def transitions_from(self, state_id: str) -> list[Transition]:
        """What may follow, in the order of the table."""
        return [each for each in self.transitions if state_id in each.source]

    def to_json(self) -> dict[str, Any]:
        """The table as plain data, tuples as lists."""
        return json.loads(json.dumps(asdict(self)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "StateTable":
        """The table that ``to_json`` wrote."""
        return cls(
            key=data["key"],
            version=data["version"],
            label=data["label"],
            states=tuple(_state(each) for each in data["states"]),
            transitions=tuple(_transition(each) for each in data["transitions"]),
            clocks=tuple(ClockRule(**_tuples(each)) for each in data["clocks"]),
        )

    def problems(self) -> list[str]:
        """What is wrong with the table; empty when it can be used."""
        return [*self._names_twice(), *self._loose_ends(), *self._wrong_kinds(), *self._stranded()]

    def _names_twice(self) -> Iterator[str]:
        for what, names in (
            ("state", [each.id for each in self.states]),
            ("transition", [each.id for each in self.transitions]),
            ("clock", [each.key for each in self.clocks]),
        ):
            yield from (f"{what} {name} twice" for name in set(names) if names.count(name) > 1)

    def _loose_ends(self) -> Iterator[str]:
        ids = {each.id for each in self.states}
        clocks = {each.key for each in self.clocks}
        for each in self.transitions:
            yield from (f"{each.id}: no source {name}" for name in set(each.source) - ids)
            if each.target not in ids | {BACK}:
                yield f"{each.id}: no target {each.target}"
        for state in self.states:
            yield from (f"{state.id}: no clock {name}" for name in set(state.clocks) - clocks)

    def _wrong_kinds(self) -> Iterator[str]:
        for state in self.states:
            if state.kind not in StateKind.values:
                yield f"{state.id}: kind {state.kind} is unknown"
            elif state.is_open and state.holder is None:
                yield f"{state.id}: nobody holds it"
            elif state.is_open and not self.transitions_from(state.id):
                yield f"{state.id}: open, but no way on"
            elif not state.is_open and (self.transitions_from(state.id) or state.clocks):
                yield f"{state.id}: closed, but goes on"
        yield from (
            f"{each.key}: unit" for each in self.clocks if each.unit not in ClockUnit.values
        )

    def _stranded(self) -> Iterator[str]:
        reached, front = set(), {self.initial.id}
        while front:
            reached |= front
            front = {
                each.target
                for each in self.transitions
                if set(each.source) & reached and each.target != BACK
            } - reached
        yield from (f"{each.id}: never reached" for each in self.states if each.id not in reached)


def _find(items: Iterable[Any], wanted: str) -> Any:
    for each in items:
        if each.id == wanted:
            return each
    raise LookupError(wanted)


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    """JSON lists back to tuples, so that tables compare equal and stay hashable."""
    return {key: _frozen(value) for key, value in data.items()}


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _state(data: dict[str, Any]) -> State:
    holder = Holder(**data["holder"]) if data["holder"] else None
    return State(**_tuples(data) | {"holder": holder})


def _transition(data: dict[str, Any]) -> Transition:
    fields = tuple(StepField(**_tuples(each)) for each in data["needs_fields"])
    return Transition(**_tuples(data) | {"needs_fields": fields})
