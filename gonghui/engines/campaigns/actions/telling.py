"""Telling the cadres of the invited unions that a campaign is open."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.opening import invited_unions
from gonghui.kernel.access.api import Post
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.notices.api import send_notice

KIND = "campaigns.call"
TOLD_ROLES = ("city_cadre", "union_cadre", "branch_cadre")


@action
def tell_invited(*, campaign: Campaign, actor: Any = SYSTEM) -> int:
    """Put the call into the inbox of every cadre of an invited union; nobody is told twice. Traces.

    Returns:
        How many were told.
    """
    unions = invited_unions(campaign)
    posts = Post.objects.filter(valid_on(today()), union__in=unions, role__in=TOLD_ROLES)
    users = {post.user_id: post.user for post in posts.select_related("user")}
    deadline = campaign.closes_at
    body = (
        _("请于%(when)s前完成推荐申报。")
        % {"when": timezone.localtime(deadline).strftime("%Y年%m月%d日 %H:%M")}
        if deadline
        else ""
    )
    for user in users.values():
        send_notice(
            recipient=user,
            kind=KIND,
            title=_("评选通知：%(campaign)s") % {"campaign": campaign},
            body=body,
            link=reverse("campaigns:call", args=[campaign.pk]),
            dedupe_key=f"campaigns.call.{campaign.pk}",
        )
    trace(
        "campaigns.campaign.told",
        actor=actor,
        subject=campaign,
        union_id=campaign.union_id,
        title=str(campaign),
        count=len(users),
    )
    return len(users)
