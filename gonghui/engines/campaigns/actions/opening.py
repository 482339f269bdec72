"""Opening a campaign, and moving it from stage to stage; its status follows the stages."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import draft, managed
from gonghui.engines.campaigns.enums import CampaignStatus, StageKind, StageStatus
from gonghui.engines.campaigns.models import Campaign, Rubric, Stage
from gonghui.engines.campaigns.queries.gaps import Gaps, gaps_of
from gonghui.engines.campaigns.queries.opening import opening_problems
from gonghui.engines.campaigns.queries.plans import plan_of, rubrics_of
from gonghui.engines.campaigns.rules.plans import Plan
from gonghui.engines.campaigns.rules.progress import TOGETHER, earlier_open, status_after
from gonghui.engines.campaigns.rules.registries import CLOSE, OPEN, effects_of, guards_of
from gonghui.kernel.jobs.api import start
from gonghui.kernel.lib.actions import action, trace

PREPARED = (StageKind.NOTICE, StageKind.QUOTA)
"""Done the moment a campaign opens: the notice goes out with it, the places were given before."""
TELLING = "campaigns.tell_invited"
FIRST_HOUR, LAST_HOUR = time(9, 0), time(17, 0)
LIVE_ENDS = frozenset({CampaignStatus.PLANNED, CampaignStatus.ARCHIVED, CampaignStatus.SUSPENDED})


@action
def open_campaign(*, actor: Any, campaign: Campaign) -> Campaign:
    """Publish a draft: its plan is frozen and the invited unions may nominate.

    Side effects in order: the frozen plan with its digest, standards of points marked as used, notice
    and quota stages done, the nomination opened if its time has come, a trace, and a job that puts the
    call into the inboxes of the invited unions' cadres (not for a rehearsal).

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened before, or something is missing; one sentence for each.
    """
    fresh = draft(actor, campaign)
    plan = plan_of(fresh)
    problems = opening_problems(fresh, plan)
    if problems:
        raise ValidationError(problems)
    now = timezone.now()
    nomination = fresh.stages.get(kind=StageKind.NOMINATE)
    freeze_plan(fresh, plan, now)
    fresh.closes_at = nomination.closes_at
    fresh.stages.filter(kind__in=PREPARED).update(status=StageStatus.DONE)
    if nomination.opens_at is None or nomination.opens_at <= now:
        _run(fresh)
    _follow(fresh)
    trace(
        "campaigns.campaign.opened",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        title=str(fresh),
        digest=plan.digest,
    )
    if not fresh.is_rehearsal:
        start(
            actor=actor,
            key=TELLING,
            title=_("发送评选通知：%(campaign)s") % {"campaign": fresh},
            arguments={"campaign": fresh.pk},
            union=fresh.union,
            link=reverse("campaigns:detail", args=[fresh.pk]),
        )
    return fresh


def freeze_plan(campaign: Campaign, plan: Plan, at: datetime) -> None:
    """Keep the plan with its digest on a campaign, not saved, and mark its standards as used."""
    campaign.plan = {**plan.as_json(), "digest": plan.digest}
    campaign.opens_at = campaign.opens_at or at
    used = [row.pk for row in rubrics_of(campaign.union_id, plan.stages)]
    Rubric.objects.filter(pk__in=used, used_at=None).update(used_at=at)


@action
def date_stages(*, actor: Any, campaign: Campaign, starts_on: date) -> None:
    """Lay the stages of a draft end to end from ``starts_on``, each as long as it usually takes.

    A stage opens at 9:00 and closes at 17:00 of its last day, local time; stages without a length are
    left alone. Traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it was opened.
    """
    fresh = draft(actor, campaign)
    day = starts_on
    for stage in fresh.stages.all():
        if not stage.days:
            continue
        stage.opens_at = _moment(day, FIRST_HOUR)
        stage.closes_at = _moment(day + timedelta(days=stage.days - 1), LAST_HOUR)
        stage.save(update_fields=["opens_at", "closes_at"])
        day += timedelta(days=stage.days)
    trace(
        "campaigns.campaign.dated",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        title=str(fresh),
        on=starts_on.isoformat(),
    )


@action
def open_stage(*, actor: Any, stage: Stage) -> Stage:
    """Let a stage begin; stages of the nomination begin together. Effects of its kind run, then a trace.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: the campaign is not running, an earlier stage is not over, or a guard says no.
    """
    campaign = _running(actor, stage.campaign)
    stage = campaign.stages.get(pk=stage.pk)
    if stage.status != StageStatus.WAITING:
        raise ValidationError(_("“%(stage)s”已经开始。") % {"stage": stage})
    before = earlier_open(list(campaign.stages.all()), stage)
    if before:
        raise ValidationError(
            _("请先结束“%(early)s”，再开始“%(stage)s”。") % {"early": before[0], "stage": stage}
        )
    _ask_guards(stage, OPEN)
    if stage.kind in TOGETHER:
        _run(campaign)
    else:
        _set(stage, StageStatus.RUNNING)
    return _moved(actor, campaign, stage, OPEN)


@action
def close_stage(*, actor: Any, stage: Stage, reason: str = "") -> Stage:
    """End a running stage. Effects of its kind run in the same transaction, then a trace.

    Where judges' sheets are missing, the trace says how many and why the stage ended all the same. The
    gaps stay open: a missing sheet is never a zero, and no group is ranked before it is in
    (handbook contests §3).

    Args:
        actor: organises the campaign.
        stage: that runs.
        reason: needed while judges' sheets are missing.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it is not running, a guard says no, or sheets are missing and there is no reason.
    """
    campaign = _running(actor, stage.campaign)
    stage = campaign.stages.get(pk=stage.pk)
    if stage.status != StageStatus.RUNNING:
        raise ValidationError(_("“%(stage)s”没有在进行。") % {"stage": stage})
    _ask_guards(stage, CLOSE)
    gaps = gaps_of(stage)
    if gaps and not reason.strip():
        raise ValidationError({"reason": _refusal(stage, gaps)})
    _set(stage, StageStatus.DONE)
    short = {"sheets": gaps.sheets, "entries": gaps.short, "reason": reason.strip()}
    return _moved(actor, campaign, stage, CLOSE, **(short if gaps else {}))


@action
def reschedule_stage(
    *, actor: Any, stage: Stage, opens_at: datetime | None, closes_at: datetime | None, reason: str
) -> Stage:
    """Give a stage other times, with a reason once the campaign is open. Traces old and new end.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no reason, the stage is over, or it would end before it begins.
    """
    campaign = managed(actor, stage.campaign)
    stage = campaign.stages.get(pk=stage.pk)
    if stage.status == StageStatus.DONE:
        raise ValidationError(_("“%(stage)s”已结束，不能再改时间。") % {"stage": stage})
    if campaign.plan and not reason.strip():
        raise ValidationError({"reason": _("请写明调整时间的原因。")})
    if opens_at and closes_at and opens_at >= closes_at:
        raise ValidationError({"closes_at": _("截止时间须晚于开始时间。")})
    before = stage.closes_at
    stage.opens_at, stage.closes_at = opens_at, closes_at
    stage.save(update_fields=["opens_at", "closes_at"])
    if stage.kind == StageKind.NOMINATE and campaign.plan:
        campaign.closes_at = closes_at
        campaign.save(update_fields=["closes_at"])
    trace(
        "campaigns.stage.rescheduled",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        title=str(campaign),
        stage=stage.label,
        before=_written(before),
        after=_written(closes_at),
        reason=reason.strip(),
    )
    return stage


@action
def suspend_campaign(*, actor: Any, campaign: Campaign, reason: str) -> Campaign:
    """Stop a running campaign for now: nothing moves until it is resumed. Traces the reason.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: no reason, or it is not running.
    """
    fresh = _running(actor, campaign)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明暂停的原因。")})
    fresh.suspended_from, fresh.status = fresh.status, CampaignStatus.SUSPENDED
    fresh.save(update_fields=["suspended_from", "status", "updated_at"])
    _trace("campaigns.campaign.suspended", actor, fresh, reason.strip())
    return fresh


@action
def resume_campaign(*, actor: Any, campaign: Campaign, reason: str = "") -> Campaign:
    """Let a suspended campaign go on where it stopped. Traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it is not suspended.
    """
    fresh = managed(actor, campaign)
    if fresh.status != CampaignStatus.SUSPENDED:
        raise ValidationError(_("“%(campaign)s”没有暂停。") % {"campaign": fresh})
    fresh.status, fresh.suspended_from = fresh.suspended_from, ""
    fresh.save(update_fields=["suspended_from", "status", "updated_at"])
    _trace("campaigns.campaign.resumed", actor, fresh, reason.strip())
    return fresh


@action
def archive_campaign(*, actor: Any, campaign: Campaign) -> Campaign:
    """Lay a decided campaign, or one without a decision that ended, to the files. Traces.

    Raises:
        Refused: the actor may not organise the campaign.
        ValidationError: it is not running, or a stage is not over.
    """
    fresh = _running(actor, campaign)
    left = fresh.stages.exclude(status=StageStatus.DONE).exclude(kind=StageKind.ARCHIVE)
    waiting = left.first()
    if waiting is not None:
        raise ValidationError(_("“%(stage)s”还没有结束，不能归档。") % {"stage": waiting})
    fresh.stages.filter(kind=StageKind.ARCHIVE).update(status=StageStatus.DONE)
    fresh.status = CampaignStatus.ARCHIVED
    fresh.save(update_fields=["status", "updated_at"])
    _trace("campaigns.campaign.archived", actor, fresh, "")
    return fresh


def _running(actor: Any, campaign: Campaign) -> Any:
    fresh = managed(actor, campaign)
    if fresh.status in LIVE_ENDS:
        raise ValidationError(
            _("“%(campaign)s”当前为“%(status)s”，不能办理。")
            % {"campaign": fresh, "status": fresh.get_status_display()}
        )
    return fresh


def _ask_guards(stage: Stage, when: str) -> None:
    problems = [sentence for guard in guards_of(stage.kind, when) for sentence in guard(stage)]
    if problems:
        raise ValidationError(problems)


def _run(campaign: Any) -> None:
    """Start everything that runs together with the nomination."""
    waiting = campaign.stages.filter(kind__in=TOGETHER, status=StageStatus.WAITING)
    waiting.update(status=StageStatus.RUNNING)


def _set(stage: Stage, status: StageStatus) -> None:
    stage.status = status
    stage.save(update_fields=["status"])


def _follow(campaign: Any) -> None:
    campaign.status = status_after(list(campaign.stages.all()))
    campaign.version += 1
    campaign.save()


def _refusal(stage: Stage, gaps: Gaps) -> str:
    words = {"stage": stage, "sheets": gaps.sheets, "entries": gaps.short}
    return (
        _("“%(stage)s”还缺 %(sheets)s 份评分，%(entries)s 个参评对象评分不齐，结束须写明原因。")
        % words
    )


def _moved(actor: Any, campaign: Any, stage: Stage, when: str, **facts: Any) -> Stage:
    """Effects, the campaign's status, the trace; ``facts`` say what the stage lacked when it ended."""
    stage.refresh_from_db()
    for effect in effects_of(stage.kind, when):
        effect(actor=actor, stage=stage)
    _follow(campaign)
    said = {
        "actor": actor,
        "subject": campaign,
        "union_id": campaign.union_id,
        "title": str(campaign),
        "stage": stage.label,
    }
    if when == OPEN:
        trace("campaigns.stage.opened", **said)
    elif facts:
        trace("campaigns.stage.closed_short", **said, **facts)
    else:
        trace("campaigns.stage.closed", **said)
    return stage


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _written(value: datetime | None) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def _trace(key: str, actor: Any, campaign: Campaign, reason: str) -> None:
    trace(
        key,
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        title=str(campaign),
        reason=reason,
    )
