"""The publicity vote: cast once, marked when suspicious, judged by two, never deleted (contests §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import BallotVerdict, StageStatus
from gonghui.engines.campaigns.models import Ballot, BallotChoice, BallotReview, Stage
from gonghui.engines.campaigns.queries.votes import ballot_rule, candidates_of, cast_ballots
from gonghui.engines.campaigns.rules.votes import (
    Verdict,
    Voter,
    ballot_faults,
    joint_verdict,
    suspicious,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.sealing import keyed_hash

MANAGE = "campaigns.campaign:manage"
VOTER, DEVICE, ADDRESS = "campaigns.voter", "campaigns.device", "campaigns.address"


@dataclass(frozen=True)
class Source:
    """Where a ballot comes from; hashed before it is kept.

    Args:
        device: a random id that the browser keeps, "" without one.
        address: network address, "" if unknown.
        referrer: host that led here, "" for none.
    """

    device: str = ""
    address: str = ""
    referrer: str = ""


@action
def cast_ballot(
    *, actor: Any, stage: Stage, choices: Sequence[int], source: Source | None = None
) -> Ballot:
    """Take one member's ballot; traces that somebody voted, not for whom.

    Two sendings at once leave one ballot: the database knows one per voter and day (or vote).

    Args:
        actor: the member's account.
        stage: a vote under way.
        choices: primary keys of entries.
        source: where it came from.

    Raises:
        ValidationError: closed, voted already, not eligible, or the wrong number of names.
    """
    source = source or Source()
    _require_running(stage)
    voter_hash = keyed_hash(str(actor.person_id or ""), VOTER)
    day = _ballot_day(stage)
    _require_sound(stage, actor, voter_hash, choices)
    ballot = _write(stage, actor, voter_hash, day, source)
    BallotChoice.objects.bulk_create(
        BallotChoice(ballot=ballot, entry_id=entry) for entry in choices
    )
    trace("campaigns.ballot.cast", actor=actor, subject=stage, union_id=stage.campaign.union_id)
    return ballot


@action
def mark_suspicious(*, actor: Any, stage: Stage) -> int:
    """Mark every ballot that looks bought or made by machine, for two people to look at; traces.

    Ballots that two people judged already keep their verdict.

    Returns:
        How many were newly marked.

    Raises:
        Refused: no permission.
    """
    require(actor, MANAGE, stage.campaign.union)
    marks = suspicious(cast_ballots(stage))
    fresh = 0
    for ballot in Ballot.objects.select_for_update().filter(pk__in=[int(key) for key in marks]):
        ballot.marks = list(marks[str(ballot.pk)])
        if ballot.verdict == BallotVerdict.COUNTED and not ballot.reviews.exists():
            ballot.verdict = BallotVerdict.MARKED
            fresh += 1
        ballot.save(update_fields=["marks", "verdict"])
    _trace("campaigns.ballots.marked", actor, stage, count=fresh)
    return fresh


@action
def review_ballot(*, actor: Any, ballot: Ballot, verdict: str, reason: str) -> Ballot:
    """One of two people says whether a marked ballot counts; two alike decide. Traces.

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


def _require_running(stage: Stage) -> None:
    now = timezone.now()
    late = stage.closes_at is not None and now > stage.closes_at
    if stage.status != StageStatus.RUNNING or late:
        raise ValidationError(_("投票尚未开始或已经结束。"))


def _require_sound(stage: Stage, actor: Any, voter_hash: str, choices: Sequence[int]) -> None:
    mine = Ballot.objects.filter(stage=stage, voter_hash=voter_hash)
    before = list(mine.values_list("voted_on", flat=True)) if voter_hash else []
    voter = Voter(
        verified=actor.person_id is not None,
        cast_today=before.count(dates.today()),
        cast_before=len(before),
    )
    keys = [str(entry) for entry in choices]
    known = {str(entry.pk) for entry in candidates_of(stage)}
    faults = ballot_faults(ballot_rule(stage), voter, keys, known)
    if faults:
        raise ValidationError(faults)


def _write(stage: Stage, actor: Any, voter_hash: str, day: date, source: Source) -> Ballot:
    try:
        with transaction.atomic():
            return Ballot.objects.create(
                stage=stage,
                voter_id=actor.person_id,
                voter_hash=voter_hash,
                device_hash=keyed_hash(source.device, DEVICE),
                address_hash=keyed_hash(source.address, ADDRESS),
                referrer=source.referrer[:64],
                account_age_days=(timezone.now() - actor.created_at).days,
                voted_on=day,
            )
    except IntegrityError:
        raise ValidationError(_("您已投过票。")) from None


def _ballot_day(stage: Stage) -> date:
    """Today where one may vote daily; else one day for all, so that the database knows one ballot."""
    if ballot_rule(stage).per == "day":
        return dates.today()
    return timezone.localdate(stage.opens_at) if stage.opens_at else date.min


def _trace(key: str, actor: Any, stage: Stage, **facts: Any) -> None:
    trace(key, actor=actor, subject=stage, union_id=stage.campaign.union_id, **facts)
