"""Cases that are over, entered with all their steps from the papers of then.

What is left behind must not differ from what the steps, taken one by one on their days, would leave
(``tests/engines/casework/test_past.py`` compares). Guards are not asked and effects do not run: the
records of whoever enters them say what came of it. Nobody is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from gonghui.engines.casework.actions.clocks import made_clock
from gonghui.engines.casework.actions.steps import arrive, made_step
from gonghui.engines.casework.actions.versions import compiled_version
from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.models import Case, Clock, Step, TableVersion
from gonghui.engines.casework.rules import State, StateTable
from gonghui.engines.casework.validators import clean_fields
from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.dates import FOREVER


@dataclass(frozen=True, kw_only=True)
class PastStep:
    """One step as it was taken: when, by whom, with what was written."""

    transition: str
    at: datetime
    actor: Any
    note: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """A matter that is over.

    Attributes:
        table: compiled under a registered family.
        subject: the record it is about, with its key.
        steps: from the first state to a closed one.
        clocks_from: by key, the day a clock counted from; the day of the step that started it otherwise.
    """

    table: StateTable
    subject: models.Model
    title: str
    union: Any
    opened_at: datetime
    opened_by: Any
    steps: Sequence[PastStep]
    person: Any = None
    counterpart: Any = None
    clocks_from: Mapping[str, date] = field(default_factory=dict)


def write_past_cases(past: Sequence[PastCase]) -> list[Case]:
    """The rows of many cases, for actions that have asked and that trace themselves; in their order.

    Raises:
        LookupError: a table has no such step, or its family is not registered.
        CannotStep: a step lacks what it asks for.
        ValueError: a step does not begin where the one before led, the last state is not closed, or a
            clock would have paused: such a matter is taken step by step.
    """
    versions: dict[int, TableVersion] = {}
    for each in past:
        if id(each.table) not in versions:
            versions[id(each.table)] = compiled_version(each.table)
    walked = [
        _Walked(each, versions[id(each.table)], key)
        for each, key in zip(past, bulk.reserve_ids(Case, len(past)), strict=True)
    ]
    bulk.insert_rows([each.case for each in walked])
    bulk.insert_rows([step for each in walked for step in each.steps])
    Clock.objects.bulk_create([clock for each in walked for clock in each.clocks])
    return [each.case for each in walked]


class _Walked:
    """One case with what its steps leave, not saved."""

    def __init__(self, past: PastCase, version: TableVersion, key: int) -> None:
        self.past = past
        self.steps: list[Step] = []
        self.clocks: list[Clock] = []
        self.case = _opened(past, version, key)
        self._run_clocks("open", past.opened_at, (), past.table.initial)
        for each in past.steps:
            self._take(each)
        if self.case.is_open:
            raise ValueError(f"{past.title}: still open in {self.case.state_id}")
        self.case.closed_at = past.steps[-1].at

    def _take(self, past: PastStep) -> None:
        case, rule = self.case, self.past.table.transition(past.transition)
        if case.state_id not in rule.source:
            raise ValueError(f"{case.title}: {rule.id} does not begin in {case.state_id}")
        values = clean_fields(rule, past.note, dict(past.fields))
        source = case.table.state(case.state_id)
        step = made_step(case, rule, past.actor, past.actor, past.note, values)
        step.step_no, step.at = len(self.steps) + 1, past.at
        self.steps.append(step)
        target = case.table.state(step.target)
        arrive(case, rule, source, target)
        self._run_clocks(rule.id, past.at, source.clocks, target)

    def _run_clocks(self, event: str, at: datetime, before: tuple[str, ...], target: State) -> None:
        day = timezone.localdate(at)
        for clock in self.clocks:
            if clock.stopped_on == FOREVER and clock.key not in target.clocks:
                if target.kind == StateKind.RETURNED:
                    raise ValueError(f"{self.case.title}: {clock.key} would have paused")
                clock.stopped_on = day
        for key in target.clocks:
            if key not in before:
                start = self.past.clocks_from.get(key, day)
                rule = self.case.table.clock(key)
                self.clocks.append(made_clock(self.case, rule, event, start))


def _opened(past: PastCase, version: TableVersion, key: int) -> Case:
    first = past.table.initial
    return Case(
        pk=key,
        table_version=version,
        table_key=version.key,
        state_id=first.id,
        state_kind=first.kind,
        subject_type=past.subject._meta.label,
        subject_id=past.subject.pk,
        title=past.title,
        union=past.union,
        counterpart=past.counterpart,
        person=past.person,
        opened_by=past.opened_by if past.opened_by.pk else None,
        opened_at=past.opened_at,
    )
