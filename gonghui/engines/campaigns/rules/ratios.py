"""Ratio rules (比例) over chosen names, always as whole numbers (handbook contests §2.7).

A minimum of m % over n names asks for at least ceil(n·m/100), a maximum for at most floor(n·M/100):
rounded against the applicant. Names on the separate list (单列) are outside.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.numbers import (
    Number,
    exact,
    rounded_down,
    rounded_up,
    shown,
)

Scope = Literal["unit", "overall"]
Severity = Literal["block", "warn"]
State = Literal["met", "short", "over", "impossible", "too_few"]


class Counted(Protocol):
    """What a ratio is taken of: a name with its unit, flags, category and list."""

    @property
    def unit(self) -> str:
        """Key of the unit that the notice counts by."""

    @property
    def flags(self) -> Collection[str]:
        """Keys of what holds for the name (front-line, woman …)."""

    @property
    def category(self) -> str:
        """Category of the place."""

    @property
    def separate(self) -> bool:
        """Whether the name stands on the separate list."""


def share_doubt(value: Number | None) -> str:
    """Whether 0.35 was typed where 35 was meant; "" for anything that can be a percentage."""
    if value is None or not 0 < exact(value) < 1:
        return ""
    words = {"meant": shown(100 * exact(value), 4), "value": shown(value, 4)}
    return (
        _("这里按百分数填：要写 %(meant)s%% 请填 %(meant)s，现在的 %(value)s 会当作 %(value)s%%。")
        % words
    )


@dataclass(frozen=True, slots=True)
class RatioRule:
    """A share that the names must reach or must not pass.

    Args:
        key: the flag that is counted.
        label: its name in sentences (一线职工).
        minimum_percent: 0–100, or None.
        maximum_percent: 0–100, or None.
        scope: over all names, or over the names of every unit.
        threshold: a unit with fewer names is left alone (a ratio of one name cannot be met).
        severity: whether a slate that breaks it may go on.
        categories: the categories it is taken over; empty is all.
    """

    key: str
    label: str
    minimum_percent: Number | None = None
    maximum_percent: Number | None = None
    scope: Scope = "overall"
    threshold: int = 3
    severity: Severity = "block"
    categories: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        low, high = self.minimum_percent, self.maximum_percent
        if low is None and high is None:
            raise ValueError(_("“%(label)s”比例须填下限或上限。") % {"label": self.label})
        if not 0 <= exact(low or 0) <= exact(100 if high is None else high) <= 100:
            raise ValueError(
                _("“%(label)s”比例须在 0 至 100 之间，且下限不高于上限。") % {"label": self.label}
            )

    def covers(self, name: Counted) -> bool:
        """Whether ``name`` is among those of whom the share is taken."""
        return not name.separate and (not self.categories or name.category in self.categories)

    def applies(self, number: int) -> bool:
        """Whether a group of ``number`` names is large enough; overall always."""
        return self.scope == "overall" or number >= self.threshold


@dataclass(frozen=True, slots=True)
class Requirement:
    """The rule in whole numbers over ``of`` names."""

    of: int
    at_least: int
    at_most: int

    @property
    def possible(self) -> bool:
        """Whether any whole number lies between the two."""
        return self.at_least <= self.at_most


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule says of one group; ``unit`` is "" for all names together.

    ``missing`` counts the names that are missing, or those too many.
    """

    rule: RatioRule
    unit: str
    need: Requirement
    have: int
    state: State
    missing: int
    sentence: str

    @property
    def good(self) -> bool:
        """Whether nothing has to be done."""
        return self.state in ("met", "too_few")

    @property
    def blocks(self) -> bool:
        """Whether the slate may not go on like this."""
        return not self.good and self.rule.severity == "block"


def requirement(rule: RatioRule, number: int) -> Requirement:
    """The whole numbers that ``rule`` asks of ``number`` names."""
    low = exact(rule.minimum_percent or 0)
    high = exact(100 if rule.maximum_percent is None else rule.maximum_percent)
    return Requirement(number, rounded_up(number * low / 100), rounded_down(number * high / 100))


def check(rule: RatioRule, have: int, number: int, unit: str = "", name: str = "") -> Check:
    """Whether ``have`` of ``number`` names is enough and not too many.

    Args:
        rule: the ratio.
        have: names with the flag.
        number: all names that the rule covers.
        unit: key of the unit, "" for all names together.
        name: its name, which opens the sentence.
    """
    need = requirement(rule, number)
    state, missing = _state(rule, need, have)
    sentence = _sentence(rule, need, have, state, missing)
    return Check(
        rule, unit, need, have, state, missing, f"{name}：{sentence}" if name else sentence
    )


def _state(rule: RatioRule, need: Requirement, have: int) -> tuple[State, int]:
    """How a group stands, and by how many names it is off."""
    if not rule.applies(need.of):
        return "too_few", 0
    if not need.possible:
        return "impossible", 0
    if have < need.at_least:
        return "short", need.at_least - have
    if have > need.at_most:
        return "over", have - need.at_most
    return "met", 0


def _sentence(rule: RatioRule, need: Requirement, have: int, state: State, missing: int) -> str:
    """The check in words, with the whole number first."""
    words = {"label": rule.label, "have": have, "missing": missing, "n": need.of}
    words |= {"least": need.at_least, "most": need.at_most, "threshold": rule.threshold}
    if state == "too_few":
        return _("共 %(n)s 名，不足 %(threshold)s 名，不计“%(label)s”比例") % words
    if state == "impossible":
        return _("%(label)s：共 %(n)s 名时，没有整数能同时满足 %(range)s") % (
            words | {"range": range_text(rule)}
        )
    if state == "over" or rule.minimum_percent is None:
        sentence = _("%(label)s至多 %(most)s 名，现有 %(have)s 名") % words
        return sentence + (_("，多出 %(missing)s 名") % words if missing else "")
    sentence = _("%(label)s至少 %(least)s 名，现有 %(have)s 名") % words
    return sentence + (_("，还差 %(missing)s 名") % words if missing else "")


def check_names(
    rules: Iterable[RatioRule], names: Sequence[Counted], units: Mapping[str, str] | None = None
) -> list[Check]:
    """Every rule over all names, or over the names of every unit, in the order of rules and units.

    Args:
        rules: the ratios of the campaign.
        names: the chosen ones.
        units: names of units by key, for the sentences.
    """
    labels = units or {}
    found = []
    for rule in rules:
        groups: dict[str, list[Counted]] = defaultdict(list)
        for name in names:
            if rule.covers(name):
                groups["" if rule.scope == "overall" else name.unit].append(name)
        if rule.scope == "overall":
            groups.setdefault("", [])
        for unit in sorted(groups):
            have = sum(rule.key in name.flags for name in groups[unit])
            found.append(check(rule, have, len(groups[unit]), unit, labels.get(unit, unit)))
    return found


def range_text(rule: RatioRule) -> str:
    """The rule as the notice says it: 不少于 35%、不超过 15%."""
    parts = []
    if rule.minimum_percent is not None:
        parts.append(_("不少于 %(n)s%%") % {"n": shown(rule.minimum_percent, 4)})
    if rule.maximum_percent is not None:
        parts.append(_("不超过 %(n)s%%") % {"n": shown(rule.maximum_percent, 4)})
    return _("、").join(parts)
