"""Places from totals: competition ranking, tie-breakers, prizes, teams, grades (handbook contests §3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import (
    Number,
    exact,
    rounded,
    rounded_down,
    rounded_up,
    total,
)

Values = Mapping[str, Number | None]
SortKey = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What ranks: the first is the result itself, the others break ties in their order.

    Args:
        key: which value.
        label: its name.
        descending: the more the better; False for times.
        places: compare as rounded half up to so many places (the notice says so); None compares exactly.
    """

    key: str
    label: str
    descending: bool = True
    places: int | None = None

    def compared(self, value: Number) -> Fraction:
        """What is compared of a value: the less the better."""
        seen = exact(value if self.places is None else rounded(value, self.places))
        return -seen if self.descending else seen

    def order(self, entries: Mapping[str, Values]) -> dict[str, int]:
        """By entry, how many different values are better; whoever has no value is behind all."""
        given = {key: values.get(self.key) for key, values in entries.items()}
        seen = {key: self.compared(value) for key, value in given.items() if value is not None}
        better = {value: number for number, value in enumerate(sorted(set(seen.values())))}
        return {key: better[seen[key]] if key in seen else len(better) for key in given}


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of a ranking; ``place`` is None without a result.

    ``decided_by`` is the criterion that set it apart from an equal neighbour, "" when the result did.
    """

    key: str
    place: int | None
    tied: bool
    decided_by: str


def rank(entries: Mapping[str, Values], criteria: Sequence[Criterion]) -> list[Placed]:
    """Rank 1-2-2-4, the best first; equal ones in the order of their keys.

    Args:
        entries: values by entry; whoever lacks the first criterion comes last, without a place.
        criteria: the result and its tie-breakers.
    """
    orders = [criterion.order(entries) for criterion in criteria]
    keys = {key: tuple(order[key] for order in orders) for key in entries}
    order = sorted(keys, key=lambda key: (keys[key], key))
    rows: list[Placed] = []
    for position, key in enumerate(order):
        near = order[max(position - 1, 0) : position] + order[position + 1 : position + 2]
        around = [keys[other] for other in near]
        place: int | None = position + 1
        if position and around[0] == keys[key]:
            place = rows[-1].place
        if entries[key].get(criteria[0].key) is None:
            place = None
        rows.append(Placed(key, place, keys[key] in around, _decider(keys[key], around, criteria)))
    return rows


def _decider(own: SortKey, neighbours: Iterable[SortKey], criteria: Sequence[Criterion]) -> str:
    """The latest criterion that was needed to tell an entry from its neighbours."""
    depths = [
        next(index for index, value in enumerate(own) if value != other[index])
        for other in neighbours
        if other != own
    ]
    deepest = max(depths, default=0)
    return criteria[deepest].key if deepest else ""


def advancing(
    places: Mapping[str, int | None], first: int | None, *, all_at_cut: bool = True
) -> set[str]:
    """Who goes into the next round: the first so many places.

    Args:
        places: key to place; None was not ranked and stays behind.
        first: how many; None lets everybody ranked through.
        all_at_cut: whether equals at the cut all go on, or none of them.
    """
    ranked = {key: place for key, place in places.items() if place is not None}
    if first is None:
        return set(ranked)
    through = {key: place for key, place in ranked.items() if place <= first}
    if all_at_cut or len(through) <= first:
        return set(through)
    last = max(through.values())
    return {key for key, place in through.items() if place < last}


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize by ``count`` or by ``percent`` of the ranked entries, which is rounded as ``rounding`` says.

    With fewer than ``least_entries`` ranked entries it is not given.
    """

    key: str
    label: str
    count: int | None = None
    percent: Number | None = None
    rounding: Literal["down", "half_up", "up"] = "down"
    least_entries: int = 0

    def __post_init__(self) -> None:
        if (self.count is None) == (self.percent is None):
            raise ValueError(_("“%(label)s”须填名额或比例，二者填一。") % {"label": self.label})

    def places(self, entries: int) -> int:
        """How many places ``entries`` ranked entries give."""
        if entries < self.least_entries:
            return 0
        if self.percent is None:
            return self.count or 0
        share = entries * exact(self.percent) / 100
        if self.rounding == "half_up":
            return int(rounded(share, 0))
        return rounded_up(share) if self.rounding == "up" else rounded_down(share)


@dataclass(frozen=True, slots=True)
class PrizeRule:
    """What happens where equal entries meet a cut.

    Args:
        ties: ``"all"`` of them get the better prize, or ``"none"`` does.
        overflow: the next prize gives up what the better one gave too much and takes what it left over
            (``"next_shrinks"``), or keeps its own number (``"next_keeps"``).
    """

    ties: Literal["all", "none"] = "all"
    overflow: Literal["next_shrinks", "next_keeps"] = "next_shrinks"


def give_prizes(
    ranking: Sequence[Placed], prizes: Sequence[Prize], rule: PrizeRule | None = None
) -> dict[str, str]:
    """The prize of every entry that gets one, by key.

    Args:
        ranking: from ``rank``; entries without a place get nothing and do not count for percents.
        prizes: the best first.
        rule: ties and overflow.
    """
    rule = rule or PrizeRule()
    ranked = [row for row in ranking if row.place is not None]
    groups = [
        [row.key for row in group] for _place, group in groupby(ranked, lambda row: row.place)
    ]
    given: dict[str, str] = {}
    promised = 0
    for prize in prizes:
        number = prize.places(len(ranked))
        promised += number
        limit = promised if rule.overflow == "next_shrinks" else len(given) + number
        while groups and _fits(len(given), len(groups[0]), limit, rule):
            given |= dict.fromkeys(groups.pop(0), prize.key)
    return given


def _fits(given: int, group: int, limit: int, rule: PrizeRule) -> bool:
    """Whether the next equal entries still get the prize that ends at ``limit``."""
    return given < limit if rule.ties == "all" else given + group <= limit


@dataclass(frozen=True, slots=True)
class TeamTotal:
    """A team's sum, its total time in seconds, and members whose score is missing."""

    total: Fraction | None
    time: Fraction | None
    missing: tuple[str, ...]

    @property
    def values(self) -> dict[str, Number | None]:
        """As ``rank`` takes them, with the criteria ``total`` and (ascending) ``time``."""
        return {"total": self.total, "time": self.time}


def team_total(
    scores: Mapping[str, Number | None],
    times: Mapping[str, Number | None] | None = None,
    best: int | None = None,
) -> TeamTotal:
    """Sum of members, then total time (handbook contests §3, a real skills contest).

    Args:
        scores: by member; a missing one leaves the team without a total.
        times: by member, in seconds; None where nothing is measured.
        best: count only so many of the best members; of equal ones the faster.
    """
    times = times or {}
    missing = tuple(member for member, score in scores.items() if score is None)
    if missing:
        return TeamTotal(None, None, missing)
    ordered = sorted(scores, key=lambda m: (-exact(scores[m] or 0), times.get(m) or 0, m))
    counted = ordered[:best]
    measured = [times.get(member) for member in counted]
    time = None if None in measured else total(exact(t) for t in measured if t is not None)
    return TeamTotal(total(exact(scores[member] or 0) for member in counted), time, ())


def grade(value: Number, lines: Mapping[str, Number]) -> str:
    """The key of the highest line that ``value`` reaches; "" below all of them."""
    reached = [(exact(line), key) for key, line in lines.items() if exact(value) >= exact(line)]
    return max(reached)[1] if reached else ""
