"""Member ratings (会员评家): rates, thresholds, roll-up, and what stays hidden (handbook homes §5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, rounded, shown, total

LEAST_BALLOTS = 5
INDEX_WEIGHTS: Mapping[str, int] = {"satisfied": 100, "basic": 75, "unsatisfied": 0}
"""Points of an answer in the index: our own proposal, version 1."""
INDEX_VERSION = "index-100-75-0"

Counted = Literal["satisfied", "basic_included"]


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """Ballots of one round: issued, returned, those that say nothing, and the four answers."""

    issued: int
    returned: int
    satisfied: int
    basic: int = 0
    unsatisfied: int = 0
    unknown: int = 0
    blank: int = 0
    double_marked: int = 0

    @property
    def valid(self) -> int:
        """Returned ballots with one answer."""
        return self.returned - self.blank - self.double_marked

    @property
    def judged(self) -> int:
        """Valid ballots of those who know what they rate (不了解 left out)."""
        return self.valid - self.unknown


def contradictions(counts: RatingCounts) -> list[str]:
    """What cannot be true of a count sheet, as sentences; empty when it can."""
    answers = counts.satisfied + counts.basic + counts.unsatisfied + counts.unknown
    words = {"valid": counts.valid, "answers": answers}
    tests = (
        (min(getattr(counts, f.name) for f in fields(counts)) >= 0, _("票数不能为负。")),
        (counts.returned <= counts.issued, _("收回票数不能多于发出票数。")),
        (
            answers == counts.valid,
            _("各选项合计 %(answers)s 票，应等于有效票 %(valid)s 票。") % words,
        ),
    )
    return [sentence for fine, sentence in tests if not fine]


@dataclass(frozen=True, slots=True)
class Rates:
    """Exact shares from 0 to 1, None where nobody is counted; ``index`` is 0 to 100."""

    number: int
    return_rate: Fraction | None
    satisfied: Fraction | None
    basic_included: Fraction | None
    understood: Fraction | None
    index: Fraction | None


def rates(counts: RatingCounts) -> Rates:
    """All rates of one count (handbook homes §5)."""
    good = counts.satisfied + counts.basic
    points = sum(weight * getattr(counts, answer) for answer, weight in INDEX_WEIGHTS.items())
    return Rates(
        number=counts.valid,
        return_rate=_share(counts.returned, counts.issued),
        satisfied=_share(counts.satisfied, counts.judged),
        basic_included=_share(good, counts.judged),
        understood=_share(counts.valid - counts.unknown, counts.valid),
        index=_share(points, counts.judged),
    )


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def shown_rates(counts: RatingCounts) -> Rates | None:
    """The rates that may be shown; None with fewer than LEAST_BALLOTS valid ballots, to protect raters."""
    return rates(counts) if counts.valid >= LEAST_BALLOTS else None


def groups_may_be_shown(groups: Sequence[RatingCounts]) -> bool:
    """Whether a breakdown may be shown: every group has enough ballots, else differences tell."""
    return bool(groups) and all(group.valid >= LEAST_BALLOTS for group in groups)


def percent(rate: Fraction | None, places: int = 1) -> str:
    """A share as printed, with a fixed number of places: ``97.2%``, or a dash."""
    return "—" if rate is None else f"{rounded(100 * rate, places)}%"


@dataclass(frozen=True, slots=True)
class PassRule:
    """The lines of a round, in percent, and which rate is meant; printed on the result."""

    return_percent: Number
    satisfied_percent: Number
    counted: Counted = "basic_included"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the round passes, and the sentence with both lines."""

    passes: bool
    sentence: str


def verdict(counts: RatingCounts, rule: PassRule) -> Verdict:
    """``passes = return_rate ≥ q and rate ≥ s``; a rate of nobody does not pass."""
    found = rates(counts)
    rate = found.satisfied if rule.counted == "satisfied" else found.basic_included
    enough = _reaches(found.return_rate, rule.return_percent)
    passes = enough and _reaches(rate, rule.satisfied_percent)
    words = {
        "returned": percent(found.return_rate),
        "q": shown(rule.return_percent),
        "name": _("满意率") if rule.counted == "satisfied" else _("满意和基本满意率"),
        "rate": percent(rate),
        "s": shown(rule.satisfied_percent),
        "result": _("达标") if passes else _("未达标"),
    }
    sentence = _(
        "回收率 %(returned)s（要求不低于 %(q)s%%），%(name)s %(rate)s（要求不低于 %(s)s%%），%(result)s。"
    )
    return Verdict(passes, sentence % words)


def _reaches(rate: Fraction | None, line: Number) -> bool:
    return rate is not None and 100 * rate >= exact(line)


def pooled(rounds: Sequence[RatingCounts]) -> RatingCounts:
    """All ballots together: the pooled rate is that of the sums, never a mean of percentages."""
    names = [field.name for field in fields(RatingCounts)]
    return RatingCounts(**{name: sum(getattr(one, name) for one in rounds) for name in names})


def mean_of_unions(
    rounds: Sequence[RatingCounts],
    counted: Counted = "basic_included",
) -> Fraction | None:
    """The mean of the unions' rates, each union alike; printed beside the pooled rate, never mixed."""
    found = [rate for one in rounds if (rate := getattr(rates(one), counted)) is not None]
    return total(found) / len(found) if found else None
