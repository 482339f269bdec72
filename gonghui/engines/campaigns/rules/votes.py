"""The public vote: valid ballots, marks of suspicion, both totals (handbook contests §4).

A mark is a reason to look. Nothing is deleted; two people judge marked ballots, and both totals are shown.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.engines.campaigns.rules.numbers import Number, exact, median

Mark = Literal["device", "account", "burst", "new_accounts", "referrer"]
Verdict = Literal["counted", "marked", "invalid"]
MARK_LABELS = {
    "device": gettext_lazy("同一设备短时间多次投票"),
    "account": gettext_lazy("同一账号短时间多次投票"),
    "burst": gettext_lazy("得票短时间激增"),
    "new_accounts": gettext_lazy("新注册账号集中投票"),
    "referrer": gettext_lazy("来自同一链接的票集中"),
}


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
    voters: Literal["verified", "invited", "public"] = "verified"

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise ValueError(_("每张选票的最少和最多选择数须为 1 以上，且最少不大于最多。"))


@dataclass(frozen=True, slots=True)
class Voter:
    """What is known of whoever votes, and how many ballots there are of today and in all."""

    verified: bool
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
    again = _("您今天已投过票，请明天再来。") if rule.per == "day" else _("您已投过票。")
    tests = (
        (allowed, _("本次投票只限实名会员或受邀人员参加。")),
        (not cast, again),
        (len(set(choices)) == len(choices), _("同一候选对象只能选一次。")),
        (set(choices) <= set(candidates), _("所选对象不在候选名单中，请刷新页面后重选。")),
        (rule.least <= len(choices) <= rule.most, _number_sentence(rule, len(choices))),
    )
    return [sentence for fine, sentence in tests if not fine]


def _number_sentence(rule: BallotRule, chosen: int) -> str:
    """How many names a ballot takes."""
    words = {"least": rule.least, "most": rule.most, "chosen": chosen}
    if rule.least == rule.most:
        return _("每张选票须选 %(most)s 名，现选 %(chosen)s 名。") % words
    return _("每张选票须选 %(least)s 至 %(most)s 名，现选 %(chosen)s 名。") % words


@dataclass(frozen=True, slots=True)
class CastBallot:
    """A ballot as it was cast; ``voter``, ``device`` and ``referrer`` are hashes or names, "" for unknown."""

    key: str
    at: datetime
    choices: tuple[str, ...]
    voter: str = ""
    device: str = ""
    referrer: str = ""
    account_age_days: int | None = None
    verdict: Verdict = "counted"


@dataclass(frozen=True, slots=True)
class SuspicionRule:
    """When ballots are looked at.

    Args:
        window_minutes: length of the windows, which begin at full multiples from midnight UTC.
        device_most: ballots of one device within a window's length that are still ordinary.
        account_most: the same of one account.
        burst_factor: a window with more than this times the candidate's median window is a burst.
        least: windows and candidates with fewer ballots are left alone.
        new_days: accounts younger than this are new.
        new_percent: share of new accounts among a candidate's ballots of a window that is too high.
        referrer_percent: the same of one referrer.
    """

    window_minutes: int = 5
    device_most: int = 3
    account_most: int = 1
    burst_factor: Number = 5
    least: int = 10
    new_days: int = 3
    new_percent: Number = 60
    referrer_percent: Number = 80


def suspicious(
    ballots: Sequence[CastBallot], rule: SuspicionRule | None = None
) -> dict[str, tuple[Mark, ...]]:
    """Marks by ballot; ballots without a mark are not listed.

    Args:
        ballots: all of one vote, in any order.
        rule: thresholds.
    """
    rule = rule or SuspicionRule()
    ordered = sorted(ballots, key=lambda ballot: (ballot.at, ballot.key))
    marks: dict[str, dict[Mark, None]] = defaultdict(dict)
    found: list[tuple[Mark, set[str]]] = [
        ("device", _fast(ordered, "device", rule.device_most, rule)),
        ("account", _fast(ordered, "voter", rule.account_most, rule)),
        *_crowds(ordered, rule),
    ]
    for mark, keys in found:
        for key in keys:
            marks[key][mark] = None
    return {ballot.key: tuple(marks[ballot.key]) for ballot in ordered if ballot.key in marks}


def _fast(ordered: Sequence[CastBallot], field: str, most: int, rule: SuspicionRule) -> set[str]:
    """Ballots that lie within a window's length of more than ``most`` of the same source."""
    sources: dict[str, list[CastBallot]] = defaultdict(list)
    for ballot in ordered:
        if source := getattr(ballot, field):
            sources[source].append(ballot)
    length, found = timedelta(minutes=rule.window_minutes), set()
    for cast in sources.values():
        for first, last in zip(cast, cast[most:], strict=False):
            if last.at - first.at < length:
                found |= {b.key for b in cast if first.at <= b.at <= last.at}
    return found


def _crowds(ordered: Sequence[CastBallot], rule: SuspicionRule) -> list[tuple[Mark, set[str]]]:
    """Bursts, new accounts and shared referrers of each candidate's windows."""
    windows: dict[str, dict[int, list[CastBallot]]] = defaultdict(lambda: defaultdict(list))
    for ballot in ordered:
        for choice in ballot.choices:
            window = int(ballot.at.timestamp()) // (60 * rule.window_minutes)
            windows[choice][window].append(ballot)
    found: list[tuple[Mark, set[str]]] = []
    for candidate in windows.values():
        usual = median([len(cast) for cast in candidate.values()])
        for cast in candidate.values():
            if len(cast) >= rule.least:
                found += _crowd(cast, usual, rule)
    return found


def _crowd(
    cast: Sequence[CastBallot], usual: Fraction, rule: SuspicionRule
) -> list[tuple[Mark, set[str]]]:
    """Marks of one candidate's window with enough ballots."""
    found: list[tuple[Mark, set[str]]] = []
    if len(cast) > exact(rule.burst_factor) * usual:
        found.append(("burst", {ballot.key for ballot in cast}))
    new = {
        b.key for b in cast if b.account_age_days is not None and b.account_age_days < rule.new_days
    }
    if 100 * len(new) >= exact(rule.new_percent) * len(cast):
        found.append(("new_accounts", new))
    for referrer, number in Counter(b.referrer for b in cast if b.referrer).items():
        if 100 * number >= exact(rule.referrer_percent) * len(cast):
            found.append(("referrer", {b.key for b in cast if b.referrer == referrer}))
    return found


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
