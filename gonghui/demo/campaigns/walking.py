"""Takes a campaign along by the actions that its people would call, each under the clock of its day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gonghui.demo.campaigns.past import AT_UNIT, Candidate, Scene
from gonghui.demo.campaigns.texts import Facts, answers_of
from gonghui.demo.papers import paper
from gonghui.engines.campaigns.actions.checks import ask_opinions, record_finding, record_opinion
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.actions.quotas import set_all_places
from gonghui.engines.campaigns.actions.recommending import Meeting, record_democratic_step
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.api import (
    Campaign,
    Category,
    Entry,
    Plan,
    Stage,
    StageKind,
    change_entry,
    close_stage,
    enter_candidate,
    frozen_plan,
    move_entry,
    open_campaign,
    open_stage,
    plan_campaign,
    record_consent,
    reschedule_stage,
)
from gonghui.engines.campaigns.models import Rubric, RubricItem, Seat
from gonghui.kernel.access.api import User
from gonghui.kernel.lib.actions import SYSTEM

TOGETHER = (
    StageKind.NOMINATE,
    StageKind.DEMOCRATIC,
    StageKind.UNIT_PUBLICITY,
    StageKind.RECOMMEND,
)
LAST_HOUR = time(17)


def call(
    scene: Scene,
    plan: Plan,
    key: str,
    closes_on: date,
    places: Mapping[str, Mapping[int, int]],
    **basics: Any,
) -> Campaign:
    """Plan and open a campaign today; ``places`` are given in a group, by its name, to unions by their ids."""
    campaign = plan_campaign(
        actor=scene.cadre, union=scene.federation, plan=plan, programme_key=key, **basics
    )
    closes_at = timezone.make_aware(datetime.combine(closes_on, LAST_HOUR))
    nomination = campaign.stages.get(kind=StageKind.NOMINATE)
    reschedule_stage(
        actor=scene.cadre, stage=nomination, opens_at=None, closes_at=closes_at, reason=""
    )
    groups = {category.name: category.pk for category in campaign.categories.all()}
    given = {
        (groups[name], union_id): count
        for name, each in places.items()
        for union_id, count in each.items()
    }
    if given:
        set_all_places(actor=scene.cadre, campaign=campaign, places=given)
    return open_campaign(actor=scene.cadre, campaign=campaign)


def enter(scene: Scene, category: Category, candidate: Candidate, *, actor: Any = SYSTEM) -> Entry:
    """A draft with its answers and papers, consented to."""
    entry = enter_candidate(
        actor=actor,
        category=category,
        union=candidate.union,
        person=candidate.person,
        subject_union=candidate.subject,
        name=candidate.name,
    )
    plan = frozen_plan(category.campaign)
    facts = Facts(
        union=candidate.subject or candidate.union,
        unit_name=candidate.union.name.removesuffix("工会"),
        on=timezone.localdate(),
        person=candidate.person,
        name=entry.name,
    )
    change_entry(actor=actor, entry=entry, answers=answers_of(plan, facts, scene.random))
    for question in plan.fields:
        if question.kind == "attachment" and question.required:
            upload = paper(question.label, entry.name, facts.unit_name)
            attach_paper(actor=actor, entry=entry, field_key=question.key, upload=upload)
    if candidate.person is not None:
        record_consent(actor=actor, entry=entry, on_paper=True)
    return fresh(entry)


def fresh(entry: Entry) -> Entry:
    """The entry and its case as they stand now."""
    rows = Entry.objects.select_related("campaign__union", "category", "union", "case")
    return rows.get(pk=entry.pk)


def step(entry: Entry, name: str, *, actor: Any = SYSTEM, note: str = "", **fields: Any) -> Entry:
    """One step on its way."""
    row = fresh(entry)
    return move_entry(actor=actor, entry=row, transition=name, note=note, fields=fields)


def agree(entry: Entry, *, actor: Any = SYSTEM) -> None:
    """The unit met, with minutes, and recommends."""
    meeting = Meeting("职工（代表）大会", timezone.localdate(), due=86, present=81, in_favour=81)
    minutes = paper("会议记录", entry.name)
    record_democratic_step(actor=actor, entry=fresh(entry), meeting=meeting, minutes=minutes)
    step(entry, "decide", actor=actor)


def finish_notice(entry: Entry, *, actor: Any = SYSTEM) -> None:
    """The notice at the unit is over."""
    step(entry, "finish_notice", actor=actor, **AT_UNIT)


def check(scene: Scene, entries: Sequence[Entry]) -> None:
    """Every condition is met, every department agrees, all are eligible."""
    campaign = entries[0].campaign
    for rule in campaign.eligibility_rules.order_by("pk"):
        rows = [fresh(entry) for entry in entries]
        if rule.department:
            for asked in ask_opinions(actor=scene.cadre, rule=rule, entries=rows):
                record_opinion(actor=scene.cadre, opinion=asked, result="agree")
            continue
        for row in rows:
            record_finding(actor=scene.cadre, entry=row, rule=rule, passed=True)
    for entry in entries:
        step(entry, "pass", actor=scene.cadre)


def close_up_to(scene: Scene, campaign: Campaign, position: int) -> None:
    """End every stage before a place of the plan."""
    for stage in campaign.stages.filter(position__lt=position):
        stage.refresh_from_db()
        if stage.status == "waiting":
            stage = open_stage(actor=scene.cadre, stage=stage)  # noqa: PLW2901 -- the same, later
        if stage.status == "running":
            close_stage(actor=scene.cadre, stage=stage)


def begin(scene: Scene, campaign: Campaign, kind: str, closes_on: date | None = None) -> Stage:
    """Let the first stage of a kind begin, after everything before it ended."""
    stage = campaign.stages.filter(kind=kind).order_by("position").first()
    close_up_to(scene, campaign, stage.position)
    if closes_on is not None:
        closes_at = timezone.make_aware(datetime.combine(closes_on, LAST_HOUR))
        reschedule_stage(
            actor=scene.cadre,
            stage=stage,
            opens_at=timezone.now(),
            closes_at=closes_at,
            reason="按通知执行",
        )
    return open_stage(actor=scene.cadre, stage=stage)


def rubric_of(stage: Stage) -> Rubric:
    """The standard that a stage scores by."""
    rows = Rubric.objects.filter(union=stage.campaign.union_id, key=stage.settings["rubric"])
    return rows.order_by("-version_no").first()


def score(seat: Seat, entries: Iterable[Entry], share: Decimal, *, submitted: bool = True) -> None:
    """A judge gives every entry a share of the full points, a little less each time."""
    judge = User.objects.get(person=seat.expert.person_id)
    items = list(seat.panel.rubric.items.all())
    for place, entry in enumerate(entries):
        points = {item.code: _points(item, share - Decimal(place) / 50) for item in items}
        number = fresh(entry).candidate_no
        save_sheet(actor=judge, seat=seat, candidate_no=number, draft=Draft(points))
        if submitted:
            submit_sheet(actor=judge, seat=seat, candidate_no=number)


def _points(item: RubricItem, share: Decimal) -> Decimal:
    return (item.full_score * share * 2).quantize(Decimal(1)) / 2


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
