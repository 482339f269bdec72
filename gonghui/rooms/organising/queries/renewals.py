"""Re-elections: whose turn it is, which case runs, who has to approve."""

from collections.abc import Iterator
from datetime import date, timedelta

from gonghui.engines.casework.api import Case, cases_of
from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.unions.api import Term, Union, leader_of, terms_due
from gonghui.rooms.organising.models import TermCase


def renewal_of(case: Case) -> TermCase:
    """The data of a re-election's case."""
    return TermCase.objects.select_related("union", "term", "new_term").get(pk=case.subject_id)


def open_renewal_of(union: Union) -> Case | None:
    """The re-election under way."""
    for renewal in TermCase.objects.filter(union=union).order_by("-pk"):
        case = cases_of(renewal).filter(is_open=True).first()
        if case is not None:
            return case
    return None


def approver_of(case: Case) -> Union:
    """Who approves: the leading union; where none of this system leads, the union enters the reply."""
    return leader_of(case.union) or case.union


def reminders_due(on: date, months: list[int]) -> Iterator[tuple[Term, int]]:
    """Running terms with the latest reminder they have reached: months before the end, 0 when over."""
    steps = sorted(months)
    for term in terms_due(months_after(on, steps[-1]) + timedelta(days=1)):
        if term.due < on:  # type: ignore[attr-defined]  # annotated
            yield term, 0
            continue
        reached = [step for step in steps if term.due <= months_after(on, step)]  # type: ignore[attr-defined]  # annotated
        if reached:
            yield term, reached[0]
