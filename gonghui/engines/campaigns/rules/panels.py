"""Makes scores of several panels comparable: standard scores, or the ratio of means (handbook contests §3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gonghui.engines.campaigns.rules.numbers import Number, exact, rounded, square_root, total

LEAST_CANDIDATES = 5
LIMIT = 100
DIGITS = 12  # roots are cut, so that scores equal in theory must meet again
Divisor = Literal["n-1", "n"]
Flag = Literal["", "too_few", "no_spread", "no_mean"]


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """One panel: candidates, mean, standard deviation, and why it was left raw ("" when it was not)."""

    candidates: int
    mean: Fraction
    deviation: Fraction
    flag: Flag


@dataclass(frozen=True)
class Comparable:
    """Scores on one scale.

    Args:
        scores: by candidate; those of flagged panels as they were.
        panels: facts by panel.
        mean: X̄, the mean of all candidates.
        spread: S; 0 with the ratio method.
        spread_from: S is the ``mean`` of the panels' deviations, or their ``least`` because a score would
            have passed the limit; "" with the ratio method.
        over_limit: candidates whose score passes the limit all the same.
    """

    scores: dict[str, Fraction]
    panels: dict[str, PanelFacts]
    mean: Fraction
    spread: Fraction
    spread_from: Literal["mean", "least", ""]
    over_limit: tuple[str, ...]


Panels = Mapping[str, Mapping[str, Number]]


def standard_scores(
    panels: Panels, *, divisor: Divisor = "n-1", limit: Number = LIMIT
) -> Comparable:
    """``x' = (x − x̄_g)/s_g · S + X̄``; S is the mean of all s_g, or the least where a score passed the limit.

    Standard scores are rounded half up to DIGITS decimal places, far below what is shown.
    A panel with fewer than LEAST_CANDIDATES candidates or without any spread stays raw and is flagged.

    Args:
        panels: unrounded scores by candidate, by panel; candidates were assigned at random.
        divisor: of the variance; the notice says which.
        limit: the highest score there is.
    """
    values = _exact(panels)
    facts = {key: _facts(scores, divisor) for key, scores in values.items()}
    mean = _mean([score for scores in values.values() for score in scores.values()])
    spreads = [fact.deviation for fact in facts.values() if not fact.flag]
    spread = _mean(spreads)
    scores = _standardised(values, facts, mean, spread)
    if not _over(scores, limit) or not spreads:
        return Comparable(scores, facts, mean, spread, "mean", _over(scores, limit))
    least = min(spreads)
    scores = _standardised(values, facts, mean, least)
    return Comparable(scores, facts, mean, least, "least", _over(scores, limit))


def ratio_scores(panels: Panels, *, limit: Number = LIMIT) -> Comparable:
    """``x' = x · X̄/x̄_g``; a panel whose mean is 0 stays raw and is flagged."""
    values = _exact(panels)
    facts = {key: _facts(scores, "n") for key, scores in values.items()}
    facts = {
        key: PanelFacts(f.candidates, f.mean, f.deviation, "" if f.mean else "no_mean")
        for key, f in facts.items()
    }
    mean = _mean([score for scores in values.values() for score in scores.values()])
    scores = _mapped(values, facts, lambda score, fact: score * mean / fact.mean)
    return Comparable(scores, facts, mean, Fraction(0), "", _over(scores, limit))


def deviation(scores: list[Fraction], divisor: Divisor = "n-1") -> Fraction:
    """The standard deviation, cut after thirty decimal places; 0 of fewer than two scores."""
    if len(scores) < 2:
        return Fraction(0)
    mean = _mean(scores)
    squares = total((score - mean) ** 2 for score in scores)
    return square_root(squares / (len(scores) - (divisor == "n-1")))


def _exact(panels: Panels) -> dict[str, dict[str, Fraction]]:
    return {
        panel: {candidate: exact(score) for candidate, score in scores.items()}
        for panel, scores in panels.items()
    }


def _mean(scores: list[Fraction]) -> Fraction:
    return total(scores) / len(scores) if scores else Fraction(0)


def _facts(scores: dict[str, Fraction], divisor: Divisor) -> PanelFacts:
    values = list(scores.values())
    spread = deviation(values, divisor)
    flag: Flag = ""
    if not spread:
        flag = "no_spread"
    if len(values) < LEAST_CANDIDATES:
        flag = "too_few"
    return PanelFacts(len(values), _mean(values), spread, flag)


def _standardised(
    values: dict[str, dict[str, Fraction]],
    facts: dict[str, PanelFacts],
    mean: Fraction,
    spread: Fraction,
) -> dict[str, Fraction]:
    def standard(score: Fraction, fact: PanelFacts) -> Fraction:
        return exact(rounded((score - fact.mean) / fact.deviation * spread + mean, DIGITS))

    return _mapped(values, facts, standard)


def _mapped(
    values: dict[str, dict[str, Fraction]],
    facts: dict[str, PanelFacts],
    rule: Callable[[Fraction, PanelFacts], Fraction],
) -> dict[str, Fraction]:
    """``rule`` for every score of panels that are not flagged."""
    return {
        candidate: score if facts[panel].flag else rule(score, facts[panel])
        for panel, scores in values.items()
        for candidate, score in scores.items()
    }


def _over(scores: dict[str, Fraction], limit: Number) -> tuple[str, ...]:
    return tuple(candidate for candidate, score in scores.items() if score > exact(limit))
