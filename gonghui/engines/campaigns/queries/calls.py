"""Which calls run now, for those who are invited and for the public."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind
from gonghui.engines.campaigns.models import Campaign
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


def is_public(campaign: Campaign) -> bool:
    """Whether the notice stage says so."""
    stages = campaign.stages.all()  # type: ignore[attr-defined]  # related_name
    notice = next((row for row in stages if row.kind == StageKind.NOTICE), None)
    return notice is not None and bool(chosen(notice.kind, notice.settings)["on_portal"])


def published_campaigns() -> QuerySet[Campaign]:
    """Everything that was opened: whoever may sign in may read the call."""
    return Campaign.objects.exclude(status=CampaignStatus.PLANNED).select_related("union", "series")


def deadline_of(campaign: Campaign) -> datetime | None:
    """When nominations end, by the stage itself."""
    stages = campaign.stages.all()  # type: ignore[attr-defined]  # related_name
    return next((row.closes_at for row in stages if row.kind == StageKind.NOMINATE), None)
