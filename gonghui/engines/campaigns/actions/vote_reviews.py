"""After the ballots: mark what looks bought, let two people judge it, note posts, give out invitations (§4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import BallotVerdict
from gonghui.engines.campaigns.models import Ballot, BallotReview, Stage, VotePost
from gonghui.engines.campaigns.queries.votes import (
    ballot_counts,
    ballot_rule,
    cast_ballots,
    moments_of_posts,
    votes_to_mark,
)
from gonghui.engines.campaigns.rules.invitations import code_of
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.suspicion import suspicious
from gonghui.engines.campaigns.rules.votes import Verdict, joint_verdict
from gonghui.kernel.jobs.api import Job, start
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

MANAGE = "campaigns.campaign:manage"
LOOKING = "campaigns.look_at_vote"


@action
def mark_suspicious(*, actor: Any, stage: Stage) -> int:
    """Mark every ballot that looks bought or made by machine, for two people to look at; traces.

    Ballots that somebody judged already keep their verdict.

    Returns:
        How many were newly marked.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, stage.campaign.union)
    marks = suspicious(cast_ballots(stage), posts=moments_of_posts(stage))
    fresh, changed = 0, []
    rows = Ballot.objects.select_for_update().filter(stage=stage).prefetch_related("reviews")
    for ballot in rows:
        found = list(marks.get(str(ballot.pk), ()))
        if not found or found == ballot.marks:
            continue
        ballot.marks = found
        if ballot.verdict == BallotVerdict.COUNTED and not ballot.reviews.all():
            ballot.verdict = BallotVerdict.MARKED
            fresh += 1
        changed.append(ballot)
    Ballot.objects.bulk_update(changed, ["marks", "verdict"], batch_size=500)
    _trace("campaigns.ballots.marked", actor, stage, count=fresh)
    return fresh


@action
def start_look(*, actor: Any, stage: Stage) -> Job:
    """Look for suspicious and changed ballots in the background: both read every ballot of the vote. Traces.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, stage.campaign.union)
    words = {"stage": stage.label, "n": ballot_counts(stage)["every"]}
    return start(
        actor=actor,
        key=LOOKING,
        title=_("检查可疑选票：%(stage)s %(n)s 张") % words,
        arguments={"stage": stage.pk},
        union=stage.campaign.union,
        link=reverse("campaigns:vote-desk", args=[stage.pk]),
    )


@action
def review_ballot(*, actor: Any, ballot: Ballot, verdict: str, reason: str) -> Ballot:
    """One of two people says whether a marked ballot counts; two alike decide. Traces.

    What was chosen is never touched; a reviewer may change the own opinion, which leaves a trace of its own.

    Raises:
        Refused: no permission.
        ValidationError: no reason, or the ballot is not marked.
    """
    locked = Ballot.objects.select_for_update().get(pk=ballot.pk)
    require(actor, MANAGE, locked.stage.campaign.union)
    if not locked.marks:
        raise ValidationError(_("这张选票没有被标记，不需要复核。"))
    if not reason.strip():
        raise ValidationError(_("请写明理由。"))
    BallotReview.objects.update_or_create(
        ballot=locked, reviewer=actor, defaults={"verdict": verdict, "reason": reason.strip()}
    )
    given = locked.reviews.order_by("at").values_list("reviewer_id", "verdict")
    agreed = joint_verdict([(reviewer, cast("Verdict", said)) for reviewer, said in given])
    locked.verdict = agreed or BallotVerdict.MARKED
    locked.save(update_fields=["verdict"])
    _trace("campaigns.ballot.reviewed", actor, locked.stage, ballot=locked.pk, verdict=verdict)
    return locked


@action
def review_ballots(
    *, actor: Any, stage: Stage, ballots: Sequence[int], verdict: str, reason: str
) -> int:
    """The same opinion on several marked ballots of a vote; all or none. Traces each.

    Returns:
        How many now have a verdict of two people.

    Raises:
        Refused: no permission.
        ValidationError: none chosen, no reason, or one of them is not marked.
    """
    rows = list(Ballot.objects.filter(stage=stage, pk__in=ballots).order_by("pk"))
    if not rows:
        raise ValidationError(_("请先勾选要复核的选票。"))
    judged = [
        review_ballot(actor=actor, ballot=row, verdict=verdict, reason=reason) for row in rows
    ]
    return sum(ballot.verdict != BallotVerdict.MARKED for ballot in judged)


@action
def note_post(*, actor: Any, stage: Stage, posted_at: datetime, title: str) -> VotePost:
    """Note when a post spread the word about a vote, for the next look at its ballots. Traces.

    Raises:
        Refused: no permission.
        ValidationError: without words.
    """
    require(actor, MANAGE, stage.campaign.union)
    if not title.strip():
        raise ValidationError(_("请写明宣传内容，如公众号文章的标题。"))
    found = VotePost.objects.create(stage=stage, posted_at=posted_at, title=title.strip()[:128])
    _trace("campaigns.post.noted", actor, stage, title=found.title)
    return found


@action
def give_out_codes(*, actor: Any, stage: Stage) -> list[str]:
    """All invitations of a vote, to be handed to those who are invited; the same ones each time. Traces.

    Raises:
        Refused: no permission.
        ValidationError: the vote does not invite anybody.
    """
    require(actor, MANAGE, stage.campaign.union)
    if ballot_rule(stage).voters != "invited":
        raise ValidationError(_("这次投票不用邀请码。"))
    given_out = chosen(stage.kind, stage.settings)["codes"]
    _trace("campaigns.codes.given", actor, stage, count=given_out)
    return [code_of(stage.pk, number) for number in range(1, given_out + 1)]


@action
def mark_running_votes(*, actor: Any) -> int:
    """Mark suspicious ballots of every vote that is not over; returns how many are new. Traces.

    Raises:
        Refused: the actor is neither the clockwork nor organises anything.
    """
    require(actor, MANAGE)
    count = sum(mark_suspicious(actor=actor, stage=stage) for stage in votes_to_mark())
    trace("campaigns.votes.looked_at", actor=actor, count=count)
    return count


def _trace(key: str, actor: Any, stage: Stage, **facts: Any) -> None:
    trace(key, actor=actor, subject=stage, union_id=stage.campaign.union_id, **facts)
