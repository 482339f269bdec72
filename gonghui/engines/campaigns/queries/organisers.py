"""Organisation prizes of a list: what every union below the organiser entered and won."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign, Entry, Slate, SlateLine
from gonghui.engines.campaigns.queries.slates import stage_settings
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.organisers import (
    ENTERED,
    WON,
    OrganiserRule,
    read_points,
    standings,
)
from gonghui.kernel.lib.paths import ancestor_ids
from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.unions.api import Union


def organiser_rule(campaign: Campaign) -> OrganiserRule | None:
    """What the plan chose; None where it gives no organisation prizes."""
    settings = stage_settings(campaign, StageKind.SLATE)
    if not settings["organiser_places"]:
        return None
    return OrganiserRule(
        places=settings["organiser_places"],
        points=read_points(settings["organiser_points"] or ()),
        all_at_cut=settings["organiser_at_cut"] == "all",
    )


def organiser_title(campaign: Campaign) -> str:
    """How the prize is called."""
    return stage_settings(campaign, StageKind.SLATE)["organiser_title"]


def organisation_prizes(campaign: Campaign, lines: Iterable[SlateLine]) -> list[dict[str, Any]]:
    """The arithmetic of a list's organisation prizes, the best first, to be kept with its version.

    A union counts everything below it: cities their schools, a university its faculties. What was taken
    back does not count as entered.

    Args:
        campaign: with or without such a rule; without it the answer is empty.
        lines: of the list; its reserve does not count.

    Returns:
        For each union ``union`` (primary key), ``name``, ``counts`` by label, ``points`` as an exact text,
        ``place``, ``chosen``.
    """
    rule = organiser_rule(campaign)
    if rule is None:
        return []
    with everything("prizes are counted over all unions"):
        rows = campaign.entries.filter(submission_no__gt=0).select_related("union")
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for entry in rows.exclude(case__state_id="withdrawn"):
            _add(counts, campaign, entry, ENTERED)
        for line in lines:
            if not line.is_reserve:
                _add(counts, campaign, line.entry, WON, *filter(None, [line.grade]))
        names = dict(Union.objects.filter(pk__in=counts).values_list("pk", "name"))
    return [
        {
            "union": each.key,
            "name": names[each.key],
            "counts": dict(each.counts),
            "points": shown(each.points),
            "place": each.place,
            "chosen": each.chosen,
        }
        for each in standings(rule, counts)
    ]


def _add(counts: dict[int, Counter[str]], campaign: Campaign, entry: Entry, *labels: str) -> None:
    """Count labels for the union right below the organiser; what the organiser enters itself counts nowhere."""
    above = ancestor_ids(entry.union.path)
    if campaign.union_id in above[:-1]:
        counts[above[above.index(campaign.union_id) + 1]].update(labels)


def chosen_organisers(slate: Slate) -> list[dict[str, Any]]:
    """The unions that get the prize, the best first."""
    return [each for each in slate.organisations if each["chosen"]]
