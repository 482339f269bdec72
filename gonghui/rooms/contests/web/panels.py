"""What the case page of a labour contest shows besides state, steps and clocks."""

from typing import Any

from gonghui.engines.casework.api import Case
from gonghui.rooms.contests.queries import labour
from gonghui.rooms.contests.rules.labour import MAIN_LINE
from gonghui.rooms.contests.rules.scores import participation


def contest(case: Case) -> dict[str, Any]:
    """Facts, milestones, dimensions with points, incidents, merits, honours."""
    found = labour.contest_of(case)
    return {
        "contest": found,
        "facts": _facts(found),
        "listings": found.listings.all(),
        "participants": found.participants.select_related("union"),
        "events": labour.milestone_events(found),
        "schedule": labour.schedule(found),
        "standing": labour.standing(found),
        "dimensions": [(each, labour.part_of(each)) for each in labour.dimensions_of(found)],
        "incidents": found.incidents.all(),
        "merits": found.merits.select_related("union"),
        "honours": labour.honours_of(found),
        "line": _line(case),
    }


def _facts(found: Any) -> list[tuple[str, Any]]:
    share = participation(found.enrolled, found.workers)
    people = f"{found.enrolled} 人，占项目职工 {found.workers} 人的 {share}%"
    return [
        ("工程（项目）", found.project),
        ("主办单位", found.sponsor),
        ("领域", found.sector),
        ("期间", f"{found.begins_on} 至 {found.ends_on}"),
        ("参赛职工", people if share is not None else ""),
        *([] if found.redacted else [("地点", found.place)]),
        ("保密审查", f"{found.reviewed_on}，{found.review_opinion}" if found.reviewed_on else ""),
        ("公开日期", found.published_on),
    ]


def _line(case: Case) -> list[tuple[str, str]]:
    """Labels of the main line with "done", "now" or "later"; a stopped contest stands where it was."""
    place = case.returned_from or case.state_id
    if place not in MAIN_LINE:
        last = case.steps.order_by("-step_no").first()
        place = last.source if last and last.source in MAIN_LINE else "running"
    here = MAIN_LINE.index(place)
    return [
        (case.table.state(each).label, "done" if at < here else "now" if at == here else "later")
        for at, each in enumerate(MAIN_LINE)
    ]
