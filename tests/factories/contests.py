"""Labour contests made through the actions, brought as far along as a test wants them."""

from datetime import date
from decimal import Decimal

from gonghui.engines.casework.api import take_step
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.contests.actions.labour import propose_contest
from gonghui.rooms.contests.actions.progress import (
    add_dimension,
    add_milestone,
    reach_milestone,
    score_period,
)
from gonghui.rooms.contests.queries.labour import case_of, contest_of

FACTS = {
    "name": "示范工程劳动竞赛",
    "project": "示范工程",
    "sponsor": "示范研究院",
    "sector": "国防装备",
    "begins_on": date(2025, 1, 2),
    "ends_on": date(2025, 12, 31),
    "workers": 200,
    "enrolled": 150,
}
DIMENSIONS = (("比质量", "compete", 60), ("保安全", "guarantee", 40))
NODES = (("首件下线", date(2025, 3, 3)), ("联调", date(2025, 6, 2)))


def make_labour(union, **more):
    """A proposed contest with two milestones and two dimensions, 60 and 40 %."""
    with scoping.everything("factory"):
        contest = contest_of(propose_contest(actor=SYSTEM, union=union, **FACTS | more))
        for name, planned_on in NODES:
            add_milestone(actor=SYSTEM, contest=contest, name=name, planned_on=planned_on)
        for name, kind, weight in DIMENSIONS:
            add_dimension(
                actor=SYSTEM, contest=contest, name=name, kind=kind, weight=Decimal(weight)
            )
    return contest


def walk(contest, transition, *, actor=SYSTEM, note="", **fields):
    """One step of its case."""
    case = case_of(contest)
    return take_step(
        actor=actor,
        case=case,
        transition=transition,
        note=note,
        fields=fields,
        expected_state=case.state_id,
    )


def make_running(union, **more):
    """A contest that was listed and started."""
    contest = make_labour(union, **more)
    with scoping.everything("factory"):
        walk(contest, "submit")
        walk(contest, "list", document_no="示教科工〔2025〕3号", listed_on=date(2025, 1, 6))
        walk(contest, "start", started_on=date(2025, 1, 8))
    return contest


def finish(contest, *, safety=90):
    """Every node reached in time, one period scored; ``safety`` are the points of the guarantee."""
    with scoping.everything("factory"):
        for node in contest.milestones.all():
            reach_milestone(actor=SYSTEM, milestone=node, actual_on=node.planned_on)
        for dimension in contest.dimensions.all():
            points = Decimal(safety if dimension.kind == "guarantee" else 80)
            score_period(
                actor=SYSTEM,
                dimension=dimension,
                period_from=date(2025, 1, 2),
                period_to=date(2025, 6, 30),
                points=points,
            )
    return contest
