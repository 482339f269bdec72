"""The slate: the composition meter, the best legal choice in rank order, replacement (handbook contests §2.7).

A slate is legal when every category has exactly its places, no unit has more than its cap, nobody with a
blocking fact or without what an award gate asks for is on it, and every blocking ratio holds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.ratios import RatioRule, check_names


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate; a list of entries stands in rank order, the best first.

    Args:
        key: the entry.
        label: the candidate's name, for sentences.
        unit: whom caps and ratios per unit count by.
        category: which places it competes for.
        flags: keys of what holds for the candidate (front-line, woman, lower honour held …).
        blocked: blocking facts as sentences; any of them keeps the entry out.
        separate: on the separate list (单列): outside of ratios and caps.
    """

    key: str
    label: str
    unit: str
    category: str = ""
    flags: frozenset[str] = frozenset()
    blocked: tuple[str, ...] = ()
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """An award gate (荣誉基础 …): who lacks ``flag`` cannot be chosen in ``categories`` (empty: in all)."""

    flag: str
    label: str
    categories: frozenset[str] = frozenset()

    def keeps_out(self, entry: Entry) -> bool:
        """Whether the entry lacks what the gate asks for."""
        covered = not self.categories or entry.category in self.categories
        return covered and self.flag not in entry.flags


@dataclass(frozen=True)
class SlateRules:
    """What a slate has to obey.

    Args:
        places: places by category; every category has to be filled exactly.
        ratios: shares of the chosen names.
        unit_cap: most names of one unit; None is without bound.
        unit_caps: caps of single units that differ from ``unit_cap``.
        gates: what must be held before.
        labels: names of categories and units by key, for sentences.
    """

    places: Mapping[str, int]
    ratios: tuple[RatioRule, ...] = ()
    unit_cap: int | None = None
    unit_caps: Mapping[str, int] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def cap(self, unit: str) -> int | None:
        """Most names of ``unit``."""
        return self.unit_caps.get(unit, self.unit_cap)

    def obstacle(self, entry: Entry) -> str:
        """Why the entry can never be chosen; "" when it can."""
        if not entry.blocked and not self.gates:
            return ""
        closed = [gate for gate in self.gates if gate.keeps_out(entry)]
        reasons = [*entry.blocked, *(_("未满足“%(gate)s”") % {"gate": g.label} for g in closed)]
        return _("；").join(reasons)

    def label(self, key: str) -> str:
        """The name of a category or unit."""
        return self.labels.get(key, key)


@dataclass(frozen=True, slots=True)
class MeterLine:
    """One line of the composition meter.

    ``at_most`` is None where nothing bounds ``have``; ``blocks`` tells that the slate may not go on.
    """

    kind: Literal["places", "cap", "obstacle", "ratio"]
    key: str
    have: int
    at_least: int
    at_most: int | None
    good: bool
    blocks: bool
    sentence: str


def meter(rules: SlateRules, chosen: Sequence[Entry]) -> list[MeterLine]:
    """What the chosen names have and need: places, caps that are passed, obstacles, ratios."""
    return [
        *_place_lines(rules, chosen),
        *_cap_lines(rules, chosen),
        *_obstacle_lines(rules, chosen),
        *_ratio_lines(rules, chosen),
    ]


def is_legal(rules: SlateRules, chosen: Sequence[Entry]) -> bool:
    """Whether no line of the meter blocks."""
    return not any(line.blocks for line in meter(rules, chosen))


def _place_lines(rules: SlateRules, chosen: Sequence[Entry]) -> list[MeterLine]:
    """One line per category, those without places last."""
    found = Counter(entry.category for entry in chosen)
    strange = sorted(set(found) - set(rules.places))
    wanted = [*rules.places.items(), *((category, 0) for category in strange)]
    return [_place_line(rules, category, found[category], need) for category, need in wanted]


def _place_line(rules: SlateRules, category: str, have: int, need: int) -> MeterLine:
    """Whether a category is filled exactly."""
    words = {"label": rules.label(category) or _("名额"), "need": need, "have": have}
    sentence = _("%(label)s须 %(need)s 名，现有 %(have)s 名") % words
    if have != need:
        words["off"] = abs(need - have)
        more = _("，还差 %(off)s 名") if have < need else _("，多出 %(off)s 名")
        sentence += more % words
    good = have == need
    return MeterLine("places", category, have, need, need, good, not good, sentence)


def _cap_lines(rules: SlateRules, chosen: Sequence[Entry]) -> list[MeterLine]:
    """A line for every unit that has more names than it may."""
    found = Counter(entry.unit for entry in chosen if not entry.separate)
    lines = []
    for unit in sorted(found):
        cap, have = rules.cap(unit), found[unit]
        if cap is not None and have > cap:
            words = {"unit": rules.label(unit), "cap": cap, "have": have, "off": have - cap}
            sentence = _("%(unit)s至多 %(cap)s 名，现有 %(have)s 名，多出 %(off)s 名") % words
            lines.append(MeterLine("cap", unit, have, 0, cap, False, True, sentence))
    return lines


def _obstacle_lines(rules: SlateRules, chosen: Sequence[Entry]) -> list[MeterLine]:
    """A line for every name that may not be chosen."""
    reasons = [(entry, rules.obstacle(entry)) for entry in chosen]
    return [
        MeterLine("obstacle", entry.key, 1, 0, 0, False, True, f"{entry.label}：{reason}")
        for entry, reason in reasons
        if reason
    ]


def _ratio_lines(rules: SlateRules, chosen: Sequence[Entry]) -> list[MeterLine]:
    """A line for every ratio and group."""
    return [
        MeterLine(
            "ratio",
            found.rule.key,
            found.have,
            found.need.at_least,
            found.need.at_most,
            found.good,
            found.blocks,
            found.sentence,
        )
        for found in check_names(rules.ratios, chosen, rules.labels)
    ]


@dataclass(frozen=True, slots=True)
class Slate:
    """A proposed slate.

    Args:
        chosen: in rank order; empty when no legal slate exists.
        added: chosen ones who were not wanted first: not of the natural top, or not on the slate before.
        dropped: wanted ones who had to go.
        conflicts: when no legal slate exists, the rules that cannot all hold, one sentence each; without
            any one of them there would be a slate.
    """

    chosen: tuple[Entry, ...]
    added: tuple[Entry, ...] = ()
    dropped: tuple[Entry, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether a legal slate exists."""
        return not self.conflicts


def natural_top(rules: SlateRules, entries: Sequence[Entry]) -> list[Entry]:
    """The first of every category by rank alone, as many as there are places; obstacles are passed over."""
    left = dict(rules.places)
    top = []
    for entry in entries:
        if left.get(entry.category, 0) and not rules.obstacle(entry):
            left[entry.category] -= 1
            top.append(entry)
    return top
