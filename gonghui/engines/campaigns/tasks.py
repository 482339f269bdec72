"""What the clock and the worker start."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.award_events import expire_awards
from gonghui.engines.campaigns.actions.challenges import forget_spent
from gonghui.engines.campaigns.actions.invitations import forget_wrong_codes
from gonghui.engines.campaigns.actions.notices import hide_notices
from gonghui.engines.campaigns.actions.opening import open_stage
from gonghui.engines.campaigns.actions.telling import tell_invited
from gonghui.engines.campaigns.actions.vote_retention import forget_voters
from gonghui.engines.campaigns.actions.vote_reviews import mark_running_votes, mark_suspicious
from gonghui.engines.campaigns.models import Campaign, Stage
from gonghui.engines.campaigns.queries.opening import due_stages
from gonghui.engines.campaigns.queries.votes import changed_ballots
from gonghui.kernel.jobs.api import Job, JobFailed, Progress
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM

NAMED = 20


def mark_expired_awards() -> None:
    """Say of awards whose validity is over that it is."""
    with scoping.everything("validity ends everywhere"):
        expire_awards(actor=SYSTEM)


def tell_of_call(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Put a call into the inboxes of the invited unions' cadres."""
    progress.report(0, 1)
    campaign = Campaign.objects.get(pk=job.arguments["campaign"])
    return {"count": tell_invited(campaign=campaign)}


def look_at_vote(job: Job, progress: Progress) -> None:
    """Mark suspicious ballots of one vote, then compare all of them with what the chain says was cast.

    Raises:
        JobFailed: ballots were changed; what was marked stays marked.
    """
    stage = Stage.objects.select_related("campaign__union").get(pk=job.arguments["stage"])
    progress.report(0, 2, _("比对选票的设备、网络和时间"))
    fresh = mark_suspicious(actor=job.owner, stage=stage)
    progress.report(1, 2, _("核对选票与投票时的记录"))
    if changed := changed_ballots(stage):
        said = _("有 %(n)s 张选票与投票时的记录不一致，请立即停止公布并联系系统管理员：%(list)s。")
        listed = "、".join(str(each) for each in changed[:NAMED])
        raise JobFailed(said % {"n": len(changed), "list": listed})
    progress.report(2, 2, _("新标记 %(n)s 张选票待复核") % {"n": fresh})


def begin_due_stages() -> None:
    """Begin nominations whose time has come.

    Ending a stage stays a person's decision; answers after the deadline are refused by the entry's
    own check.
    """
    for stage in due_stages():
        open_stage(actor=SYSTEM, stage=stage)


def hide_old_notices() -> None:
    """Mask what public notices showed of people once their time is over."""
    hide_notices(actor=SYSTEM)


def look_at_votes() -> None:
    """Mark suspicious ballots, so that those who judge find them without asking."""
    mark_running_votes(actor=SYSTEM)


def forget_old_votes() -> None:
    """Drop what told voters apart in votes that ended long ago, answered questions, wrong codes."""
    forget_voters(actor=SYSTEM)
    forget_spent()
    forget_wrong_codes()
