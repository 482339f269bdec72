"""Rounds (初选、复选、终选): each ranking closes what was scored since the ranking before it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    Entry,
    FrozenSheet,
    Seat,
    Stage,
)
from gonghui.engines.campaigns.rules.ranking import advancing
from gonghui.engines.campaigns.rules.stages import SCORED, chosen


def latest_sheet(ranking: Stage, category: Category) -> FrozenSheet | None:
    """The frozen sheet that holds now."""
    rows = FrozenSheet.objects.filter(stage=ranking, category=category)
    return rows.order_by("-version_no").first()


def round_before(ranking: Stage) -> Stage | None:
    """The ranking that closed the round before; None in the first round."""
    rows = ranking.campaign.stages.filter(kind=StageKind.RANKING, position__lt=ranking.position)
    return rows.order_by("-position").first()


def scored_stages(ranking: Stage) -> list[Stage]:
    """The stages whose result goes into the total of this ranking, in their order.

    A ranking that follows another with nothing scored between them takes what stood before both.
    """
    rows = ranking.campaign.stages.filter(kind__in=SCORED, position__lt=ranking.position)
    rows = rows.order_by("position")
    before = round_before(ranking)
    between = rows.filter(position__gt=before.position) if before else rows
    return list(between) or list(rows)


def in_round(ranking: Stage, category: Category) -> set[str] | None:
    """Candidate numbers that the round before let through; None where everybody takes part."""
    before = round_before(ranking)
    sheet = latest_sheet(before, category) if before else None
    if before is None or sheet is None:
        return None
    return _through(before, sheet)


def narrowed_to(stage: Stage) -> dict[int, set[str]]:
    """Candidate numbers that the round before let through, by group; without the groups it did not rank."""
    before = round_before(stage)
    if before is None:
        return {}
    sheets = FrozenSheet.objects.filter(stage=before).order_by("category", "version_no")
    # Later versions come last, so that the one that holds now is kept.
    return {sheet.category_id: _through(before, sheet) for sheet in sheets}


def _through(ranking: Stage, sheet: FrozenSheet) -> set[str]:
    settings = chosen(ranking.kind, ranking.settings)
    places = {number: each["place"] for number, each in sheet.content["results"].items()}
    return advancing(places, settings["first"], all_at_cut=settings["at_cut"] == "all")


def supervisors_of(frozen: FrozenSheet) -> QuerySet[Seat]:
    """Who watched over a group's panels in the round of a frozen sheet, and has to sign it."""
    return Seat.objects.filter(
        role="supervisor",
        panel__stage__in=scored_stages(frozen.stage),
        panel__category=frozen.category_id,
    )


def sheets_to_sign(seat: Seat) -> list[FrozenSheet]:
    """The sheets that hold now for the group a supervisor watches, signed or not."""
    panel = seat.panel
    rankings = panel.stage.campaign.stages.filter(
        kind=StageKind.RANKING, position__gt=panel.stage.position
    )
    found = [latest_sheet(ranking, panel.category) for ranking in rankings.order_by("position")]
    return [
        sheet for sheet in found if sheet is not None and panel.stage in scored_stages(sheet.stage)
    ]


def let_through(campaign: Campaign, entries: Iterable[Entry]) -> list[Entry]:
    """Those whom the last ranking let go on, in the given order; all of a group that was not ranked.

    Whoever an earlier round left behind has no rank any more.
    """
    ranking = campaign.stages.filter(kind=StageKind.RANKING).order_by("position").last()
    rows = list(entries)
    if ranking is None:
        return rows
    settings = chosen(ranking.kind, ranking.settings)
    places: dict[int, dict[str, int | None]] = {}
    for entry in rows:
        places.setdefault(entry.category_id, {})[str(entry.pk)] = entry.rank
    through: set[str] = set()
    for group in places.values():
        ranked = any(place is not None for place in group.values())
        at_cut = settings["at_cut"] == "all"
        through |= advancing(group, settings["first"], all_at_cut=at_cut) if ranked else set(group)
    return [entry for entry in rows if str(entry.pk) in through]
