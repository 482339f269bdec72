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
    """All ratings as one, and the mean of their rates in percent."""

    rounds: int
    top: int
    whole: int
    mean: Decimal | None


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
    counts = [counts_of(each) for each in rows]
    together = pooled(counts)
    pair = (together.returned, together.issued)
    if rate == SATISFIED:
        pair = (together.satisfied + together.basic, together.judged)
    found = [value for one in counts if (value := getattr(rates(one), rate)) is not None]
    mean = sum(found, Fraction(0)) * 100 / len(found) if found else None
    return Pool(len(counts), *pair, None if mean is None else _two_places(mean))


def _two_places(value: Fraction) -> Decimal:
    """Half up, once."""
    return Decimal((value * 100 + Fraction(1, 2)).__floor__()) / 100
