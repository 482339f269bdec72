"""Who may stand on a slate, by which rules, and what the composition meter says of it (handbook contests §2.7)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Prefetch, QuerySet

from gonghui.engines.campaigns.enums import ObjectionOutcome, Severity, StageKind
from gonghui.engines.campaigns.models import (
    Campaign,
    CompositionRule,
    Entry,
    Finding,
    Objection,
    OutsideOpinion,
    Slate,
    SlateLine,
)
from gonghui.engines.campaigns.queries.rounds import let_through
from gonghui.engines.campaigns.queries.stars import (
    Starred,
    star_lines,
    stars_of,
    total_problems,
)
from gonghui.engines.campaigns.rules.ratios import RatioRule
from gonghui.engines.campaigns.rules.slates import Entry as Candidate
from gonghui.engines.campaigns.rules.slates import MeterLine, SlateRules, meter
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.lib.paths import ancestor_ids
from gonghui.kernel.unions.api import Union, UnionKind

OUT = ("draft", "returned", "unit_review", "unit_publicity", "recommended", "level_review")
GONE = ("rejected", "not_selected", "withdrawn")
EMPLOYING = (UnionKind.GRASSROOTS, UnionKind.JOINT)


def stage_settings(campaign: Campaign, kind: str) -> dict[str, Any]:
    """What the cadre chose for the first stage of a kind, else the defaults."""
    stage = campaign.stages.filter(kind=kind).order_by("position").first()
    return chosen(kind, stage.settings if stage else {})


def ranked_entries(campaign: Campaign) -> list[Entry]:
    """Everybody who may be chosen, in rank order inside each category.

    Without ranks the order in which unions recommended counts. Withdrawn and failed entries are out,
    those with an upheld objection, and those whom the last ranking did not let through.
    """
    rows = campaign.entries.select_related("category", "union", "case", "person")
    rows = rows.exclude(case__state_id__in=(*OUT, *GONE)).exclude(pk__in=fallen_ids(campaign))
    return in_rank_order(let_through(campaign, rows))


def in_rank_order(entries: Iterable[Entry]) -> list[Entry]:
    """By group, then rank, then order of recommendation; the unranked come last."""
    last = float("inf")
    return sorted(
        entries,
        key=lambda entry: (
            entry.category.position,
            entry.category_id,
            last if entry.rank is None else entry.rank,
            last if entry.recommended_rank is None else entry.recommended_rank,
            entry.pk,
        ),
    )


def fallen_ids(campaign: Campaign) -> QuerySet:
    """Entries against which an objection was upheld."""
    upheld = Objection.objects.filter(notice__campaign=campaign, outcome=ObjectionOutcome.UPHELD)
    return upheld.order_by().values("entry_id")


def rules_of(campaign: Campaign) -> SlateRules:
    """Places, ratios and caps of a campaign as the pure rules take them."""
    settings = stage_settings(campaign, StageKind.SLATE)
    categories = list(campaign.categories.all())
    places = {str(category.pk): category.places for category in categories}
    if settings["star_lines"] or not settings["fill"]:
        places = _fillable(campaign, places, settings["per_unit"] or None)
    return SlateRules(
        places=places,
        ratios=tuple(_ratio(rule) for rule in campaign.composition_rules.order_by("pk")),
        unit_cap=settings.get("per_unit") or None,
        labels={str(category.pk): category.name for category in categories},
    )


def _fillable(campaign: Campaign, places: dict[str, int], cap: int | None) -> dict[str, int]:
    """Places as far as there is somebody to take them; for plans that need not fill all."""
    able: dict[str, Counter[str]] = {key: Counter() for key in places}
    for each in candidates(campaign, ranked_entries(campaign)):
        if not each.blocked:
            able[each.category][each.unit] += 1
    return {
        key: min(most, sum(min(n, cap or n) for n in able[key].values()))
        for key, most in places.items()
    }


def _ratio(rule: CompositionRule) -> RatioRule:
    return RatioRule(
        key=rule.flag,
        label=rule.label,
        minimum_percent=rule.minimum_percent,
        maximum_percent=rule.maximum_percent,
        scope=rule.scope,  # type: ignore[arg-type]  # RuleScope holds the same words
        threshold=rule.threshold,
        severity=rule.severity,  # type: ignore[arg-type]  # as above
        categories=frozenset([str(rule.category_id)] if rule.category_id else []),
    )


def candidates(campaign: Campaign, entries: Sequence[Entry]) -> list[Candidate]:
    """The entries as the pure rules take them, in the given order."""
    units = units_of(entries)
    blocked = _blocking(campaign)
    order = [entry for entry in entries if entry.pk not in blocked]
    blocked |= total_problems(campaign, order)
    return [
        Candidate(
            key=str(entry.pk),
            label=entry.name,
            unit=units[entry.pk],
            category=str(entry.category_id),
            flags=frozenset(entry.flags),
            blocked=tuple(blocked.get(entry.pk, ())),
            separate=entry.category.separate_list,
        )
        for entry in entries
    ]


def units_of(entries: Iterable[Entry]) -> dict[int, str]:
    """Entry → name of the unit that caps count by: its union, or the nearest one of a whole unit above."""
    paths = {entry.pk: entry.union.path for entry in entries}
    wanted = {pk for path in paths.values() for pk in ancestor_ids(path)}
    found = Union.objects.filter(pk__in=wanted, kind__in=EMPLOYING)
    whole = dict(found.values_list("pk", "name"))
    names = {}
    for entry in entries:
        above = [pk for pk in ancestor_ids(paths[entry.pk]) if pk in whole]
        names[entry.pk] = whole[above[-1]] if above else entry.union.name
    return names


def _blocking(campaign: Campaign) -> dict[int, list[str]]:
    """Entry → blocking facts as sentences: failed conditions, objecting departments."""
    found: dict[int, list[str]] = {}
    failed = Finding.objects.filter(
        entry__campaign=campaign, passed=False, rule__severity=Severity.BLOCK
    )
    for pk, label in failed.values_list("entry_id", "rule__label"):
        found.setdefault(pk, []).append(f"不符合“{label}”")
    against = OutsideOpinion.objects.filter(entry__campaign=campaign, result="object")
    for pk, department in against.values_list("entry_id", "rule__department"):
        found.setdefault(pk, []).append(f"{department}不同意")
    return found


def stars_by_entry(campaign: Campaign) -> dict[int, Starred]:
    """The star of everybody who may be chosen, by primary key; empty for plans without star lines."""
    if not star_lines(campaign):
        return {}
    blocked = _blocking(campaign)
    order = [entry for entry in ranked_entries(campaign) if entry.pk not in blocked]
    return {each.entry.pk: each for each in stars_of(campaign, order)}


def current_slate(campaign: Campaign) -> Slate | None:
    """The latest version with its lines."""
    lines = SlateLine.objects.select_related("entry__union", "entry__category", "category")
    rows = campaign.slates.prefetch_related(Prefetch("lines", lines)).order_by("-version_no")
    return rows.first()


def chosen_of(slate: Slate) -> list[Entry]:
    """The names on a slate, without the reserve, in their order."""
    return [line.entry for line in slate.lines.all() if not line.is_reserve]


def dropped_ids(campaign: Campaign, taken: set[int]) -> set[int]:
    """Entries that an earlier version had chosen and that are not among ``taken``."""
    rows = SlateLine.objects.filter(slate__campaign=campaign, is_reserve=False)
    ever = set(rows.values_list("entry_id", flat=True))
    return ever - taken


def meter_of(campaign: Campaign, names: Sequence[Entry]) -> list[MeterLine]:
    """What the chosen names have and need."""
    return meter(rules_of(campaign), candidates(campaign, names))


def composition_of(campaign: Campaign, names: Sequence[Entry]) -> dict[str, Any]:
    """The meter as JSON, kept with the slate."""
    lines = meter_of(campaign, names)
    return {
        "legal": not any(line.blocks for line in lines),
        "meter": [asdict(line) for line in lines],
    }


def versions_of(campaign: Campaign) -> QuerySet[Slate]:
    """All versions, the latest first."""
    return campaign.slates.select_related("made_by").order_by("-version_no")
