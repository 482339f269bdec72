"""Score arithmetic of judging: means, totals, penalties, gaps, double entry (handbook contests §3).

Scores are exact; nothing is rounded before it is shown. A missing score is never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, rounded_down, shown, total

TRIM_FROM = 5
FULL_SCORE = 100
Missing = Literal["leave_out", "stay_open"]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and the positions of the scores that counted or were dropped; None of no scores."""

    value: Fraction | None
    used: tuple[int, ...]
    dropped: tuple[int, ...] = ()


def plain_mean(scores: Sequence[Number]) -> Mean:
    """``Σx/n``."""
    return _mean(scores, tuple(range(len(scores))), ())


def trimmed_mean(scores: Sequence[Number], threshold: int = TRIM_FROM) -> Mean:
    """The mean without one lowest and one highest score (去掉最高最低分), ``Σ/(n−2)``.

    One instance each is dropped, not all equal ones: the first of the lowest, the last of the highest.

    Args:
        scores: one per judge.
        threshold: with fewer scores nothing is dropped; at least 3.
    """
    places = sorted(range(len(scores)), key=lambda index: (scores[index], index))
    if len(scores) < max(threshold, 3):
        return plain_mean(scores)
    return _mean(scores, tuple(sorted(places[1:-1])), (places[0], places[-1]))


def _mean(scores: Sequence[Number], used: tuple[int, ...], dropped: tuple[int, ...]) -> Mean:
    """The mean over ``used`` positions."""
    if not used:
        return Mean(None, (), dropped)
    return Mean(total(exact(scores[index]) for index in used) / len(used), used, dropped)


@dataclass(frozen=True, slots=True)
class JudgeRule:
    """How the scores of a panel become one.

    Args:
        trim: drop one highest and one lowest.
        threshold: from how many scores on.
        missing: a judge who gave none is left out for that candidate, or scoring stays open.
        full: the highest score a judge may give.
    """

    trim: bool = True
    threshold: int = TRIM_FROM
    missing: Missing = "leave_out"
    full: Number = FULL_SCORE


@dataclass(frozen=True, slots=True)
class PanelScore:
    """What a panel says of one candidate; ``value`` is None while it is open or nobody scored."""

    value: Fraction | None
    used: tuple[str, ...]
    dropped: tuple[str, ...]
    missing: tuple[str, ...]
    open: bool


def panel_score(rule: JudgeRule, scores: Mapping[str, Number | None]) -> PanelScore:
    """One score from those of the judges, who count in the order given.

    Args:
        rule: trimming and what a gap means.
        scores: by judge; None is missing. Recused judges are not listed at all.
    """
    judges = [judge for judge, score in scores.items() if score is not None]
    missing = tuple(judge for judge, score in scores.items() if score is None)
    if missing and rule.missing == "stay_open":
        return PanelScore(None, (), (), missing, open=True)
    given = [score for score in scores.values() if score is not None]
    mean = trimmed_mean(given, rule.threshold) if rule.trim else plain_mean(given)
    return PanelScore(
        value=mean.value,
        used=tuple(judges[index] for index in mean.used),
        dropped=tuple(judges[index] for index in mean.dropped),
        missing=missing,
        open=not given,
    )


