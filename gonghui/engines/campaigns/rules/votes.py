"""The vote for publicity: which ballots are taken, both totals, what two people say (handbook contests §4).

Nothing is deleted; two people judge marked ballots (``rules/suspicion.py``), and both totals are shown.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.invitations import wrong_code
from gonghui.kernel.lib.sealing import keyed_hash

Verdict = Literal["counted", "marked", "invalid"]
Voters = Literal["verified", "invited", "public"]


@dataclass(frozen=True, slots=True)
class BallotRule:
    """How one may vote.

    Args:
        least: fewest names on a ballot.
        most: most names; equal to ``least`` where the notice says "exactly".
        per: one ballot per day, or one in all.
        voters: verified members only, invited ones, or the public.
    """

    least: int = 1
    most: int = 1
    per: Literal["day", "vote"] = "vote"
    voters: Voters = "verified"

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise ValueError(_("每张选票的最少和最多选择数须为 1 以上，且最少不大于最多。"))


@dataclass(frozen=True, slots=True)
class Voter:
    """What is known of whoever votes, and how many ballots there are of today and in all."""

    verified: bool = False
    invited: bool = False
    cast_today: int = 0
    cast_before: int = 0


def ballot_faults(
    rule: BallotRule, voter: Voter, choices: Sequence[str], candidates: Collection[str]
) -> list[str]:
    """Why a ballot cannot be taken, as sentences; empty when it can.

    Args:
        rule: of the vote.
        voter: who votes.
        choices: keys of the chosen entries.
        candidates: keys of all entries.
    """
    cast = voter.cast_today if rule.per == "day" else voter.cast_before
    allowed = {"verified": voter.verified, "invited": voter.invited, "public": True}[rule.voters]
    gone = len(set(choices) - set(candidates))
    tests = (
        (allowed, _not_allowed(rule)),
        (not cast, already_cast(rule)),
        (len(set(choices)) == len(choices), _("同一候选对象只能选一次。")),
        (
            not gone,
            _("所选的有 %(n)s 名已退出或不在候选名单中，已为您取消，请重选。") % {"n": gone},
        ),
        (rule.least <= len(choices) <= rule.most, _number_sentence(rule, len(choices))),
    )
    return [sentence for fine, sentence in tests if not fine]


def already_cast(rule: BallotRule) -> str:
    """What somebody hears whose ballot is in."""
    return _("您今天已投过票，请明天再来。") if rule.per == "day" else _("您已投过票。")


def _not_allowed(rule: BallotRule) -> str:
    if rule.voters == "invited":
        return wrong_code(0)
    return _("本次投票只限实名会员参加。")


def _number_sentence(rule: BallotRule, chosen: int) -> str:
    """How many names a ballot takes."""
    words = {"least": rule.least, "most": rule.most, "chosen": chosen}
    if rule.least == rule.most:
        return _("每张选票须选 %(most)s 名，现选 %(chosen)s 名。") % words
    return _("每张选票须选 %(least)s 至 %(most)s 名，现选 %(chosen)s 名。") % words


@dataclass(frozen=True, slots=True)
class SpeedLimit:
    """Above this a ballot is refused; far below it ballots are only marked (``rules/suspicion.py``).

    A whole campus may vote behind one address, so the limits stop machines and nobody else.

    Args:
        minutes: within which ballots are counted.
        device_most: ballots of one device.
        address_most: ballots of one network address.
    """

    minutes: int = 5
    device_most: int = 30
    address_most: int = 600


def speed_fault(limit: SpeedLimit, from_device: int, from_address: int) -> str:
    """Why a ballot comes too fast, as a sentence; "" when it does not.

    Args:
        limit: of the vote.
        from_device: ballots of this device within ``limit.minutes``.
        from_address: ballots of this address within ``limit.minutes``.
    """
    if from_device < limit.device_most and from_address < limit.address_most:
        return ""
    where = _("这台设备") if from_device >= limit.device_most else _("您所在的网络")
    return _("%(where)s投票过于集中，这一票暂未记入；请 %(n)s 分钟后再提交，所选已保留。") % {
        "where": where,
        "n": limit.minutes,
    }


@dataclass(frozen=True, slots=True)
class CastBallot:
    """A ballot as it was cast.

    Args:
        key: of the ballot.
        at: when.
        choices: keys of entries.
        voter: hash of whom or what may vote once; like the other hashes "" for unknown.
        device: hash of the browser's own mark.
        address: hash of the network address.
        agent: hash of address and browser together.
        referrer: host of the page that led here, "" for none.
        way: how the voter was let in: account, code, digits or words.
        account_age_days: of a member's account.
        device_age_seconds: since the browser first opened a vote.
        verdict: what became of it.
    """

    key: str
    at: datetime
    choices: tuple[str, ...]
    voter: str = ""
    device: str = ""
    address: str = ""
    agent: str = ""
    referrer: str = ""
    way: str = "account"
    account_age_days: int | None = None
    device_age_seconds: int | None = None
    verdict: Verdict = "counted"


def ballot_digest(stage: int, ballot: int, at: datetime, choices: Iterable[int]) -> str:
    """What the audit chain keeps of a ballot: its content under our key, and nothing of its voter."""
    names = ",".join(str(entry) for entry in sorted(choices))
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return keyed_hash(f"{stage}|{ballot}|{moment}|{names}", "campaigns.ballot")


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of one candidate: all of them, those not found invalid, and ``points`` 0–100 from the latter."""

    key: str
    all_votes: int
    valid_votes: int
    points: Fraction


def tallies(ballots: Iterable[CastBallot], candidates: Iterable[str]) -> list[Tally]:
    """Both totals of every candidate, the most valid votes first; equal ones by key.

    ``V = 100 · votes / max`` over valid votes. A ballot still under review counts until it is judged.

    Args:
        ballots: with their verdicts.
        candidates: keys of all entries.
    """
    every: Counter[str] = Counter()
    valid: Counter[str] = Counter()
    for ballot in ballots:
        every.update(ballot.choices)
        if ballot.verdict != "invalid":
            valid.update(ballot.choices)
    return tallies_of(every, valid, candidates)


def tallies_of(every: Counter[str], valid: Counter[str], candidates: Iterable[str]) -> list[Tally]:
    """The same from sums that the database made."""
    keys = sorted(candidates, key=lambda key: (-valid[key], key))
    most = max((valid[key] for key in keys), default=0)
    return [
        Tally(k, every[k], valid[k], Fraction(100 * valid[k], most) if most else Fraction(0))
        for k in keys
    ]


def joint_verdict(reviews: Sequence[tuple[int, Verdict]]) -> Verdict | None:
    """What two different people found alike of a ballot: counted or invalid; None while they do not agree.

    Args:
        reviews: reviewer and finding, in the order given; of one reviewer the latest counts.
    """
    latest = dict(reviews)
    counts = Counter(verdict for verdict in latest.values() if verdict != "marked")
    agreed: list[Verdict] = [verdict for verdict, number in counts.items() if number >= 2]
    return agreed[0] if len(counts) == 1 and agreed else None
