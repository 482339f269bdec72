"""The plan of an edition of which only the results are left (补录往届评选).

A paper archive tells who stood, what became of them and which decision gave the awards. Stages of which
nothing is known are left out, so that the record never says that something was held.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from gonghui.engines.campaigns.enums import FormFieldKind, StageKind
from gonghui.engines.campaigns.rules.past import AWARDED, REJECTED
from gonghui.engines.campaigns.rules.plans import CategoryPlan, FieldPlan, Plan, StagePlan
from gonghui.engines.campaigns.rules.stages import STAGES

BEST_FIRST = "特一二三四五·"
"""First signs of grades, the best first; the last stands for every other."""
MARK = "past_outcome"
"""Key of the question by which such an edition is known again."""
ASKED = (
    (MARK, "结果", FormFieldKind.TEXT),
    ("past_grade", "等次", FormFieldKind.TEXT),
    ("past_rank", "名次", FormFieldKind.NUMBER),
    ("past_score", "得分", FormFieldKind.TEXT),
    ("past_note", "说明", FormFieldKind.LONG),
)
"""What the archive says of an entry: kept as it stands there, nothing is computed from it."""


@dataclass(frozen=True)
class Result:
    """One line of a list of results: its group, outcome and grade."""

    category: str
    outcome: str
    grade: str = ""


def results_plan(start: Plan, results: Sequence[Result]) -> Plan:
    """The plan of ``start`` cut down to call, entries, list and decision, with the groups of ``results``.

    The room's own records (studios, homes) are not made: what they ask for stands in no list of results.
    """
    targets = {each.name: each.target for each in start.categories}
    names = list(dict.fromkeys(each.category for each in results))
    chosen = {name: _grades(each for each in results if each.category == name) for name in names}
    return replace(
        start,
        stages=tuple(_stages(chosen, any(each.outcome == REJECTED for each in results))),
        categories=tuple(
            CategoryPlan(name, max(1, sum(chosen[name].values())), targets.get(name, ""))
            for name in names
        ),
        fields=tuple(FieldPlan(key, label, kind, required=False) for key, label, kind in ASKED),
        composition=(),
        eligibility=(),
        rubrics=(),
        edition="",
        outcome="",
        settings={},
    )


def is_recorded(plan: Plan) -> bool:
    """Whether the plan is one of ``results_plan``."""
    return any(each.key == MARK for each in plan.fields)


def in_order(results: Iterable[tuple[Result, int | None]]) -> list[int]:
    """Places of the results in the order in which they stand on the list: by grade, rank, as written."""
    lines = list(results)
    grades = _in_grade_order(each.grade for each, _rank in lines)
    last = float("inf")

    def key(place: int) -> tuple[int, float, int]:
        each, rank = lines[place]
        return grades.index(each.grade), last if rank is None else rank, place

    return sorted(range(len(lines)), key=key)


def _in_grade_order(grades: Iterable[str]) -> list[str]:
    """Grades that begin with an ordinal by it, others as they first appear, no grade last."""
    found = list(dict.fromkeys(grades))
    begins = [BEST_FIRST.find(grade[:1]) if grade else len(BEST_FIRST) for grade in found]
    order = [len(BEST_FIRST) - 1 if place < 0 else place for place in begins]
    return [grade for _place, grade in sorted(zip(order, found, strict=True), key=itemgetter(0))]


def _grades(results: Iterable[Result]) -> dict[str, int]:
    """Grade → how many of those that were honoured, the best first; "" for those without one."""
    found = Counter(each.grade for each in results if each.outcome == AWARDED)
    return {grade: found[grade] for grade in _in_grade_order(found)}


def _stages(chosen: Mapping[str, Mapping[str, int]], checked: bool) -> Iterable[StagePlan]:
    grades = [
        f"{name}：{grade} {count}"
        for name, counts in chosen.items()
        for grade, count in counts.items()
        if grade
    ]
    wanted: tuple[tuple[StageKind, dict[str, Any]], ...] = (
        (StageKind.NOTICE, {"on_portal": False, "invited": "quota"}),
        (StageKind.NOMINATE, {"consent": False}),
        *(((StageKind.QUALIFICATION, {}),) if checked else ()),
        (StageKind.SLATE, {"grades": grades}),
        (StageKind.DECISION, {}),
        (StageKind.ARCHIVE, {}),
    )
    for kind, settings in wanted:
        yield StagePlan(kind.value, STAGES[kind].label, settings)
