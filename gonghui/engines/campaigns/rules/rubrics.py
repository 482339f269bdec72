"""A versioned rubric: items by chapter, three score columns, totals and vetoes (handbook homes §3).

The columns self, panel and members are all kept; the result comes from panel and members only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import Number, exact, shown, total
from gonghui.engines.campaigns.rules.scoring import TRIM_FROM, trimmed_mean

Rule = Literal["points", "deduct", "tiered", "veto", "bonus"]
ScoredBy = Literal["panel", "members", "both"]
SPREAD_PERCENT = 20
MEMBER_SHARE: Mapping[str, Fraction] = {
    "panel": Fraction(0),
    "both": Fraction(1, 2),
    "members": Fraction(1),
}


@dataclass(frozen=True)
class Item:
    """One line of a rubric.

    Args:
        key: its code.
        chapter: where it stands.
        text: what is asked for.
        full: full score; of a bonus the most it can add, of a veto 0.
        rule: how points are given.
        steps: points off per finding (deduct), or points of each tier (tiered).
        scored_by: panel, members, or both alike.
    """

    key: str
    chapter: str
    text: str
    full: Number
    rule: Rule = "points"
    steps: tuple[Number, ...] = ()
    scored_by: ScoredBy = "panel"


@dataclass(frozen=True)
class Rubric:
    """A standard in one version; once used it does not change.

    Args:
        key: its code.
        version: from 1.
        items: in order.
        chapter_caps: most points of a chapter, where that is less than its items add up to.
        bonus_cap: most points that all bonuses add; None is the sum of their full scores.
        member_steps: ``(satisfaction percent, share)`` by which the members' part is given in steps; empty
            is linear.
        tie_chapter: the chapter that breaks ties after the members' part.
    """

    key: str
    version: int
    items: tuple[Item, ...]
    chapter_caps: Mapping[str, Number] = field(default_factory=dict)
    bonus_cap: Number | None = None
    member_steps: tuple[tuple[Number, Number], ...] = ()
    tie_chapter: str = ""

    @property
    def full(self) -> Fraction:
        """The highest total without bonus."""
        return total(self.capped(chapter, points) for chapter, points in self._fulls().items())

    def _fulls(self) -> dict[str, Fraction]:
        sums: dict[str, Fraction] = {}
        for item in self.items:
            if item.rule not in ("bonus", "veto"):
                sums[item.chapter] = sums.get(item.chapter, Fraction(0)) + exact(item.full)
        return sums

    def capped(self, chapter: str, points: Fraction) -> Fraction:
        """Points of a chapter, at most its cap."""
        cap = self.chapter_caps.get(chapter)
        return points if cap is None else min(points, exact(cap))


def item_points(item: Item, given: Number | Mapping[int, int]) -> Fraction:
    """Points of one item from what was found.

    Args:
        item: the line.
        given: points or bonus; the number of a tier from 0; findings by number of their deduction step;
            for a veto 1 when it applies, else 0.

    Raises:
        ValueError: with a Chinese sentence, when the item cannot have that.
    """
    full = exact(item.full)
    if isinstance(given, Mapping):
        return _after_deductions(item, given)
    value = exact(given)
    if item.rule == "veto":
        return Fraction(0)
    if item.rule == "tiered":
        return _tier(item, value)
    if not 0 <= value <= full:
        words = {"item": item.text, "full": shown(full), "value": shown(value)}
        raise ValueError(_("“%(item)s”满分 %(full)s，不能填 %(value)s。") % words)
    return value


def _after_deductions(item: Item, findings: Mapping[int, int]) -> Fraction:
    """The full score less the steps found, not below 0."""
    if item.rule != "deduct":
        raise ValueError(_("“%(item)s”不按扣分计算。") % {"item": item.text})
    off = total(exact(item.steps[step]) * times for step, times in findings.items())
    return max(exact(item.full) - off, Fraction(0))


def _tier(item: Item, value: Fraction) -> Fraction:
    """The points of a tier."""
    if value.denominator != 1 or not 0 <= value < len(item.steps):
        raise ValueError(_("“%(item)s”没有这一档。") % {"item": item.text})
    return exact(item.steps[int(value)])


def member_factor(rubric: Rubric, satisfaction: Number) -> Fraction:
    """``f(satisfaction)``: linear, or the share of the highest step reached (0 below all).

    Args:
        rubric: with or without steps.
        satisfaction: percent, 0–100.
    """
    if not rubric.member_steps:
        return exact(satisfaction) / 100
    reached = [
        (exact(line), exact(share))
        for line, share in rubric.member_steps
        if exact(satisfaction) >= exact(line)
    ]
    return max(reached)[1] if reached else Fraction(0)


@dataclass(frozen=True)
class Columns:
    """What was given: points by item of the applicant, of every inspector, and the members' satisfaction.

    ``vetoes`` are items that apply, ``deductions`` further points off, ``justified`` items whose spread
    was explained. ``satisfaction`` is a percent, None while the members have not rated.
    """

    own: Mapping[str, Number] = field(default_factory=dict)
    panel: Mapping[str, Mapping[str, Number | None]] = field(default_factory=dict)
    satisfaction: Number | None = None
    vetoes: Collection[str] = ()
    deductions: Number = 0
    justified: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One line with its three columns; ``points`` is None while a column that counts is missing.

    ``explain`` asks for a reason: the inspectors lie further apart than SPREAD_PERCENT of the full score.
    """

    key: str
    own: Fraction | None
    panel: Fraction | None
    members: Fraction | None
    points: Fraction | None
    spread: Fraction
    explain: bool


