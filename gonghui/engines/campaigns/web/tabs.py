"""The tabs of a campaign's pages for its organiser; a new page of the desk adds its line here."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.rules.stages import SCORED

LATER = (
    ("quotas", _("名额"), frozenset({StageKind.QUOTA})),
    ("check-desk", _("审查"), frozenset({StageKind.QUALIFICATION, StageKind.OPINIONS})),
    ("judging", _("评审"), SCORED),
    ("standings", _("名次"), frozenset({StageKind.RANKING})),
    ("appeals", _("申诉"), frozenset({StageKind.APPEAL})),
    ("slate", _("名单"), frozenset({StageKind.SLATE})),
    ("notices", _("公示"), frozenset({StageKind.PUBLIC_NOTICE})),
    ("decision", _("决定"), frozenset({StageKind.DECISION})),
)
"""Pages that a campaign has only with a stage of such a kind."""
Tab = tuple[str, str, bool]


def tabs_of(campaign: Campaign, current: str) -> list[Tab]:
    """Label, address and whether it is the present page; later ones only where the plan has them."""
    kinds = {stage["kind"] for stage in campaign.plan.get("stages", ())}
    pages = [("detail", _("进度"))]
    pages += [(name, label) for name, label, wanted in LATER if kinds & wanted]
    found = [
        (label, reverse(f"campaigns:{name}", args=[campaign.pk]), name == current)
        for name, label in pages
    ]
    if not campaign.is_rehearsal:
        after = 1 + (StageKind.QUOTA in kinds)
        entries = f"{reverse('campaigns:entries')}?campaign={campaign.pk}"
        found.insert(after, (_("申报"), entries, False))
    return found
