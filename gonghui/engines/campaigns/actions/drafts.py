"""What every change of a plan begins with: the campaign locked, the actor asked, the plan still open."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import Campaign
from gonghui.kernel.lib.policy import require

MANAGE = "campaigns.campaign:manage"


def managed(actor: Any, campaign: Campaign) -> Campaign:
    """The campaign, fresh and locked, once the actor may organise it.

    Raises:
        Refused: the actor may not.
    """
    fresh = Campaign.objects.select_for_update().select_related("union").get(pk=campaign.pk)
    require(actor, MANAGE, fresh.union)
    return fresh


def draft(actor: Any, campaign: Campaign) -> Campaign:
    """The campaign, fresh and locked, while its plan may change.

    Raises:
        Refused: the actor may not organise it.
        ValidationError: it was opened.
    """
    fresh = managed(actor, campaign)
    if fresh.status != CampaignStatus.PLANNED:
        raise ValidationError(
            _("“%(campaign)s”已发布，方案不能再改。可调整环节时间，或暂停后另行处理。")
            % {"campaign": fresh}
        )
    return fresh