@dataclass(frozen=True)
class Evaluation:
    """The result of one application; ``total`` is None while ``missing`` items are open.

    A veto leaves the score as it is and bars every title.
    """

    items: tuple[ItemResult, ...]
    chapters: dict[str, Fraction]
    bonus: Fraction
    member_part: Fraction
    total: Fraction | None
    self_total: Fraction
    vetoes: tuple[str, ...]
    missing: tuple[str, ...]
    to_explain: tuple[str, ...]

    def tie_values(self, rubric: Rubric) -> dict[str, Number | None]:
        """Values for ``ranking.rank``: total, then members' part, then the chapter that breaks ties."""
        chapter = self.chapters.get(rubric.tie_chapter, Fraction(0))
        return {"total": self.total, "members": self.member_part, "chapter": chapter}


def evaluate(rubric: Rubric, columns: Columns) -> Evaluation:
    """Total, chapters and columns of one application (handbook homes §3, formulas).

    ``total = Σ chapters (capped) + min(bonus, cap) − deductions``, not below 0.
    """
    counted = [item for item in rubric.items if item.rule != "veto"]
    results = {item.key: _item_result(rubric, item, columns) for item in counted}
    points = {key: result.points or Fraction(0) for key, result in results.items()}
    chapters: dict[str, Fraction] = {}
    for item in counted:
        if item.rule != "bonus":
            before = chapters.get(item.chapter, Fraction(0))
            chapters[item.chapter] = before + points[item.key]
    chapters = {chapter: rubric.capped(chapter, value) for chapter, value in chapters.items()}
    bonus = total(points[item.key] for item in counted if item.rule == "bonus")
    if rubric.bonus_cap is not None:
        bonus = min(bonus, exact(rubric.bonus_cap))
    missing = tuple(key for key, result in results.items() if result.points is None)
    whole = total(chapters.values()) + bonus - exact(columns.deductions)
    return Evaluation(
        items=tuple(results.values()),
        chapters=chapters,
        bonus=bonus,
        member_part=total(result.members or Fraction(0) for result in results.values()),
        total=None if missing else max(whole, Fraction(0)),
        self_total=total(result.own or Fraction(0) for result in results.values()),
        vetoes=tuple(i.key for i in rubric.items if i.rule == "veto" and i.key in columns.vetoes),
        missing=missing,
        to_explain=tuple(
            key for key, r in results.items() if r.explain and key not in columns.justified
        ),
    )


def _item_result(rubric: Rubric, item: Item, columns: Columns) -> ItemResult:
    """The three columns of one item and what counts of them."""
    scores = [
        exact(score)
        for sheet in columns.panel.values()
        if (score := sheet.get(item.key)) is not None
    ]
    mean = trimmed_mean(scores, TRIM_FROM).value
    share, members = MEMBER_SHARE[item.scored_by], None
    if share and columns.satisfaction is not None:
        members = exact(item.full) * member_factor(rubric, columns.satisfaction) * share
    own = columns.own.get(item.key)
    return ItemResult(
        key=item.key,
        own=None if own is None else exact(own),
        panel=mean,
        members=members,
        points=_counted(item, share, mean, members),
        spread=spread_of(scores),
        explain=is_wide(item.full, scores),
    )


def spread_of(scores: Collection[Number]) -> Fraction:
    """How far inspectors lie apart; 0 for fewer than two."""
    return exact(max(scores, key=exact)) - exact(min(scores, key=exact)) if scores else Fraction(0)


def is_wide(full: Number, scores: Collection[Number], percent: Number = SPREAD_PERCENT) -> bool:
    """Whether they lie so far apart on one item that somebody has to say why (handbook homes §3).

    Args:
        full: full score of the item.
        scores: of every inspector.
        percent: of the full score, above which a reason is asked for.
    """
    return spread_of(scores) * 100 > exact(full) * exact(percent)


def _counted(
    item: Item, share: Fraction, mean: Fraction | None, members: Fraction | None
) -> Fraction | None:
    """Points that count; None while a column is missing, but a bonus that nobody gave is 0."""
    if item.rule == "bonus" and mean is None:
        mean = Fraction(0)
    if (share < 1 and mean is None) or (share and members is None):
        return None
    return (mean or Fraction(0)) * (1 - share) + (members or Fraction(0))
