"""How a labour contest stands: schedule, delay, score with gates, participation (handbook contests §5)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from gonghui.rooms.contests.enums import DimensionKind

HUNDRED = 100
PLACES = Decimal("0.01")


class Node(Protocol):
    """A milestone as far as arithmetic looks at it."""

    planned_on: date
    actual_on: date | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Milestones due, those of them reached in time, and the delay of the due ones.

    ``delay_days`` is the sum over all due milestones in working days; one that is not reached counts
    up to the day asked.
    """

    on_time: int
    due: int
    delay_days: int

    @property
    def share(self) -> Decimal | None:
        """``k_on/k_due`` in percent; None while nothing is due."""
        return shown(Fraction(self.on_time * HUNDRED, self.due)) if self.due else None

    @property
    def mean_delay(self) -> Decimal | None:
        """Mean delay in working days; None while nothing is due."""
        return shown(Fraction(self.delay_days, self.due)) if self.due else None


def schedule_of(
    milestones: Iterable[Node], on: date, days_between: Callable[[date, date], int]
) -> Schedule:
    """How the milestones due by ``on`` were kept.

    Args:
        milestones: of one contest, or of several.
        on: milestones planned later are not due, even when they were reached.
        days_between: working days after the first day up to the second, 0 when that is not later.
    """
    due = [each for each in milestones if each.planned_on <= on]
    reached = [min(each.actual_on or on, on) for each in due]
    in_time = [each for each in due if each.actual_on and each.actual_on <= each.planned_on]
    delays = [days_between(each.planned_on, day) for each, day in zip(due, reached, strict=True)]
    return Schedule(len(in_time), len(due), sum(delays))


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension with the points of its periods."""

    name: str
    kind: str
    weight: Decimal
    pass_mark: Decimal
    points: tuple[Decimal, ...]

    @property
    def mean(self) -> Fraction | None:
        """Mean of the periods; None before the first, never 0."""
        if not self.points:
            return None
        return sum((Fraction(each) for each in self.points), Fraction(0)) / len(self.points)

    @property
    def failed(self) -> bool:
        """Whether a guarantee did not hold; what nobody scored has not failed."""
        if self.kind != DimensionKind.GUARANTEE or self.mean is None:
            return False
        return self.mean < Fraction(self.pass_mark)


@dataclass(frozen=True, slots=True)
class Standing:
    """``Score = Σ w·s``, exact; None while a dimension has no points. Failed guarantees forbid honours."""

    score: Fraction | None
    failed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def shown(self) -> Decimal | None:
        """With two places."""
        return None if self.score is None else shown(self.score)


def standing_of(parts: Iterable[Part]) -> Standing:
    """The score of a contest from its dimensions, whose weights are percentages that add up to 100."""
    rows = list(parts)
    missing = tuple(each.name for each in rows if each.mean is None)
    failed = tuple(each.name for each in rows if each.failed)
    if missing or not rows:
        return Standing(None, failed, missing)
    score = sum((Fraction(each.weight) / HUNDRED * (each.mean or 0) for each in rows), Fraction(0))
    return Standing(score, failed, ())


def participation(enrolled: int, workers: int) -> Decimal | None:
    """Workers enrolled of those on the project, in percent; None when nobody knows how many there are."""
    return shown(Fraction(enrolled * HUNDRED, workers)) if workers else None


def shown(value: Fraction) -> Decimal:
    """Two places, half up, once, at the end."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(PLACES, ROUND_HALF_UP)


def weight_problem(weights: Mapping[str, Decimal]) -> str:
    """The sentence that stands against these weights; empty when they add up to 100."""
    found = sum(weights.values(), Decimal(0))
    if found == HUNDRED:
        return ""
    return f"比保项目的权重合计为 {found.normalize():f}%，应为 100%。"
