"""A labour contest as pages and guards see it."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from gonghui.engines.campaigns.api import Award, list_awards
from gonghui.engines.casework.api import Case, cases_of, upper_of
from gonghui.kernel.files.api import StoredFile
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.calendar import working_days_between
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide
from gonghui.kernel.unions.api import Union
from gonghui.rooms.contests.models import Dimension, LaborContest, Milestone
from gonghui.rooms.contests.rules.labour import KEY, READ
from gonghui.rooms.contests.rules.scores import (
    Part,
    Schedule,
    Standing,
    schedule_of,
    standing_of,
)


class Event(NamedTuple):
    """One milestone, as ui/timeline.html draws it."""

    when: date
    title: str
    note: str = ""
    tone: str = ""
    later: bool = False
    now: bool = False
    who: str = ""
    precision: str = "D"


def contests_in_scope() -> QuerySet[LaborContest]:
    """Contests with the case that each one is, for lists."""
    cases = Case.objects.filter(table_key=KEY, subject_id=OuterRef("pk"))
    return LaborContest.objects.select_related("union").annotate(
        case_id=Subquery(cases.values("pk")[:1]), state_id=Subquery(cases.values("state_id")[:1])
    )


def contest_of(case: Case) -> LaborContest:
    """What the case is about."""
    return LaborContest.objects.select_related("union").get(pk=case.subject_id)


def case_of(contest: LaborContest) -> Case:
    """The case of a contest."""
    return cases_of(contest).select_related("table_version", "union").get()


def lister_of(case: Case) -> Union:
    """Who lists the contest: the union above, or the leading union itself at the top."""
    return upper_of(case.union) or case.union


def schedule(contest: LaborContest, on: date | None = None) -> Schedule:
    """How its milestones were kept up to a day."""
    return schedule_of(contest.milestones.all(), on or dates.today(), delay_days)


def delay_days(planned: date, actual: date) -> int:
    """Working days by which ``actual`` is late."""
    return working_days_between(planned, actual).days


def standing(contest: LaborContest) -> Standing:
    """Its score, failed guarantees, and what has no points yet."""
    return standing_of(part_of(each) for each in dimensions_of(contest))


def dimensions_of(contest: LaborContest) -> QuerySet[Dimension]:
    """Its dimensions with the points of their periods."""
    return contest.dimensions.prefetch_related("scores")


def part_of(dimension: Dimension) -> Part:
    """A dimension as arithmetic takes it."""
    return Part(
        dimension.name,
        dimension.kind,
        dimension.weight,
        dimension.pass_mark,
        tuple(each.points for each in dimension.scores.all()),
    )


def milestone_events(contest: LaborContest, on: date | None = None) -> list[Event]:
    """The milestones as a timeline, the earliest planned first."""
    day = on or dates.today()
    return [_event(each, day) for each in contest.milestones.all()]


def _event(milestone: Milestone, day: date) -> Event:
    late = delay_days(milestone.planned_on, milestone.actual_on or day)
    planned = f"计划 {milestone.planned_on}"
    if milestone.actual_on:
        kept = f"延误 {late} 个工作日" if late else "按期完成"
        tone = "warn" if late else "good"
        return Event(milestone.actual_on, milestone.name, f"{planned}，{kept}", tone)
    if milestone.planned_on < day:
        note = f"{planned}，已逾期 {late} 个工作日"
        return Event(milestone.planned_on, milestone.name, note, "bad")
    return Event(milestone.planned_on, milestone.name, planned, later=True)


def honours_of(contest: LaborContest) -> QuerySet[Award]:
    """Honours of the register that name this contest."""
    return list_awards().filter(facts__contest=contest.name)


def may_fetch_evidence(user: Any, stored: StoredFile) -> Decision:
    """Whoever may read the contest, or sent the paper in."""
    if user.pk and user.pk == stored.owner_id:
        return ALLOWED
    rows = Milestone.objects.filter(evidence=stored).select_related("contest__union")
    milestone = rows.first()
    if milestone is None:
        return Decision(False, "没有找到这份佐证所属的节点。")
    return decide(user, READ, milestone.contest.union)


def may_fetch_result(user: Any, stored: StoredFile) -> Decision:
    """Whoever may read the award, or sent the paper in."""
    if user.pk and user.pk == stored.owner_id:
        return ALLOWED
    award = Award.objects.filter(evidence=stored).select_related("union").first()
    if award is None:
        return Decision(False, "没有找到这份证明所属的成绩。")
    return decide(user, "campaigns.award:read", award.union)
