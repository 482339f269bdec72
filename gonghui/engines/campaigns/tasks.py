"""What the clock and the worker start."""

from collections.abc import Mapping
from typing import Any

from gonghui.engines.campaigns.actions.award_events import expire_awards
from gonghui.engines.campaigns.actions.challenges import forget_spent
from gonghui.engines.campaigns.actions.invitations import forget_wrong_codes
from gonghui.engines.campaigns.actions.notices import hide_notices
from gonghui.engines.campaigns.actions.opening import open_stage
from gonghui.engines.campaigns.actions.telling import tell_invited
from gonghui.engines.campaigns.actions.vote_retention import forget_voters
from gonghui.engines.campaigns.actions.vote_reviews import mark_running_votes
from gonghui.engines.campaigns.models import Campaign
from gonghui.engines.campaigns.queries.opening import due_stages
from gonghui.kernel.jobs.api import Job, Progress
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM


def mark_expired_awards() -> None:
    """Say of awards whose validity is over that it is."""
    with scoping.everything("validity ends everywhere"):
        expire_awards(actor=SYSTEM)


def tell_of_call(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Put a call into the inboxes of the invited unions' cadres."""
    progress.report(0, 1)
    campaign = Campaign.objects.get(pk=job.arguments["campaign"])
    return {"count": tell_invited(campaign=campaign)}


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
