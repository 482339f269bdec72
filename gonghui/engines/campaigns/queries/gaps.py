"""What is still missing when a stage of judges ends: whose sheets, which entries (handbook contests §3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from gonghui.engines.campaigns.enums import JUDGING, StageKind
from gonghui.engines.campaigns.models import Entry, Panel, Stage
from gonghui.engines.campaigns.queries.judging import JUDGED, PANEL_STAGES
from gonghui.engines.campaigns.queries.rounds import narrowed_to
from gonghui.engines.campaigns.queries.sheets import scores_of
from gonghui.kernel.lib.scoping import everything

Scores = dict[str, dict[str, bool]]


@dataclass(frozen=True)
class OwingJudge:
    """A judge who has not handed in all sheets; ``name`` is "" where the review is blind."""

    panel: str
    letter: str
    name: str
    sheets: int


@dataclass(frozen=True)
class ShortEntry:
    """An entry with fewer sheets than judges; ``name`` is "" where the review is blind."""

    panel: str
    number: str
    name: str
    given: int
    due: int


@dataclass(frozen=True)
class Gaps:
    """What a stage lacks; true when it lacks anything. ``seatless`` counts entries before no panel."""

    judges: tuple[OwingJudge, ...] = ()
    entries: tuple[ShortEntry, ...] = ()
    seatless: int = 0

    def __bool__(self) -> bool:
        return bool(self.entries or self.seatless)

    @property
    def sheets(self) -> int:
        """How many sheets are missing."""
        return sum(judge.sheets for judge in self.judges)

    @property
    def short(self) -> int:
        """How many entries lack sheets, those before no panel with them."""
        return len(self.entries) + self.seatless


def gaps_of(stage: Stage) -> Gaps:
    """What judges still owe a stage; nothing of a stage that has no panels.

    A sheet counts once it is handed in; a judge who stepped back from an entry owes none for it.
    """
    if stage.kind not in PANEL_STAGES:
        return Gaps()
    with everything("sheets are counted over all unions"):
        panels = list(Panel.objects.filter(stage=stage).order_by("category__position", "name"))
        handed = [(panel, _handed_in(panel)) for panel in panels]
        return Gaps(
            judges=tuple(each for pair in handed for each in _owing(*pair, stage)),
            entries=tuple(each for pair in handed for each in _short(*pair, stage)),
            seatless=_seatless(stage),
        )


def _handed_in(panel: Panel) -> Scores:
    """Drawn number → judge's letter → whether the sheet is in."""
    return {
        number: {letter: score is not None for letter, score in given.items()}
        for number, given in scores_of(panel).items()
    }


def _owing(panel: Panel, handed: Scores, stage: Stage) -> Iterator[OwingJudge]:
    seats = panel.seats.filter(role__in=JUDGING).order_by("letter")
    for letter, name in seats.values_list("letter", "expert__person__name"):
        sheets = sum(given.get(letter) is False for given in handed.values())
        if sheets:
            yield OwingJudge(panel.name, letter, "" if _is_blind(stage) else name, sheets)


def _short(panel: Panel, handed: Scores, stage: Stage) -> Iterator[ShortEntry]:
    rows = panel.panel_entries.values_list("entry__candidate_no", "entry__name")
    names = {} if _is_blind(stage) else dict(rows)
    for number, given in handed.items():
        if not given or not all(given.values()):
            present = sum(given.values())
            yield ShortEntry(panel.name, number, names.get(number, ""), present, len(given))


def _seatless(stage: Stage) -> int:
    """Entries that passed the checks and the round before, but sit before no panel of the stage."""
    rows = Entry.objects.filter(campaign=stage.campaign_id, case__state_id__in=JUDGED)
    rows = rows.exclude(panels__stage=stage)
    through = narrowed_to(stage)
    pairs = rows.values_list("category_id", "candidate_no")
    return sum(category not in through or number in through[category] for category, number in pairs)


def _is_blind(stage: Stage) -> bool:
    return stage.kind == StageKind.BLIND_REVIEW
