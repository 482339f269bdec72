"""Who hears that a rating is void: the officers of the union, with the reason and what may still be done."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import StageKind
from gonghui.engines.casework.api import holders_at
from gonghui.kernel.notices.api import send_notice
from gonghui.rooms.homes.models import RatingRound
from gonghui.rooms.homes.queries.ratings import repeat_problem

RATE = "homes.rating:manage"


def tell_void(actor: Any, rating: RatingRound) -> None:
    """A message to everybody who may open ratings at the union, once, but not to ``actor``.

    For use inside actions, after the round became void: it says why, and whether and until when the round
    may be held once more (handbook homes §5).
    """
    title = _("会员评家无效：%(title)s") % {"title": rating.title}
    for user in holders_at(rating.union, RATE):
        if user.pk != actor.pk:
            send_notice(
                recipient=user,
                kind="homes.rating",
                title=title[:128],
                body=f"{rating.reason.rstrip('。')}。{_what_now(rating)}",
                link=reverse("homes:rating-detail", args=[rating.pk]),
                dedupe_key=f"homes.rating.void.{rating.pk}",
            )


def _what_now(rating: RatingRound) -> str:
    """Whether the round may be held again; one for a campaign has to end before the ranking does."""
    if problem := repeat_problem(rating):
        return problem
    if rating.entry is None:
        return _("可以重新测评一次。")
    rankings = rating.entry.campaign.stages.filter(kind=StageKind.RANKING)
    closes_at = rankings.order_by("position").values_list("closes_at", flat=True).last()
    if closes_at is None:
        return _("可以重新测评一次，须在汇总排名前完成。")
    day = timezone.localtime(closes_at).strftime("%Y年%m月%d日")
    return _("可以重新测评一次，须在%(day)s汇总排名结束前完成。") % {"day": day}
