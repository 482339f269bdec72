"""What the case page shows besides state, steps and clocks."""

from typing import Any

from gonghui.engines.casework.api import Case
from gonghui.rooms.organising.queries.elections import results_of
from gonghui.rooms.organising.queries.foundings import founding_of, units_of_founding
from gonghui.rooms.organising.queries.renewals import renewal_of
from gonghui.rooms.organising.queries.transfers import transfer_of
from gonghui.rooms.organising.rules import founding as founding_rules
from gonghui.rooms.organising.rules import renewal as renewal_rules

SHOWN = 30


def founding(case: Case) -> dict[str, Any]:
    """Units, visits, group, applicants and count sheets of a founding."""
    data = founding_of(case)
    applicants = data.applicants.select_related("person").order_by("pk")
    return {
        "founding": data,
        "founding_units": units_of_founding(data),
        "visits": data.visits.all(),
        "applicants": applicants[:SHOWN],
        "applicant_count": applicants.count(),
        "results": results_of(case),
        "line": _line(case, founding_rules.MAIN_LINE),
    }


def renewal(case: Case) -> dict[str, Any]:
    """The ending term and the count sheets of a re-election."""
    return {
        "renewal": renewal_of(case),
        "results": results_of(case),
        "line": _line(case, renewal_rules.MAIN_LINE),
    }


def transfer(case: Case) -> dict[str, Any]:
    """Who moves where, and both consents."""
    return {"transfer": transfer_of(case)}


def _line(case: Case, main: tuple[str, ...]) -> list[tuple[str, str]]:
    """Labels of the main line with "done", "now" or "later"; a returned case stands where it was."""
    place = case.returned_from or case.state_id
    if place not in main:
        last = case.steps.order_by("-step_no").first()
        place = last.source if last and last.source in main else main[0]
    here = main.index(place)
    return [
        (case.table.state(each).label, "done" if at < here else "now" if at == here else "later")
        for at, each in enumerate(main)
    ]
