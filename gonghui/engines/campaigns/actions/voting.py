"""Casting a ballot in a vote for publicity: once, by whom the plan lets in, and never changed (contests §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.challenges import spend
from gonghui.engines.campaigns.enums import BallotWay
from gonghui.engines.campaigns.models import Ballot, BallotChoice, Stage
from gonghui.engines.campaigns.queries.votes import (
    ballot_day,
    ballot_rule,
    candidate_keys,
    phase_of,
    recent_ballots,
    try_limit,
    wrong_codes,
)
from gonghui.engines.campaigns.rules.challenges import answer_fault, opened
from gonghui.engines.campaigns.rules.invitations import number_of, tries_fault
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.votes import (
    BallotRule,
    SpeedLimit,
    Voter,
    already_cast,
    ballot_digest,
    ballot_faults,
    speed_fault,
)
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.sealing import keyed_hash

VOTER, DEVICE, ADDRESS = "campaigns.voter", "campaigns.device", "campaigns.address"
ONCE = "voted"
"""Code of the refusal of somebody whose ballot is in."""
LIMIT = SpeedLimit()


@dataclass(frozen=True)
class Source:
    """Where a ballot comes from; hashed before it is kept.

    Args:
        device: a random id that the browser keeps, "" without one.
        device_age: seconds since the browser was given it; None for unknown.
        address: network address, "" if unknown.
        agent: what the browser calls itself.
        referrer: host that led here, "" for none.
    """

    device: str = ""
    device_age: int | None = None
    address: str = ""
    agent: str = ""
    referrer: str = ""


@dataclass(frozen=True)
class Proof:
    """What lets a voter in who has no account.

    Args:
        token: the sealed question that was shown.
        answer: what was typed below it.
        code: an invitation.
    """

    token: str = ""
    answer: str = ""
    code: str = ""


@dataclass(frozen=True)
class _Admitted:
    """Who may vote once, and how that was found."""

    voter: Voter
    voter_hash: str
    way: str
    account_age_days: int | None = None


@action
def cast_ballot(
    *,
    actor: Any,
    stage: Stage,
    choices: Sequence[int],
    source: Source | None = None,
    proof: Proof | None = None,
) -> Ballot:
    """Take one ballot; a refused one changes nothing.

    Two sendings at once leave one ballot: the database knows one per voter and day (or vote), and one use of a
    question. Side effects in order: the question used up (public votes), the ballot, its choices, a trace that
    names no voter and carries a keyed digest of what was chosen, so that a changed ballot is found.

    Args:
        actor: the member's account where members vote, else SYSTEM.
        stage: a vote under way.
        choices: primary keys of entries.
        source: where it came from.
        proof: answer or invitation where the vote asks for one.

    Raises:
        ValidationError: not open, voted already (code ``voted``), not let in, too fast, too many wrong codes
            from there (``actions/invitations.py`` counts them), or a wrong number of names.
    """
    source, proof, now = source or Source(), proof or Proof(), timezone.now()
    _require_open(stage, now)
    rule = ballot_rule(stage)
    admitted = _admit(actor, stage, rule, source, proof)
    _require_sound(stage, rule, admitted.voter, choices)
    ballot = _ballot(stage, admitted, source, now)
    _require_slow(stage, ballot, now)
    if rule.voters == "public":
        purpose = purpose_of(stage.pk, source.device)
        _refuse(answer_fault(opened(proof.token), proof.answer, purpose, now))
        _refuse(spend(proof.token))
    _keep(ballot, rule, choices)
    trace(
        "campaigns.ballot.cast",
        actor=SYSTEM,
        subject=stage,
        union_id=stage.campaign.union_id,
        ballot=ballot.pk,
        digest=ballot_digest(stage.pk, ballot.pk, now, choices),
    )
    return ballot


def purpose_of(stage: int, device: str) -> str:
    """What a question lets in: one browser in one vote."""
    return f"vote:{stage}:{device}"


def voter_hash_of(stage: Stage, whom: str) -> str:
    """The hash that lets somebody vote once in this vote, and cannot be followed into another one.

    Args:
        stage: the vote.
        whom: ``person:<id>``, ``code:<number>`` or ``device:<id>``; "" for nobody.
    """
    return keyed_hash(f"{stage.pk}:{whom}", VOTER) if whom else ""


def whom_of(rule: BallotRule, actor: Any, source: Source, number: int | None) -> str:
    """Who or what votes once under a rule; "" for nobody who may."""
    if rule.voters == "verified":
        person = getattr(actor, "person_id", None)
        return f"person:{person}" if person else ""
    if rule.voters == "invited":
        return f"code:{number}" if number else ""
    return f"device:{source.device}" if source.device else ""


def _require_open(stage: Stage, now: datetime) -> None:
    phase = phase_of(stage, now)
    if phase != "open":
        words = {
            "waiting": _("投票尚未开始，这一票没有记入。"),
            "suspended": _("评选已暂停，这一票没有记入。"),
        }
        raise ValidationError(words.get(phase, _("投票已经结束，这一票没有记入。")))


def _admit(actor: Any, stage: Stage, rule: BallotRule, source: Source, proof: Proof) -> _Admitted:
    """Who votes, and what is in of theirs."""
    number = None
    if rule.voters == "invited":
        _refuse(tries_problem(stage, source))
        number = invitation_of(stage, proof.code)
    whom = whom_of(rule, actor, source, number)
    if rule.voters == "public" and not whom:
        raise ValidationError(_("请允许浏览器保存 Cookie 后重新提交；所选已保留。"))
    voter_hash = voter_hash_of(stage, whom)
    mine = Ballot.objects.filter(stage=stage, voter_hash=voter_hash)
    before = list(mine.values_list("voted_on", flat=True)) if whom else []
    voter = Voter(
        verified=rule.voters == "verified" and bool(whom),
        invited=number is not None,
        cast_today=before.count(dates.today()),
        cast_before=len(before),
    )
    if rule.voters == "verified":
        age = (timezone.now() - actor.created_at).days if whom else None
        return _Admitted(voter, voter_hash, BallotWay.ACCOUNT, age)
    return _Admitted(voter, voter_hash, _way(rule, proof))


def invitation_of(stage: Stage, typed: str) -> int | None:
    """The number of the invitation that was typed; None for a wrong code."""
    return number_of(stage.pk, typed, chosen(stage.kind, stage.settings)["codes"])


def tries_problem(stage: Stage, source: Source) -> str:
    """Why no code is taken from there now, as a sentence; "" when one is."""
    limit = try_limit(stage)
    since = timezone.now() - timedelta(minutes=limit.minutes)
    return tries_fault(limit, *wrong_codes(stage, since, **hashes_of(stage, source)))


def hashes_of(stage: Stage, source: Source) -> dict[str, str]:
    """Device and address as this vote knows them, the address for one day; "" for unknown."""
    where = f"{stage.pk}:{dates.today()}:{source.address}" if source.address else ""
    return {
        "device": keyed_hash(f"{stage.pk}:{source.device}", DEVICE) if source.device else "",
        "address": keyed_hash(where, ADDRESS),
    }


def _way(rule: BallotRule, proof: Proof) -> str:
    if rule.voters == "invited":
        return BallotWay.CODE
    challenge = opened(proof.token)
    in_words = challenge is not None and challenge.kind == "words"
    return BallotWay.WORDS if in_words else BallotWay.DIGITS


def _require_sound(stage: Stage, rule: BallotRule, voter: Voter, choices: Sequence[int]) -> None:
    keys = [str(entry) for entry in choices]
    if voter.cast_today if rule.per == "day" else voter.cast_before:
        raise ValidationError(already_cast(rule), code=ONCE)
    faults = ballot_faults(rule, voter, keys, candidate_keys(stage))
    if faults:
        raise ValidationError(faults)


def _require_slow(stage: Stage, ballot: Ballot, now: datetime) -> None:
    since = now - timedelta(minutes=LIMIT.minutes)
    hashes = {"device": ballot.device_hash, "address": ballot.address_hash}
    _refuse(speed_fault(LIMIT, *recent_ballots(stage, since, **hashes)))


def _refuse(fault: str) -> None:
    if fault:
        raise ValidationError(fault)


def _ballot(stage: Stage, admitted: _Admitted, source: Source, now: datetime) -> Ballot:
    """The ballot, not yet kept; address and browser are hashed for one day of one vote."""
    hashes = hashes_of(stage, source)
    where = f"{stage.pk}:{dates.today()}:{source.address}:{source.agent}"
    return Ballot(
        stage=stage,
        voter_hash=admitted.voter_hash,
        device_hash=hashes["device"],
        address_hash=hashes["address"],
        agent_hash=keyed_hash(where, ADDRESS) if source.address and source.agent else "",
        referrer=source.referrer[:64],
        way=admitted.way,
        account_age_days=admitted.account_age_days,
        device_age_seconds=source.device_age,
        voted_on=ballot_day(stage),
        cast_at=now,
    )


def _keep(ballot: Ballot, rule: BallotRule, choices: Sequence[int]) -> None:
    try:
        with transaction.atomic():
            ballot.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(already_cast(rule), code=ONCE) from None
    BallotChoice.objects.bulk_create(
        BallotChoice(ballot=ballot, entry_id=entry) for entry in choices
    )
