"""Marks of suspicion on ballots: reasons to look, never reasons to delete (handbook contests §4).

In the handbook's order of value: velocity of device, account and address; bursts; shares of new accounts and
devices; one referrer; a ranking turned round after a post. One address holds a whole campus, so that its limit
is generous; many ballots from one address *and* one kind of browser weigh more.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext_lazy

from gonghui.engines.campaigns.rules.numbers import Number, exact, median
from gonghui.engines.campaigns.rules.votes import CastBallot

Mark = Literal[
    "device", "account", "agent", "address", "burst", "new_accounts", "new_devices", "words",
    "referrer", "inversion",
]  # fmt: skip
MARK_LABELS = {
    "device": gettext_lazy("同一设备短时间多次投票"),
    "account": gettext_lazy("同一账号短时间多次投票"),
    "agent": gettext_lazy("同一网络、同一浏览器短时间多次投票"),
    "address": gettext_lazy("同一网络短时间投票很多"),
    "burst": gettext_lazy("得票短时间激增"),
    "new_accounts": gettext_lazy("新注册账号集中投票"),
    "new_devices": gettext_lazy("刚打开页面就提交的票集中"),
    "words": gettext_lazy("用文字题验证的票集中"),
    "referrer": gettext_lazy("来自同一链接的票集中"),
    "inversion": gettext_lazy("公布或转发之后名次反超"),
}
Found = list[tuple[Mark, set[str]]]


@dataclass(frozen=True, slots=True)
class SuspicionRule:
    """When ballots are looked at.

    Args:
        window_minutes: length of the windows, which begin at full multiples from midnight UTC.
        device_most: ballots of one device within a window's length that are still ordinary.
        account_most: the same of one account.
        agent_most: the same of one address and kind of browser.
        address_most: the same of one address.
        burst_factor: a window with more than this times the candidate's median window is a burst.
        least: windows and candidates with fewer ballots are left alone.
        new_days: accounts younger than this are new.
        new_percent: share of new accounts, or of new devices, among a candidate's ballots of a window that is
            too high.
        new_seconds: a device known for less is new: nobody reads and chooses so fast.
        words_percent: the same share of ballots let in by the question in words, which machines read easily.
        referrer_percent: the same share of one referrer.
        post_minutes: how long after a post a turned ranking is put down to it.
    """

    window_minutes: int = 5
    device_most: int = 3
    account_most: int = 1
    agent_most: int = 10
    address_most: int = 60
    burst_factor: Number = 5
    least: int = 10
    new_days: int = 3
    new_percent: Number = 60
    new_seconds: int = 15
    words_percent: Number = 80
    referrer_percent: Number = 80
    post_minutes: int = 60


def suspicious(
    ballots: Sequence[CastBallot],
    rule: SuspicionRule | None = None,
    posts: Sequence[datetime] = (),
) -> dict[str, tuple[Mark, ...]]:
    """Marks by ballot; ballots without a mark are not listed.

    Args:
        ballots: all of one vote, in any order.
        rule: thresholds.
        posts: when totals were published, or when somebody spread the word.
    """
    rule = rule or SuspicionRule()
    ordered = sorted(ballots, key=lambda ballot: (ballot.at, ballot.key))
    found: Found = [
        ("device", _fast(ordered, "device", rule.device_most, rule)),
        ("account", _fast(ordered, "voter", rule.account_most, rule)),
        ("agent", _fast(ordered, "agent", rule.agent_most, rule)),
        ("address", _fast(ordered, "address", rule.address_most, rule)),
        *_crowds(ordered, rule),
        *(each for post in posts for each in _inversions(ordered, post, rule)),
    ]
    marks: dict[str, dict[Mark, None]] = defaultdict(dict)
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
        done = 0
        for place in range(len(cast) - most):
            if cast[place + most].at - cast[place].at < length:
                found |= {b.key for b in cast[max(done, place) : place + most + 1]}
                done = place + most + 1
    return found


def _crowds(ordered: Sequence[CastBallot], rule: SuspicionRule) -> Found:
    """Bursts and shares of each candidate's windows."""
    found: Found = []
    for candidate in _windows(ordered, rule.window_minutes).values():
        usual = median([len(cast) for cast in candidate.values()])
        for cast in candidate.values():
            if len(cast) >= rule.least:
                found += _crowd(cast, usual, rule)
    return found


def _windows(ballots: Sequence[CastBallot], minutes: int) -> dict[str, dict[int, list[CastBallot]]]:
    """Ballots by candidate and window."""
    windows: dict[str, dict[int, list[CastBallot]]] = defaultdict(lambda: defaultdict(list))
    for ballot in ballots:
        window = int(ballot.at.timestamp()) // (60 * minutes)
        for choice in ballot.choices:
            windows[choice][window].append(ballot)
    return windows


def _crowd(cast: Sequence[CastBallot], usual: Fraction, rule: SuspicionRule) -> Found:
    """Marks of one candidate's window with enough ballots."""
    found: Found = []
    if len(cast) > exact(rule.burst_factor) * usual:
        found.append(("burst", {ballot.key for ballot in cast}))
    shares: tuple[tuple[Mark, Number, Callable[[CastBallot], bool]], ...] = (
        ("new_accounts", rule.new_percent, lambda b: _below(b.account_age_days, rule.new_days)),
        ("new_devices", rule.new_percent, lambda b: _below(b.device_age_seconds, rule.new_seconds)),
        ("words", rule.words_percent, lambda b: b.way == "words"),
    )
    for mark, percent, holds in shares:
        keys = {ballot.key for ballot in cast if holds(ballot)}
        if keys and 100 * len(keys) >= exact(percent) * len(cast):
            found.append((mark, keys))
    for referrer, number in Counter(b.referrer for b in cast if b.referrer).items():
        if 100 * number >= exact(rule.referrer_percent) * len(cast):
            found.append(("referrer", {b.key for b in cast if b.referrer == referrer}))
    return found


def _below(value: int | None, limit: int) -> bool:
    return value is not None and value < limit


def _inversions(ordered: Sequence[CastBallot], post: datetime, rule: SuspicionRule) -> Found:
    """Ballots after a post for whoever passed another one with them, far faster than usual."""
    until = post + timedelta(minutes=rule.post_minutes)
    earlier = [ballot for ballot in ordered if ballot.at < post]
    before = Counter(choice for ballot in earlier for choice in ballot.choices)
    windows = _windows(earlier, rule.post_minutes)
    after: dict[str, set[str]] = defaultdict(set)
    for ballot in (each for each in ordered if post <= each.at < until):
        for choice in ballot.choices:
            after[choice].add(ballot.key)
    found: Found = []
    for late, keys in after.items():
        usual = median([len(cast) for cast in windows[late].values()] or [0])
        sudden = len(keys) >= rule.least and len(keys) > exact(rule.burst_factor) * usual
        passed = any(
            before[late] < votes and before[late] + len(keys) > votes + len(after.get(other, ()))
            for other, votes in before.items()
        )
        if sudden and passed:
            found.append(("inversion", keys))
    return found
