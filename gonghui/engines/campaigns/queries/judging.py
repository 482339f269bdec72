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
    SheetPhoto,
    Stage,
)
from gonghui.engines.campaigns.queries.results import missing_scores
from gonghui.engines.campaigns.queries.rounds import in_round, latest_sheet, supervisors_of
from gonghui.engines.campaigns.queries.sheets import judges_progress, scores_of
from gonghui.engines.campaigns.queries.spreads import WideItem, wide_items
from gonghui.engines.campaigns.rules.drift import drift_report
from gonghui.engines.campaigns.rules.numbers import exact, shown
from gonghui.engines.campaigns.rules.scoring import JudgeRule

__all__ = ["latest_sheet"]
PANEL_STAGES = (StageKind.BLIND_REVIEW, StageKind.ONSITE)
LISTED = 20


@dataclass(frozen=True)
class PanelBoard:
    """One panel for its organiser; ``owing`` are the letters of judges with sheets that are not in."""

    entries: list[PanelEntry]
    seats: list[Seat]
    recusals: list[Recusal]
    letters: list[str]
    owing: set[str]
    scores: list[tuple[PanelEntry, list[tuple[str, Decimal | None]]]]
    drift: list[dict[str, str]]
    photos: list[SheetPhoto]
    wide: list[WideItem]

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
    unsigned: bool


@dataclass(frozen=True)
class SheetRow:
    """One candidate of a frozen sheet.

    ``parts`` are triples: the part's name, its value as printed, the judges' scores with "was dropped".
    """

    key: str
    shown: str
    place: int | None
    parts: list[tuple[str, str, list[tuple[str, str, bool]]]]


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
        _ranking_board(stage, category)
        for stage in campaign.stages.filter(kind=StageKind.RANKING)
        for category in campaign.categories.all()
    ]


def _ranking_board(stage: Stage, category: Category) -> RankingBoard:
    sheet = latest_sheet(stage, category)
    unsigned = sheet is not None and sheet.signed_at is None and supervisors_of(sheet).exists()
    return RankingBoard(stage, category, sheet, _missing(stage, category), unsigned)


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
        owing={letter for row in given.values() for letter, score in row.items() if score is None},
        scores=[
            (each, [(letter, given[each.entry.candidate_no].get(letter)) for letter in letters])
            for each in entries
        ],
        drift=_drift(panel, given),
        photos=list(
            SheetPhoto.objects.filter(sheet__seat__panel=panel)
            .select_related("stored", "sheet__seat", "sheet__entry")
            .order_by("sheet__entry", "pk")
        ),
        wide=wide_items(panel),
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
    content = frozen.content
    labels = {part["key"]: part["label"] for part in content["rules"]["parts"]}
    rows = [_row(line, content["results"][line["key"]], labels) for line in content["lines"]]
    return sorted(rows, key=lambda row: (row.place is None, row.place, row.key))


def _row(line: dict[str, Any], result: dict[str, Any], labels: dict[str, str]) -> SheetRow:
    parts = []
    for part, given in line["scores"].items():
        dropped, value = result["dropped"].get(part, []), result["parts"].get(part)
        scores = sorted(given.items()) if isinstance(given, dict) else []
        judges = [(letter, score or "—", letter in dropped) for letter, score in scores]
        parts.append((labels.get(part, part), _shown(value and exact(value)), judges))
    return SheetRow(line["key"], result["shown"], result["place"], parts)


def _missing(stage: Stage, category: Category) -> int:
    return len(missing_scores(stage, category))
