"""The judge drift report: who scores apart from the panel (handbook contests §3).

It shows, it does not judge: a low correlation or many dropped scores are a reason to look, not a fault.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gonghui.engines.campaigns.rules.numbers import Number, exact, square_root, total
from gonghui.engines.campaigns.rules.panels import Divisor, deviation
from gonghui.engines.campaigns.rules.scoring import JudgeRule, panel_score

Scores = Mapping[str, Mapping[str, Number | None]]


@dataclass(frozen=True, slots=True)
class JudgeDrift:
    """One judge.

    ``agreement`` is Spearman's ρ with the panel's scores, None with fewer than two candidates or without
    any spread; ``drops`` counts how often the judge's score was cut as the lowest or highest.
    """

    judge: str
    scored: int
    mean: Fraction | None
    deviation: Fraction
    agreement: Fraction | None
    lowest_drops: int
    highest_drops: int

    @property
    def drops(self) -> int:
        """Scores that were cut."""
        return self.lowest_drops + self.highest_drops


def drift_report(scores: Scores, rule: JudgeRule, *, divisor: Divisor = "n-1") -> list[JudgeDrift]:
    """One line per judge, in the order in which judges first appear.

    Args:
        scores: by judge, by candidate; None is missing.
        rule: how the panel's score is made.
        divisor: of the variance.
    """
    panels = {candidate: panel_score(rule, row) for candidate, row in scores.items()}
    lowest = Counter(panel.dropped[0] for panel in panels.values() if panel.dropped)
    highest = Counter(panel.dropped[-1] for panel in panels.values() if panel.dropped)
    judges = dict.fromkeys(judge for row in scores.values() for judge in row)
    lines = []
    for judge in judges:
        pairs = [
            (exact(own), panels[candidate].value)
            for candidate, row in scores.items()
            if (own := row.get(judge)) is not None and panels[candidate].value is not None
        ]
        own_scores = [own for own, _panel in pairs]
        lines.append(
            JudgeDrift(
                judge,
                len(pairs),
                total(own_scores) / len(pairs) if pairs else None,
                deviation(own_scores, divisor),
                rank_correlation(own_scores, [panel for _own, panel in pairs if panel is not None]),
                lowest[judge],
                highest[judge],
            )
        )
    return lines


def rank_correlation(first: Sequence[Number], second: Sequence[Number]) -> Fraction | None:
    """Spearman's ρ with mean ranks for ties, −1 to 1, cut after thirty places; None without spread."""
    left, right = mean_ranks(first), mean_ranks(second)
    middle = Fraction(len(left) + 1, 2)
    both = total((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
    squares = total((a - middle) ** 2 for a in left) * total((b - middle) ** 2 for b in right)
    if not squares:
        return None
    size = square_root(both**2 / squares)
    return -size if both < 0 else size


def mean_ranks(values: Sequence[Number]) -> list[Fraction]:
    """Ranks from 1 for the least; equal values share the mean of their ranks."""
    places: dict[Fraction, list[int]] = {}
    exact_values = [exact(value) for value in values]
    for place, value in enumerate(sorted(exact_values), 1):
        places.setdefault(value, []).append(place)
    return [Fraction(sum(places[value]), len(places[value])) for value in exact_values]
