"""What the organiser's judging desk shows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from gonghui.engines.campaigns.enums import SheetStatus, StageKind
from gonghui.engines.campaigns.models import (
    Campaign,
    Category,
    Entry,
    Expert,
    FrozenSheet,
    Panel,
    PanelEntry,
    Recusal,
    Seat,
    Stage,
)
from gonghui.engines.campaigns.queries.results import missing_scores
from gonghui.engines.campaigns.queries.rounds import in_round, latest_sheet
from gonghui.engines.campaigns.queries.sheets import judges_progress, scores_of
from gonghui.engines.campaigns.rules.drift import drift_report
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.scoring import JudgeRule

__all__ = ["latest_sheet"]
PANEL_STAGES = (StageKind.BLIND_REVIEW, StageKind.ONSITE)
LISTED = 20


@dataclass(frozen=True)
class PanelBoard:
    """One panel for its organiser."""

    entries: list[PanelEntry]
    seats: list[Seat]
    recusals: list[Recusal]
    letters: list[str]
    scores: list[tuple[PanelEntry, list[Decimal | None]]]
    drift: list[dict[str, str]]

    @property
    def was_open(self) -> bool:
        """Whether judges have handed in already, so that opening again needs a reason."""
        return any(seat.handed_in for seat in self.seats)  # type: ignore[attr-defined]  # annotated


@dataclass(frozen=True)
class RankingBoard:
    """One category under the ranking stage."""

    stage: Stage
    category: Category
    sheet: FrozenSheet | None
    missing: int


@dataclass(frozen=True)
class SheetRow:
    """One candidate of a published sheet."""

    key: str
    shown: str
    place: int | None
    scores: list[tuple[str, str, bool]]


def panel_boards(campaign: Campaign) -> list[Stage]:
    """Stages with panels; each panel knows how many entries, seats and sheets it has."""
    handed_in = Q(seats__sheets__status=SheetStatus.SUBMITTED)
    panels = Panel.objects.select_related("category").annotate(
        entry_count=Count("panel_entries", distinct=True),
        seat_count=Count("seats", distinct=True),
        sheet_count=Count("seats__sheets", filter=handed_in, distinct=True),
    )
    rows = campaign.stages.filter(kind__in=PANEL_STAGES)
    return list(rows.prefetch_related(Prefetch("panels", panels.order_by("category", "name"))))


def ranking_boards(campaign: Campaign) -> list[RankingBoard]:
    """Every category under every ranking stage, with what is still missing."""
    return [
        RankingBoard(stage, category, latest_sheet(stage, category), _missing(stage, category))
        for stage in campaign.stages.filter(kind=StageKind.RANKING)
        for category in campaign.categories.all()
    ]


def panel_board(panel: Panel) -> PanelBoard:
    """Order, seats and scores of one panel."""
    entries = list(panel.panel_entries.select_related("entry__union"))
    given = scores_of(panel)
    letters = sorted({letter for scores in given.values() for letter in scores})
    return PanelBoard(
        entries=entries,
        seats=list(judges_progress(panel).select_related("expert__person")),
        recusals=list(
            Recusal.objects.filter(seat__panel=panel).select_related("seat", "entry")[:LISTED]
        ),
        letters=letters,
        scores=[
            (each, [given[each.entry.candidate_no].get(letter) for letter in letters])
            for each in entries
        ],
        drift=_drift(panel, given),
    )


def _drift(panel: Panel, given: dict[str, dict[str, Decimal | None]]) -> list[dict[str, str]]:
    """The drift report with its numbers as texts."""
    rule = JudgeRule(trim=bool(panel.settings.get("trim", True)))
    return [
        {
            "judge": line.judge,
            "scored": str(line.scored),
            "mean": _shown(line.mean),
            "deviation": _shown(line.deviation),
            "agreement": _shown(line.agreement),
            "drops": f"{line.lowest_drops} / {line.highest_drops}",
        }
        for line in drift_report(given, rule)
    ]


def _shown(value: Any) -> str:
    return "—" if value is None else shown(value)


def entries_to_judge(panel: Panel) -> list[Entry]:
    """Entries of the panel's category that passed the checks and sit before no other panel of the stage.

    In a later round only those whom the round before let through.
    """
    elsewhere = PanelEntry.objects.filter(panel__stage=panel.stage).exclude(panel=panel)
    rows = Entry.objects.filter(category=panel.category, case__state_id__in=JUDGED)
    rows = rows.exclude(pk__in=elsewhere.values("entry")).order_by("pk")
    through = in_round(panel.stage, panel.category)
    return [each for each in rows if through is None or each.candidate_no in through]


JUDGED = ("eligible", "ranked")


def experts_of(union: Any, field: str = "") -> QuerySet[Expert]:
    """Active experts of a union's pool, those of one field if asked."""
    rows = Expert.objects.filter(union=union, is_active=True).select_related("person")
    if field:
        rows = rows.filter(pk__in=[each.pk for each in rows if field in each.fields])
    return rows.order_by("person__name", "pk")


def sheet_rows(frozen: FrozenSheet) -> list[SheetRow]:
    """The candidates of a frozen sheet by place, scores with "was dropped"."""
    results = frozen.content["results"]
    rows = [_row(line, results[line["key"]]) for line in frozen.content["lines"]]
    return sorted(rows, key=lambda row: (row.place is None, row.place, row.key))


def _row(line: dict[str, Any], result: dict[str, Any]) -> SheetRow:
    scores = []
    for part, given in line["scores"].items():
        dropped = result["dropped"].get(part, [])
        if isinstance(given, dict):
            scores += [
                (letter, value or "—", letter in dropped) for letter, value in sorted(given.items())
            ]
        else:
            scores.append((part, given or "—", False))
    return SheetRow(line["key"], result["shown"], result["place"], scores)


def _missing(stage: Stage, category: Category) -> int:
    return len(missing_scores(stage, category))
