"""What is written down while a labour contest runs: milestones, points, incidents, merits (§5)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import take_step
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.records import edit
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.contests.actions.labour import lock_contest, said_of
from gonghui.rooms.contests.enums import MeritHolder
from gonghui.rooms.contests.models import (
    Dimension,
    Incident,
    LaborContest,
    Milestone,
    PeriodScore,
    PostMerit,
)
from gonghui.rooms.contests.queries.labour import case_of
from gonghui.rooms.contests.rules.labour import EDITABLE, MERITED, UNDER_WAY

EVIDENCE = "contests.evidence"
PLANNING = EDITABLE | UNDER_WAY
HUNDRED = 100


@action
def add_milestone(
    *,
    actor: Any,
    contest: LaborContest,
    name: str,
    planned_on: date,
    weight: Decimal = Decimal(1),
) -> Milestone:
    """A node of the plan; traces.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: it has been evaluated, or the day lies outside its period.
    """
    row = lock_contest(actor, contest, PLANNING)
    if not row.begins_on <= planned_on <= row.ends_on:
        raise ValidationError({"planned_on": _("计划日期不在竞赛期间内。")})
    facts = {"name": name, "planned_on": planned_on, "weight": weight}
    made = Milestone.objects.create(contest=row, **facts)
    trace("contests.milestone.added", **said_of(row, actor), milestone=name)
    return made


@action
def reach_milestone(
    *, actor: Any, milestone: Milestone, actual_on: date, evidence: Any = None
) -> Milestone:
    """The node is reached, with its proof; traces.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: the contest does not run, the day is yet to come, or a redacted contest is
            given a paper.
    """
    contest = lock_contest(actor, milestone.contest, UNDER_WAY)
    if actual_on > dates.today():
        raise ValidationError({"actual_on": _("完成日期还没有到，请核对。")})
    changes: dict[str, Any] = {"actual_on": actual_on}
    if evidence is not None:
        if contest.redacted:
            raise ValidationError({"evidence": _("涉密项目不上传图片和技术资料，请线下留存。")})
        changes["evidence"] = store_upload(
            actor=actor, upload=evidence, purpose=EVIDENCE, union=contest.union
        )
    row = Milestone.objects.select_for_update().get(pk=milestone.pk)
    edit(row, changes)
    trace("contests.milestone.reached", **said_of(contest, actor), milestone=row.name)
    return row


@action
def add_dimension(*, actor: Any, contest: LaborContest, name: str, **facts: Any) -> Dimension:
    """What is competed in or guaranteed: kind, weight in percent, pass mark; traces.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: the contest is listed already, or a value does not fit.
    """
    row = lock_contest(actor, contest, EDITABLE)
    made = Dimension(contest=row, name=name, **facts)
    made.full_clean(exclude=["contest"])
    if not 0 <= made.weight <= HUNDRED:
        raise ValidationError({"weight": _("权重在 0 至 100 之间。")})
    if row.dimensions.filter(name=name).exists():
        raise ValidationError({"name": _("已有同名的比保项目。")})
    made.save()
    trace("contests.dimension.added", **said_of(row, actor), dimension=name)
    return made


@action
def score_period(
    *,
    actor: Any,
    dimension: Dimension,
    period_from: date,
    period_to: date,
    points: Decimal,
    note: str = "",
) -> PeriodScore:
    """Points of a dimension for a period; a period that was scored is scored anew. Traces.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: the contest does not run, or the points are not 0 to 100.
    """
    contest = lock_contest(actor, dimension.contest, UNDER_WAY)
    if not 0 <= points <= HUNDRED:
        raise ValidationError({"points": _("得分在 0 至 100 之间。")})
    if period_to < period_from:
        raise ValidationError({"period_to": _("结束日期早于开始日期。")})
    crossing = dimension.scores.exclude(period_from=period_from)
    if crossing.filter(period_from__lte=period_to, period_to__gte=period_from).exists():
        raise ValidationError({"period_from": _("与已登记的阶段重叠。")})
    made, _new = PeriodScore.objects.update_or_create(
        dimension=dimension,
        period_from=period_from,
        defaults={"period_to": period_to, "points": points, "note": note},
    )
    trace("contests.score.entered", **said_of(contest, actor), dimension=dimension.name)
    return made


@action
def record_incident(
    *, actor: Any, contest: LaborContest, kind: str, happened_on: date, facts: str
) -> Incident:
    """A veto: written down, and a running contest is suspended at once; traces, takes the step.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: the contest does not run, or the day is yet to come.
    """
    row = lock_contest(actor, contest, UNDER_WAY)
    if happened_on > dates.today():
        raise ValidationError({"happened_on": _("日期还没有到，请核对。")})
    values = {"kind": kind, "happened_on": happened_on, "facts": facts}
    made = Incident.objects.create(contest=row, **values)
    label = made.get_kind_display()
    trace("contests.incident.recorded", **said_of(row, actor), kind=label)
    case = case_of(row)
    if case.state_id == "running":
        take_step(
            actor=actor, case=case, transition="suspend", note=label, expected_state="running"
        )
    return made


@action
def record_merit(
    *,
    actor: Any,
    contest: LaborContest,
    union: Union,
    holder_name: str,
    person: Person | None = None,
    **facts: Any,
) -> PostMerit:
    """岗位立功 of a person or a team of ``union``: holder_kind, deed, grade, granted_on; traces.

    Raises:
        Refused: the actor does not handle the contest.
        ValidationError: the contest is over or has not begun, the union takes no part, or a team is
            given a person.
    """
    row = lock_contest(actor, contest, MERITED)
    made = PostMerit(contest=row, union=union, holder_name=holder_name, person=person, **facts)
    made.clean_fields(exclude=["contest", "union", "person"])
    paths = row.participants.values_list("union__path", flat=True)
    if not any(is_below(union.path, path) for path in paths):
        raise ValidationError({"union": _("“%(union)s”没有参加这项竞赛。") % {"union": union}})
    if person is not None and made.holder_kind != MeritHolder.PERSON:
        raise ValidationError({"person": _("集体立功不对应会员。")})
    if made.granted_on > dates.today():
        raise ValidationError({"granted_on": _("授予日期还没有到，请核对。")})
    made.save()
    trace("contests.merit.recorded", **said_of(row, actor), holder=holder_name)
    return made
