"""Election arithmetic (handbook organisation §6): three denominators, thresholds written as >= or >.

"以上" includes the number itself, "超过" and "过半数" exclude it (Civil Code art. 1259); every threshold
here says which of the two it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Threshold:
    """``count >= share of whole`` or ``count > share of whole``, in whole numbers."""

    sign: str
    numerator: int
    denominator: int

    def met(self, count: int, whole: int) -> bool:
        """Whether ``count`` out of ``whole`` passes."""
        left, right = count * self.denominator, whole * self.numerator
        return left >= right if self.sign == ">=" else left > right

    def least(self, whole: int) -> int:
        """The smallest count that passes."""
        exact = whole * self.numerator
        if self.sign == ">=":
            return -(-exact // self.denominator)
        return exact // self.denominator + 1


QUORUM = Threshold(">=", 2, 3)
"""到会人数须为应到会的三分之二以上."""
MAJORITY = Threshold(">", 1, 2)
"""过半数: with 100 who should attend, 51."""
HALF_OR_MORE = Threshold(">=", 1, 2)
"""半数以上: with 100 who should attend, 50."""


@dataclass(frozen=True)
class Count:
    """A count sheet (计票单). The three denominators are kept apart: should attend, present, valid."""

    seats: int
    should_attend: int
    present: int
    issued: int
    recovered: int
    valid: int
    votes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What the count says.

    ``void`` is the reason why the election does not count. Otherwise ``elected`` are in, by votes;
    among ``tied`` a second vote fills ``tied_seats``; ``open_seats`` stay empty or are filled later.
    """

    void: str = ""
    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    tied_seats: int = 0
    open_seats: int = 0


def contradictions(count: Count) -> list[str]:
    """What cannot be true on a count sheet; empty when it can. A void election is no contradiction."""
    checks = (
        (count.seats >= 1, _("应选名额至少为 1。")),
        (count.should_attend >= 1, _("应到会人数至少为 1。")),
        (count.present <= count.should_attend, _("实到会人数不能多于应到会人数。")),
        (count.issued <= count.present, _("发出选票不能多于实到会人数（不得委托或提前投票）。")),
        (count.valid <= count.recovered, _("有效票不能多于收回选票。")),
        (
            all(votes <= count.valid for votes in count.votes.values()),
            _("任何人的得票都不能多于有效票。"),
        ),
        (
            sum(count.votes.values()) <= count.valid * count.seats,
            _("得票合计超过有效票数与应选名额之积，请核对计票单。"),
        ),
    )
    return [sentence for fine, sentence in checks if not fine]


def outcome(count: Count, *, quorum: Threshold = QUORUM, majority: Threshold = MAJORITY) -> Outcome:
    """Who is elected: more than half of those who *should attend*, the highest votes first.

    Args:
        count: a sheet without contradictions.
        quorum: of those who should attend, to open the meeting.
        majority: of those who should attend, to be elected.
    """
    if not quorum.met(count.present, count.should_attend):
        least = quorum.least(count.should_attend)
        return Outcome(void=_("到会人数不足：至少须到 %(least)s 人。") % {"least": least})
    if count.recovered > count.issued:
        return Outcome(void=_("收回选票多于发出选票，选举无效。"))
    passed = {n: v for n, v in count.votes.items() if majority.met(v, count.should_attend)}
    ranked = sorted(passed, key=lambda name: -passed[name])
    if len(ranked) <= count.seats:
        return Outcome(elected=tuple(ranked), open_seats=count.seats - len(ranked))
    edge = passed[ranked[count.seats - 1]]
    if passed[ranked[count.seats]] < edge:
        return Outcome(elected=tuple(ranked[: count.seats]))
    above = tuple(name for name in ranked if passed[name] > edge)
    tied = tuple(name for name in ranked if passed[name] == edge)
    return Outcome(elected=above, tied=tied, tied_seats=count.seats - len(above))


def least_candidates(seats: int, surplus_percent: int) -> int:
    """How many candidates a competitive election needs: the surplus rounded up, at least one extra.

    Args:
        seats: places to fill.
        surplus_percent: share of the seats (committee 5, standing committee 10); 0 allows as many
            candidates as seats, as for chairs.
    """
    if not surplus_percent:
        return seats
    return seats + max(1, ceil(seats * surplus_percent / 100))


def is_ballot_valid(marked: int, seats: int) -> bool:
    """More names than seats spoil a ballot; fewer do not, nor does a blank one."""
    return marked <= seats


def delegates_range(members: int, bands: list[list[int]]) -> tuple[int, int] | None:
    """How many delegates an assembly of a union of this size has; None below the smallest band.

    Args:
        members: of the union.
        bands: rows [members from, members to, delegates from, delegates to], an editable option.
    """
    for low, high, least, most in bands:
        if low <= members <= high:
            return least, most
    return None
