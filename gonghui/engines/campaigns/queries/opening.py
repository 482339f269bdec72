"""What keeps a campaign from being opened, and whom it would invite."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind, StageStatus
from gonghui.engines.campaigns.models import Campaign, Quota, Stage
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.rules.plans import Plan
from gonghui.engines.campaigns.rules.soundness import plan_problems
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.unions.api import EdgeKind, Union, UnionKind, lowers_of, subtree

COVERING = (UnionKind.GRASSROOTS, UnionKind.JOINT)


def opening_problems(campaign: Campaign, plan: Plan | None = None) -> list[str]:
    """Everything that is missing, as sentences; empty when the campaign may be opened."""
    plan = plan_of(campaign) if plan is None else plan
    return [
        *plan_problems(plan),
        *_date_problems(campaign),
        *_quota_problems(campaign, plan),
    ]


def cycle_note(campaign: Campaign) -> str:
    """A sentence where a series that is held every few years would be held too early; "" otherwise."""
    series = campaign.series
    if series is None or not series.every_years:
        return ""
    rows = Campaign.objects.filter(series=series, is_rehearsal=False, year__lt=campaign.year)
    before = rows.exclude(pk=campaign.pk).exclude(status=CampaignStatus.PLANNED).order_by("-year")
    last = before.values_list("year", flat=True).first()
    if last is None or campaign.year - last >= series.every_years:
        return ""
    words = {"name": series.name, "n": series.every_years, "year": last}
    return _("“%(name)s”每 %(n)d 年一届，上一届在 %(year)d 年，请核对年度。") % words


def _date_problems(campaign: Campaign) -> list[str]:
    found = []
    stages = list(campaign.stages.all())
    nominate = next((row for row in stages if row.kind == StageKind.NOMINATE), None)
    name = {"stage": nominate.label if nominate else StageKind.NOMINATE.label}
    deadline = nominate.closes_at if nominate else None
    if deadline is None:
        found.append(_("“%(stage)s”没有截止时间，请在环节中填写，或点“排出时间表”。") % name)
    elif deadline <= timezone.now():
        found.append(_("“%(stage)s”的截止时间已过，请改为以后的时间。") % name)
    backwards = [
        row for row in stages if row.opens_at and row.closes_at and row.opens_at >= row.closes_at
    ]
    found += [
        _("“%(stage)s”的开始时间不早于截止时间。") % {"stage": row.label} for row in backwards
    ]
    return found + _disordered(stages)


def _disordered(stages: list[Any]) -> list[str]:
    """Stages that start before an earlier one starts."""
    found: list[str] = []
    before: tuple[datetime, str] | None = None
    for row in stages:
        if row.opens_at is None:
            continue
        if before and row.opens_at < before[0]:
            names = {"late": row.label, "early": before[1]}
            found.append(_("“%(late)s”的开始时间早于前面的“%(early)s”。") % names)
        before = (row.opens_at, row.label)
    return found


def _quota_problems(campaign: Campaign, plan: Plan) -> list[str]:
    if not plan.stages_of(StageKind.QUOTA):
        return []
    given = set(
        Quota.objects.filter(campaign=campaign, places__gt=0).values_list(
            "category__name", flat=True
        )
    )
    return [
        _("组别“%(name)s”的名额尚未分配到各工会。") % {"name": category.name}
        for category in plan.categories
        if category.name not in given
    ]


def due_stages() -> QuerySet[Stage]:
    """Nominations of published campaigns whose time has come."""
    return Stage.objects.filter(
        kind=StageKind.NOMINATE,
        status=StageStatus.WAITING,
        opens_at__lte=timezone.now(),
        campaign__status=CampaignStatus.OPEN,
    ).select_related("campaign")


def invited_unions(campaign: Campaign) -> QuerySet[Union]:
    """The living unions that the notice invites to nominate, in tree order."""
    notice = next(
        (row for row in campaign.stages.all() if row.kind == StageKind.NOTICE),
        None,
    )
    how = chosen(StageKind.NOTICE, notice.settings if notice else {})["invited"]
    below = subtree(campaign.union).exclude(pk=campaign.union_id)
    if how == "quota":
        rows = below.filter(
            pk__in=Quota._base_manager.filter(campaign=campaign, places__gt=0).values("union_id")
        )
    elif how == "grassroots":
        rows = below.filter(kind__in=COVERING)
    else:
        led = lowers_of(campaign.union).values("pk")
        guided = lowers_of(campaign.union, kind=EdgeKind.GUIDES).values("pk")
        rows = below.filter(pk__in=led) | below.filter(pk__in=guided)
    return rows.order_by("path")
