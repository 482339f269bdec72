"""Proposes a slate, replaces names that fell out, and says which rules collide (handbook contests §2.7)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.ratios import RatioRule, range_text, requirement
from gonghui.engines.campaigns.rules.slates import (
    Entry,
    Gate,
    Slate,
    SlateRules,
    is_legal,
    natural_top,
)
from gonghui.engines.campaigns.rules.solving import best_choice, is_possible


def propose_slate(rules: SlateRules, entries: Sequence[Entry]) -> Slate:
    """The best legal slate: as many of the natural top as possible, then the least sum of ranks.

    Args:
        rules: places, ratios, caps and gates.
        entries: every candidate in rank order, the best first.

    Returns:
        The slate, or one without names whose ``conflicts`` say which rules cannot all hold.
    """
    top = natural_top(rules, entries)
    if is_legal(rules, top):
        return Slate(tuple(top))
    return _best(rules, entries, top)


def refill_slate(
    rules: SlateRules,
    entries: Sequence[Entry],
    slate: Collection[str],
    fallen: Collection[str],
) -> Slate:
    """The slate after some names fell out (递补): others stay if they can, the next in rank order move up.

    Args:
        rules: as for the first slate.
        entries: every candidate in rank order.
        slate: keys on the slate before.
        fallen: keys that can no longer be chosen, on the slate or not.

    Returns:
        The new slate; ``added`` are the successors, ``dropped`` those who had to go besides the fallen.
    """
    left = [entry for entry in entries if entry.key not in fallen]
    return _best(rules, left, [entry for entry in left if entry.key in slate])


def _best(rules: SlateRules, entries: Sequence[Entry], wanted: Sequence[Entry]) -> Slate:
    """The best legal choice around ``wanted``, or the conflict."""
    keys = {entry.key for entry in wanted}
    open_entries = [entry for entry in entries if not rules.obstacle(entry)]
    chosen = best_choice(rules, open_entries, keys)
    if chosen is None:
        return Slate((), conflicts=colliding_rules(rules, entries))
    names = {entry.key for entry in chosen}
    return Slate(
        chosen=tuple(chosen),
        added=tuple(entry for entry in chosen if entry.key not in keys),
        dropped=tuple(entry for entry in wanted if entry.key not in names),
    )


@dataclass(frozen=True)
class _Part:
    """A rule that can be left out: what is left without it, and how it reads."""

    without: Callable[[SlateRules, list[Entry]], tuple[SlateRules, list[Entry]]]
    sentence: Callable[[SlateRules, list[Entry]], str]


def colliding_rules(rules: SlateRules, entries: Sequence[Entry]) -> tuple[str, ...]:
    """A smallest set of rules that collide: leave any one out and a slate exists (deletion filter).

    Args:
        rules: rules that no choice from ``entries`` obeys.
        entries: every candidate.
    """
    state = (rules, list(entries))
    needed = []
    for part in _parts(rules):
        relaxed = part.without(*state)
        if _possible(*relaxed):
            needed.append(part)
        else:
            state = relaxed
    return tuple(part.sentence(rules, list(entries)) for part in needed)


def _possible(rules: SlateRules, entries: Sequence[Entry]) -> bool:
    """Whether any legal slate exists."""
    return is_possible(rules, [entry for entry in entries if not rules.obstacle(entry)])


def _parts(rules: SlateRules) -> list[_Part]:
    """Every rule that may collide; those tried first are the likeliest to be found harmless."""
    blocking = [rule for rule in rules.ratios if rule.severity == "block"]
    return [
        *(_gate_part(gate) for gate in rules.gates),
        _Part(_without_blocks, _blocks_sentence),
        _Part(lambda r, e: (replace(r, unit_cap=None, unit_caps={}), e), _caps_sentence),
        *(_ratio_part(rule) for rule in blocking),
        *(_places_part(category) for category in rules.places),
    ]


def _gate_part(gate: Gate) -> _Part:
    def without(rules: SlateRules, entries: list[Entry]) -> tuple[SlateRules, list[Entry]]:
        return replace(rules, gates=tuple(g for g in rules.gates if g is not gate)), entries

    def sentence(_rules: SlateRules, entries: list[Entry]) -> str:
        words = {"gate": gate.label, "n": sum(gate.keeps_out(entry) for entry in entries)}
        return _("未满足“%(gate)s”的 %(n)s 名不能入选") % words

    return _Part(without, sentence)


def _without_blocks(rules: SlateRules, entries: list[Entry]) -> tuple[SlateRules, list[Entry]]:
    """Let those with blocking facts in."""
    return rules, [replace(entry, blocked=()) for entry in entries]


def _blocks_sentence(_rules: SlateRules, entries: list[Entry]) -> str:
    words = {"n": sum(bool(entry.blocked) for entry in entries)}
    return _("有否决事项的 %(n)s 名不能入选") % words


def _caps_sentence(rules: SlateRules, entries: list[Entry]) -> str:
    units = {entry.unit for entry in entries if not entry.separate}
    words = {"cap": rules.unit_cap, "n": len(units)}
    if rules.unit_cap is None:
        return _("部分单位有名额上限")
    return _("每个单位至多 %(cap)s 名，候选人来自 %(n)s 个单位") % words


def _ratio_part(rule: RatioRule) -> _Part:
    def without(rules: SlateRules, entries: list[Entry]) -> tuple[SlateRules, list[Entry]]:
        return replace(rules, ratios=tuple(r for r in rules.ratios if r is not rule)), entries

    return _Part(without, lambda rules, entries: _ratio_sentence(rule, rules, entries))


def _ratio_sentence(rule: RatioRule, rules: SlateRules, entries: list[Entry]) -> str:
    """The ratio in whole numbers, and how many candidates have what it counts."""
    able = [entry for entry in entries if rule.covers(entry) and not rules.obstacle(entry)]
    words = {"label": rule.label, "range": range_text(rule)}
    words["have"] = str(sum(rule.key in entry.flags for entry in able))
    if rule.scope == "unit":
        return _("每个单位的%(label)s%(range)s，可选人选中有 %(have)s 名") % words
    places = sum(
        number
        for category, number in rules.places.items()
        if not rule.categories or category in rule.categories
    )
    need = requirement(rule, places)
    words |= {"of": str(places), "least": str(need.at_least), "most": str(need.at_most)}
    if rule.minimum_percent is None:
        return (
            _("%(label)s%(range)s，%(of)s 名中至多 %(most)s 名，可选人选中有 %(have)s 名") % words
        )
    return _("%(label)s%(range)s，%(of)s 名中至少 %(least)s 名，可选人选中有 %(have)s 名") % words


def _places_part(category: str) -> _Part:
    def without(rules: SlateRules, entries: list[Entry]) -> tuple[SlateRules, list[Entry]]:
        left = {key: number for key, number in rules.places.items() if key != category}
        return replace(rules, places=left), entries

    def sentence(rules: SlateRules, entries: list[Entry]) -> str:
        able = [e for e in entries if e.category == category and not rules.obstacle(e)]
        words = {"label": rules.label(category) or _("名额"), "have": len(able)}
        words["need"] = rules.places[category]
        return _("%(label)s须选满 %(need)s 名，可选人选有 %(have)s 名") % words

    return _Part(without, sentence)
