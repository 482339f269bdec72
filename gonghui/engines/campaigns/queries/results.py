"""From sheets and marks to the lines of a frozen sheet: one line per candidate of a category."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count

from gonghui.engines.campaigns.enums import (
    BallotVerdict,
    RubricRule,
    SheetStatus,
    StageKind,
)
from gonghui.engines.campaigns.models import (
    BallotChoice,
    Category,
    Mark,
    Panel,
    PanelEntry,
    Rubric,
    ScoreSheet,
    Stage,
)
from gonghui.engines.campaigns.queries.rounds import in_round, scored_stages
from gonghui.engines.campaigns.queries.sheets import most_bonus, scores_of
from gonghui.engines.campaigns.rules.freezing import SheetLine, SheetRules
from gonghui.engines.campaigns.rules.ranking import Criterion
from gonghui.engines.campaigns.rules.scoring import Formula, JudgeRule, Part, TimePenalty
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.lib.scoping import everything

HUNDRED = Decimal(100)
PANELS = (StageKind.BLIND_REVIEW, StageKind.ONSITE)
COUNTED = (RubricRule.POINTS, RubricRule.TIERED)
LEARNING, EXAM = "learning", "exam"
RATING, TURNOUT = "rating", "turnout"
"""Marks of a members' rating: percent satisfied, which scores, and percent that took part, which does not."""


def part_key(stage: Stage, name: str = "") -> str:
    """How a frozen sheet calls a part of the total."""
    return f"{stage.position}{'-' if name else ''}{name}"


def sheet_rules(ranking: Stage) -> SheetRules:
    """The rules of the total as the plan of the campaign chose them."""
    settings = chosen(ranking.kind, ranking.settings)
    stages = scored_stages(ranking)
    weighted = settings["total"] == "weighted"
    parts = [part for stage in stages for part in _parts(stage, weighted=weighted)]
    labels = chapter_keys(stages) | {part.label: part.key for part in parts}
    panels = [chosen(each.kind, each.settings) for each in stages if each.kind in PANELS]
    return SheetRules(
        formula=Formula(tuple(parts)),
        judges=_judge_rule(panels),
        penalty=penalty_of(panels),
        tie_breakers=tuple(
            Criterion(labels[name], name) for name in settings["tie_order"] if name in labels
        ),
        rank_rounded=settings["decided_by"] == "rounded",
        compare=next((each["levelling"] for each in panels if "levelling" in each), "none"),
    )


def sheet_lines(ranking: Stage, category: Category) -> list[SheetLine]:
    """One line per numbered entry of the category that takes part in the round, with its scores."""
    campaign, stages = ranking.campaign, scored_stages(ranking)
    points = chosen(ranking.kind, ranking.settings)["total"] == "points"
    with everything("results are computed over all unions"):
        numbers = list(
            campaign.entries.filter(category=category)
            .exclude(candidate_no="")
            .order_by("candidate_no")
            .values_list("candidate_no", flat=True)
        )
        through = in_round(ranking, category)
        numbers = [each for each in numbers if through is None or each in through]
        scores: dict[str, dict[str, Any]] = {number: {} for number in numbers}
        for stage in stages:
            for number, given in _scores(stage, category, points=points).items():
                if number in scores:
                    scores[number] |= given
        panels, seconds = _panels_of(stages, category)
        chapters = chapter_values(stages, category)
    return [
        SheetLine(
            key=number,
            scores=scores[number],
            panel=panels.get(number, ""),
            seconds=seconds.get(number),
            values=chapters.get(number, {})
            | {key: _plain(value) for key, value in scores[number].items()},
        )
        for number in numbers
    ]


def chapter_keys(stages: Iterable[Stage]) -> dict[str, str]:
    """Chapters of the standards that panels score by, name to key of a tie-breaker."""
    panels = Panel.objects.filter(stage__in=stages).select_related("stage")
    found = panels.order_by("pk").values_list("stage__position", "rubric__items__chapter")
    return {chapter: f"{position}-{chapter}" for position, chapter in found if chapter}


def chapter_values(stages: Iterable[Stage], category: Category) -> dict[str, dict[str, Decimal]]:
    """Candidate number → chapter → mean of what the judges gave it, to break ties (homes §3)."""
    sheets = ScoreSheet.objects.filter(
        seat__panel__stage__in=stages,
        seat__panel__category=category,
        status=SheetStatus.SUBMITTED,
        copy_no=1,
    ).select_related("entry", "seat__panel__stage", "seat__panel__rubric")
    sheets = sheets.prefetch_related("seat__panel__rubric__items")
    sums: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        panel = sheet.seat.panel
        given: dict[str, Decimal] = defaultdict(Decimal)
        for item in panel.rubric.items.all():
            if item.rule in COUNTED and item.code in sheet.points:
                given[f"{panel.stage.position}-{item.chapter}"] += Decimal(sheet.points[item.code])
        for key, value in given.items():
            sums[sheet.entry.candidate_no][key].append(value)
    return {
        number: {key: sum(values, Decimal(0)) / len(values) for key, values in given.items()}
        for number, given in sums.items()
    }


def missing_scores(ranking: Stage, category: Category) -> list[str]:
    """Candidate numbers for which some part or some judge's sheet is still missing."""
    keys = {part.key for part in sheet_rules(ranking).formula.parts}
    return [
        line.key
        for line in sheet_lines(ranking, category)
        if keys - set(line.scores)
        or any(value is None for given in line.scores.values() for value in _every(given))
    ]