def score_faults(score: Number, full: Number = FULL_SCORE) -> list[str]:
    """What is wrong with a score that a judge typed, as sentences; doubts about the scale included."""
    value, most = exact(score), exact(full)
    words = {"score": shown(value, 4), "full": shown(most, 4)}
    if value < 0:
        return [_("得分 %(score)s 不能为负。") % words]
    if value > most:
        return [_("得分 %(score)s 超过满分 %(full)s，请核对。") % words]
    if 0 < value <= most / 10:
        return [_("得分 %(score)s 不足满分 %(full)s 的十分之一，请确认没有用错分制。") % words]
    return []


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: with a ``weight`` (its scores are on 0–100), or with ``points`` of the full.

    ``bonus`` is how far a score may rise above that; it does not count for the sum of points. ``trim``
    says of the judges of this part whether extremes are dropped; None leaves it to the rule of all.
    """

    key: str
    label: str
    weight: Number | None = None
    points: Number | None = None
    bonus: Number = 0
    trim: bool | None = None


@dataclass(frozen=True)
class Formula:
    """``T = Σ wᵢ·sᵢ`` with weights that sum to 1, or points that sum to the full score; never both.

    Raises:
        ValueError: with a Chinese sentence, when the parts mix both or do not add up.
    """

    parts: tuple[Part, ...]
    full: Number = FULL_SCORE

    def __post_init__(self) -> None:
        weights = [exact(part.weight) for part in self.parts if part.weight is not None]
        points = [exact(part.points) for part in self.parts if part.points is not None]
        if len(weights) + len(points) != len(self.parts) or (weights and points):
            raise ValueError(_("总分各项须全部填权重或全部填分值，不能混用。"))
        if min([*weights, *points], default=Fraction(0)) <= 0:
            raise ValueError(_("总分至少有一项，各项权重或分值须大于零。"))
        if weights and total(weights) != 1:
            raise ValueError(
                _("各项权重合计须为 100%%，现为 %(n)s%%。") % {"n": shown(100 * total(weights), 4)}
            )
        if points and total(points) != exact(self.full):
            words = {"full": shown(self.full, 4), "n": shown(total(points), 4)}
            raise ValueError(_("各项分值合计须为 %(full)s 分，现为 %(n)s 分。") % words)

    @property
    def weighted(self) -> bool:
        """Whether the parts have weights."""
        return self.parts[0].weight is not None


@dataclass(frozen=True, slots=True)
class Total:
    """A total and its terms ``(part, score, contribution)``; None while a part is missing."""

    value: Fraction | None
    terms: tuple[tuple[str, Fraction, Fraction], ...]
    penalty: Fraction
    missing: tuple[str, ...]


def total_score(
    formula: Formula, scores: Mapping[str, Number | None], penalty: Number = 0
) -> Total:
    """The total of one candidate.

    Args:
        formula: the parts.
        scores: by part; a missing one leaves the total open.
        penalty: points taken off at the end; the total does not fall below 0.

    Raises:
        ValueError: a score is above the full score of its part.
    """
    terms, missing = [], []
    for part in formula.parts:
        score = scores.get(part.key)
        if score is None:
            missing.append(part.key)
        else:
            terms.append((part.key, exact(score), _contribution(part, exact(score))))
    value = None if missing else max(total(term[2] for term in terms) - exact(penalty), Fraction(0))
    return Total(value, tuple(terms), exact(penalty), tuple(missing))


def _contribution(part: Part, score: Fraction) -> Fraction:
    """What a score adds to the total."""
    full = exact(FULL_SCORE if part.points is None else part.points) + exact(part.bonus)
    if not 0 <= score <= full:
        words = {"label": part.label, "score": shown(score, 4), "full": shown(full, 4)}
        raise ValueError(_("“%(label)s”得分 %(score)s 须在 0 至 %(full)s 之间。") % words)
    return score if part.weight is None else exact(part.weight) * score


@dataclass(frozen=True, slots=True)
class TimePenalty:
    """Points off per full ``step`` over the ``allowed`` time, at most ``cap``; times in seconds."""

    allowed: Number
    step: Number
    points: Number
    cap: Number | None = None


def time_penalty(rule: TimePenalty | None, used: Number) -> Fraction:
    """``floor(overrun / step) · points``, capped; 0 without a rule.

    Args:
        rule: None where the notice knows no penalty.
        used: measured time in seconds.
    """
    if rule is None:
        return Fraction(0)
    overrun = max(exact(used) - exact(rule.allowed), Fraction(0))
    points = rounded_down(overrun / exact(rule.step)) * exact(rule.points)
    return points if rule.cap is None else min(points, exact(rule.cap))


def expert_and_vote(expert: Number, vote: Number, expert_share: Number) -> Fraction:
    """``F = a·E + (1−a)·V`` on 0–100; ``a`` is 0–1 and stands in the notice (0.7 is usual)."""
    share = exact(expert_share)
    if not 0 <= share <= 1:
        raise ValueError(_("专家评分占比须在 0 至 100% 之间。"))
    return share * exact(expert) + (1 - share) * exact(vote)


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """A cell that two people typed differently; None is "not typed"."""

    cell: str
    first: Number | None
    second: Number | None

    @property
    def sentence(self) -> str:
        """Where they differ and what to do."""
        typed = [_("未录") if n is None else shown(n, 4) for n in (self.first, self.second)]
        words = {"cell": self.cell, "first": typed[0], "second": typed[1]}
        return (
            _("%(cell)s：第一次录入 %(first)s，第二次录入 %(second)s，请查对原始评分表。") % words
        )


def compare_entries(
    first: Mapping[str, Number | None], second: Mapping[str, Number | None]
) -> list[EntryDifference]:
    """Cells of a double entry (双录) that differ, in the order of the first, then of the second."""
    cells = dict.fromkeys([*first, *second])
    pairs = [EntryDifference(cell, first.get(cell), second.get(cell)) for cell in cells]
    return [pair for pair in pairs if pair.first != pair.second]
