"""Cases that were sent back: who did it, why, and until when they may come again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from gonghui.engines.casework.enums import StateKind
from gonghui.engines.casework.models import Case, Step
from gonghui.engines.casework.queries.families import preload_subjects
from gonghui.engines.casework.queries.history import facts_of, who_did
from gonghui.engines.casework.rules import family_of

LAST = "last_steps"


@dataclass(frozen=True)
class Return:
    """The step that sent a case back; ``until`` says by when it may come again, "" where nothing does."""

    label: str
    who: str
    at: datetime
    note: str
    until: str


def with_returns(rows: QuerySet, case: str) -> QuerySet:
    """``rows`` with what ``return_of`` needs of the case at the end of the path ``case``; one more query."""
    return rows.prefetch_related(_last_steps(f"{case}__"))


def annotate_returns(cases: Iterable[Case]) -> list[Case]:
    """The cases, each with its ``returned``: a Return while it waits to be mended, else None."""
    found = list(cases)
    back = [case for case in found if _may_be_back(case)]
    prefetch_related_objects(back, _last_steps(""))
    preload_subjects(back)
    for case in found:
        case.returned = return_of(case)  # type: ignore[attr-defined]  # lives as long as this object
    return found


def return_of(case: Case) -> Return | None:
    """The last step of a case that ``with_returns`` prepared, if it sent the case back with a reason."""
    step = next(iter(getattr(case, LAST, ())), None)
    if step is None or not _may_be_back(case):
        return None
    rule = case.table.transition(step.transition)
    if rule.tone != "back" or not rule.needs_note:
        return None
    return Return(rule.label, who_did(step), step.at, step.note, _until(case, step))


def _until(case: Case, step: Step) -> str:
    """As the family says it, else what was filled in when the case was sent back."""
    family = family_of(case.table_key)
    if family is not None and family.mend_by is not None:
        return family.mend_by(case, step.fields)
    return "，".join(f"{label} {value}" for label, value in facts_of(case, step))


def _may_be_back(case: Case) -> bool:
    """Sent back it stands in a returned state, or at the beginning of a new round."""
    return case.is_open and (case.state_kind == StateKind.RETURNED or case.round_no > 1)


def _last_steps(path: str) -> Prefetch:
    newest = Step._base_manager.filter(case=OuterRef("case")).order_by("-step_no")
    may_be_back = Q(case__state_kind=StateKind.RETURNED) | Q(case__round_no__gt=1)
    steps = Step.objects.filter(may_be_back, step_no=Subquery(newest.values("step_no")[:1]))
    return Prefetch(f"{path}steps", steps.select_related("actor", "on_behalf_of"), to_attr=LAST)
