"""Ratings of many unions together: pooled, and as the mean of the unions; the two are never mixed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from gonghui.engines.campaigns.api import RatingCounts, pooled, rates
from gonghui.rooms.homes.models import RatingRound

RETURN, SATISFIED = "return_rate", "basic_included"


@dataclass(frozen=True)
class Pool:
    """All ratings as one, the mean of their rates in percent, and the different lines that they set."""

    rounds: int
    top: int
    whole: int
    mean: Decimal | None
    lines: tuple[int, ...] = ()


def counts_of(rating: RatingRound) -> RatingCounts:
    """The frozen counts of a round as the engine computes with them."""
    return RatingCounts(
        issued=rating.issued,
        returned=rating.returned,
        satisfied=rating.satisfied,
        basic=rating.basic,
        unsatisfied=rating.unsatisfied,
        unknown=rating.unknown,
    )


def pool(rows: QuerySet[RatingRound], rate: str) -> Pool:
    """Both roll-ups of a rate: RETURN or SATISFIED (handbook homes §5)."""
    ratings = list(rows)
    counts = [counts_of(each) for each in ratings]
    together = pooled(counts)
    pair = (together.returned, together.issued)
    if rate == SATISFIED:
        pair = (together.satisfied + together.basic, together.judged)
    found = [value for one in counts if (value := getattr(rates(one), rate)) is not None]
    mean = sum(found, Fraction(0)) * 100 / len(found) if found else None
    line = "satisfied_percent" if rate == SATISFIED else "return_percent"
    lines = tuple(sorted({getattr(each, line) for each in ratings}))
    return Pool(len(counts), *pair, None if mean is None else _two_places(mean), lines)


def _two_places(value: Fraction) -> Decimal:
    """Half up, once."""
    return Decimal((value * 100 + Fraction(1, 2)).__floor__()) / 100