def _parts(stage: Stage, *, weighted: bool) -> Iterable[Part]:
    """The parts of one stage; points of a panel are its full score, those of any other its weight."""
    settings = chosen(stage.kind, stage.settings)
    weight = Decimal(settings["weight"])
    share, points = (weight / HUNDRED, None) if weighted else (None, weight)
    if stage.kind == StageKind.EXAM:
        for name, label in ((LEARNING, "学习积分"), (EXAM, "考试成绩")):
            part = Decimal(settings[f"{name}_percent"]) / HUNDRED
            if part:
                key = part_key(stage, name)
                yield Part(key, label, share and share * part, points and points * part)
    elif stage.kind in PANELS:
        full = None if weighted else Decimal(settings["full_score"])
        bonus = Decimal(0) if weighted else bonus_of(stage)
        trim = bool(settings["trim"])
        yield Part(part_key(stage), stage.label, share, full, bonus, trim)
    else:
        yield Part(part_key(stage), stage.label, share, points)


def bonus_of(stage: Stage) -> Decimal:
    """The most points that the standard of a stage gives beyond its full score."""
    rows = Rubric.objects.filter(union=stage.campaign.union_id, key=stage.settings.get("rubric"))
    rubric = rows.order_by("-version_no").first()
    return most_bonus(rubric) if rubric else Decimal(0)


def _judge_rule(panels: list[dict[str, Any]]) -> JudgeRule:
    if not panels:
        return JudgeRule()
    full = max(Decimal(each["full_score"]) for each in panels)
    return JudgeRule(trim=all(each["trim"] for each in panels), full=full)


def penalty_of(panels: list[dict[str, Any]]) -> TimePenalty | None:
    """What running over costs, by the first of the settings that says so; None where nothing does."""
    for each in panels:
        if each.get("overtime_step"):
            cap = each["overtime_cap"]
            return TimePenalty(
                allowed=each["minutes"] * 60,
                step=each["overtime_step"],
                points=Decimal(each["overtime_points"]),
                cap=None if cap is None else Decimal(cap),
            )
    return None


def _scores(stage: Stage, category: Category, *, points: bool) -> dict[str, dict[str, Any]]:
    """Candidate number → part → scores of a stage; where points are added, percents become points."""
    if stage.kind in PANELS:
        return _panel_scores(stage, category)
    votes = stage.kind == StageKind.PUBLIC_VOTE
    found = _votes(stage, category) if votes else _marks(stage, category)
    if not points:
        return found
    worth = {part.key: Decimal(str(part.points)) for part in _parts(stage, weighted=False)}
    return {
        number: {key: value * worth[key] / HUNDRED for key, value in given.items()}
        for number, given in found.items()
    }


def _panel_scores(stage: Stage, category: Category) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for panel in Panel.objects.filter(stage=stage, category=category):
        for number, given in scores_of(panel).items():
            found[number] = {part_key(stage): given}
    return found


def _marks(stage: Stage, category: Category) -> dict[str, dict[str, Any]]:
    """Marks on a scale of 100, exam parts by their own full scores."""
    settings = chosen(stage.kind, stage.settings)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    rows = Mark.objects.filter(stage=stage, copy_no=1, entry__category=category)
    for number, part, value in rows.values_list("entry__candidate_no", "part", "value"):
        if stage.kind == StageKind.EXAM:
            full = Decimal(settings[f"{part}_full"])
            found[number][part_key(stage, part)] = value * HUNDRED / full
        elif part != TURNOUT:
            found[number][part_key(stage)] = value
    return found


def _votes(stage: Stage, category: Category) -> dict[str, dict[str, Any]]:
    """``100 · votes / most votes`` over ballots not found invalid; a candidate without votes has zero."""
    rows = BallotChoice.objects.filter(ballot__stage=stage, entry__category=category)
    rows = rows.exclude(ballot__verdict=BallotVerdict.INVALID)
    counted = dict(rows.values_list("entry__candidate_no").annotate(votes=Count("pk")).order_by())
    most = max(counted.values(), default=0)
    numbers = stage.campaign.entries.filter(category=category).exclude(candidate_no="")
    return {
        number: {
            part_key(stage): Decimal(counted.get(number, 0)) * HUNDRED / most
            if most
            else Decimal(0)
        }
        for number in numbers.values_list("candidate_no", flat=True)
    }


def _panels_of(stages: list[Stage], category: Category) -> tuple[dict[str, str], dict[str, int]]:
    """By candidate number the panel, and the seconds taken in the stage whose overtime costs points."""
    timed = next((each.pk for each in stages if each.settings.get("overtime_step")), None)
    rows = PanelEntry.objects.filter(panel__stage__in=stages, panel__category=category).values_list(
        "entry__candidate_no", "panel__name", "panel__stage", "seconds_used"
    )
    panels, seconds = {}, {}
    for number, name, stage, used in rows:
        panels[number] = name
        if used is not None and timed in (None, stage):
            seconds[number] = used
    return panels, seconds


def _every(given: Any) -> Iterable[Any]:
    return given.values() if isinstance(given, Mapping) else (given,)


def _plain(given: Any) -> Any:
    """A part as one value for tie-breaking: the plain mean of judges."""
    values = [each for each in _every(given) if each is not None]
    return sum(values, Decimal(0)) / len(values) if values else None
