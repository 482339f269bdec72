"""Takes recorded campaigns back while nobody built on them."""

from collections.abc import Sequence
from typing import Any

from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import (
    Award,
    AwardDecision,
    Campaign,
    Entry,
    Slate,
)
from gonghui.engines.campaigns.rules.archives import MARK
from gonghui.engines.casework.api import Case
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.api import Union

MANAGE = "campaigns.campaign:manage"


@action
def withdraw_recorded(
    *, actor: Any, kept_by: Union, entries: Sequence[int], **facts: Any
) -> list[str]:
    """Remove campaigns that were entered as lists of results, whole, with all they left; traces the number.

    Only those that rest on paper (``rules.archives``) go: they have no document, certificate or score.

    Args:
        actor: organises campaigns at ``kept_by``.
        kept_by: organised them.
        entries: ids of entries of the campaigns.
        **facts: for the trace, for instance the batch.

    Returns:
        What those are called whose awards somebody touched since; then none is removed.

    Raises:
        Refused: the actor may not.
    """
    require(actor, MANAGE, kept_by)
    asked = Campaign.objects.filter(entries__in=entries, union=kept_by, form_fields__key=MARK)
    campaigns = Campaign.objects.filter(pk__in=asked, status=CampaignStatus.ARCHIVED)
    awards = Award.objects.filter(campaign__in=campaigns)
    touched = awards.filter(version__gt=1) | awards.filter(events__isnull=False)
    names = list(touched.distinct().values_list("holder_name", flat=True))
    count = 0 if names else campaigns.count()
    if not names:
        _remove(list(campaigns))
    trace(
        "campaigns.campaign.withdrawn",
        actor=actor,
        subject=kept_by,
        union_id=kept_by.pk,
        count=count,
        **facts,
    )
    return names


def _remove(campaigns: list[Campaign]) -> None:
    """From the awards back to the call; what hangs on a campaign goes with it."""
    rows = Entry._base_manager.filter(campaign__in=campaigns)
    cases = list(rows.values_list("case", flat=True))
    Award._base_manager.filter(campaign__in=campaigns).delete()
    AwardDecision._base_manager.filter(campaign__in=campaigns).delete()
    Slate._base_manager.filter(campaign__in=campaigns).delete()
    rows.delete()
    Case._base_manager.filter(pk__in=cases).delete()
    Campaign._base_manager.filter(pk__in=[each.pk for each in campaigns]).delete()
