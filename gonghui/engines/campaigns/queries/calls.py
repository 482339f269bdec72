"""Which calls run now, for those who are invited and for the public."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.engines.campaigns.queries.plans import frozen_plan
from gonghui.engines.campaigns.rules.plans import Plan
from gonghui.engines.campaigns.rules.stages import chosen

CALLING = (CampaignStatus.OPEN, CampaignStatus.NOMINATING)


def open_calls() -> QuerySet[Campaign]:
    """Published campaigns whose nomination is not over; those that end first stand first."""
    return (
        Campaign.objects.filter(status__in=CALLING, is_rehearsal=False)
        .exclude(closes_at__lt=timezone.now())
        .select_related("union")
        .order_by("closes_at", "pk")
    )


def public_calls(limit: int = 6) -> list[Campaign]:
    """The open calls that their organisers show on the portal."""
    rows = open_calls().prefetch_related("stages")
    return [row for row in rows if is_public(row)][:limit]


def member_calls() -> list[Campaign]:
    """The open calls to which members apply by themselves."""
    rows = open_calls().filter(stages__kind=StageKind.NOMINATE).prefetch_related("stages")
    return [row for row in rows if _by_member(row)]


def _by_member(campaign: Campaign) -> bool:
    stages = campaign.stages.all()
    return any(
        chosen(row.kind, row.settings)["by_member"]
        for row in stages
        if row.kind == StageKind.NOMINATE
    )


def is_public(campaign: Campaign) -> bool:
    """Whether the notice stage says so."""
    stages = campaign.stages.all()
    notice = next((row for row in stages if row.kind == StageKind.NOTICE), None)
    return notice is not None and bool(chosen(notice.kind, notice.settings)["on_portal"])


def call_page(pk: int) -> tuple[Campaign, Plan, list[Stage]] | None:
    """What the public reads of one call: the campaign, its frozen plan and its stages.

    None unless it was opened for real and its organiser shows it on the portal.
    """
    rows = published_campaigns().filter(is_rehearsal=False).exclude(plan={})
    campaign = rows.prefetch_related("stages").filter(pk=pk).first()
    if campaign is None or not is_public(campaign):
        return None
    return campaign, frozen_plan(campaign), list(campaign.stages.all())


def published_campaigns() -> QuerySet[Campaign]:
    """Everything that was opened: whoever may sign in may read the call."""
    return Campaign.objects.exclude(status=CampaignStatus.PLANNED).select_related("union", "series")


def day_left(deadline: datetime | None) -> date | None:
    """The last day of a deadline that is still to come, for a clock beside it; None once it has passed."""
    if deadline is None or deadline <= timezone.now():
        return None
    return timezone.localtime(deadline).date()


def deadline_of(campaign: Campaign) -> datetime | None:
    """When nominations end, by the stage itself."""
    stages = campaign.stages.all()
    return next((row.closes_at for row in stages if row.kind == StageKind.NOMINATE), None)
