"""What stands in the way of the decision, and what came of it."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import NoticeStatus, StageKind
from gonghui.engines.campaigns.models import (
    Award,
    AwardDecision,
    Campaign,
    Deliberation,
    Slate,
)
from gonghui.engines.campaigns.queries.notices import decision_states, not_posted
from gonghui.engines.campaigns.queries.slates import chosen_of

LISTED = 3
"""Names of one sentence."""


def obstacles_to_decision(campaign: Campaign, slate: Slate | None) -> list[str]:
    """Sentences, one for each thing that has to be done first; empty when the decision is free."""
    if slate is None:
        return [_("还没有拟定名单，请先按名次拟定。")]
    return list(_obstacles(campaign, slate))


def _obstacles(campaign: Campaign, slate: Slate) -> Iterator[str]:
    chosen = chosen_of(slate)
    if AwardDecision.objects.filter(campaign=campaign).exists():
        yield _("已作出表彰决定。")
    if campaign.is_rehearsal:
        yield _("试运行不产生荣誉。")
    if not chosen or not slate.composition["legal"]:
        yield _("名单还不符合要求，请先调整或递补。")
    kinds = set(campaign.stages.values_list("kind", flat=True))
    meetings = Deliberation.objects.filter(campaign=campaign)
    if StageKind.DELIBERATION in kinds and not meetings.exists():
        yield _("名单还没有经会议研究决定，请先登记会议。")
    if StageKind.PUBLIC_NOTICE in kinds:
        yield from _about_notices(campaign, slate)


def _about_notices(campaign: Campaign, slate: Slate) -> Iterator[str]:
    chosen = chosen_of(slate)
    waiting = not_posted(campaign, chosen)
    if waiting:
        names = _listed([entry.name for entry in waiting])
        yield _("%(names)s还没有公示。") % {"names": names}
    running = campaign.public_notices.filter(slate__isnull=False, status=NoticeStatus.RUNNING)
    if running.exists():
        yield _("还有公示没有办理期满手续。")
    names_by_pk = {entry.pk: entry.name for entry in chosen}
    held: dict[str, list[str]] = {}
    for pk, state in decision_states(campaign, chosen).items():
        for reason in state.reasons:
            held.setdefault(reason, []).append(names_by_pk[pk])
    for reason, holders in held.items():
        yield f"{_listed(holders)}：{reason}"


def _listed(names: list[str]) -> str:
    """The first few names; a list of hundreds would hide what else is missing."""
    if len(names) <= LISTED:
        return "、".join(names)
    return _("%(names)s等 %(n)s 个") % {"names": "、".join(names[:LISTED]), "n": len(names)}


def decision_of(campaign: Campaign) -> AwardDecision | None:
    """The decision, or None."""
    return campaign.decisions.select_related("slate").first()


def awards_of(decision: AwardDecision) -> QuerySet[Award]:
    """The awards a decision gave, by group and rank."""
    rows = Award.objects.filter(decision=decision).select_related("union", "entry__category")
    return rows.order_by("entry__category__position", "rank", "pk")
