"""What judges have scored, and what is still missing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import JUDGING, RubricRule, SheetStatus
from gonghui.engines.campaigns.models import (
    Campaign,
    Panel,
    Rubric,
    RubricItem,
    ScoreSheet,
    Seat,
)
from gonghui.engines.campaigns.queries.blind import blind_numbers, names_for
from gonghui.engines.campaigns.rules.scoring import score_faults
from gonghui.kernel.lib.scoping import everything

MAY_BE_LEFT = (RubricRule.BONUS, RubricRule.VETO)
VETO_APPLIES = Decimal(1)


@dataclass(frozen=True)
class Progress:
    """One entry on a judge's list."""

    candidate_no: str
    status: str
    total: Decimal | None
    version: int
    name: str = ""


def seats_of(person_id: int | None) -> QuerySet[Seat]:
    """Where a person judges or supervises, open panels first."""
    rows = Seat.objects.filter(expert__person_id=person_id).exclude(role="reserve")
    with everything("a judge's own seats, whatever union keeps the pool"):
        return rows.select_related("panel__stage__campaign", "panel__category").order_by(
            "-panel__is_open", "-panel__stage__campaign__year", "pk"
        )


def progress_of(seat: Seat) -> list[Progress]:
    """The judge's list: drawn numbers in order with the state of each sheet."""
    sheets = {
        number: (status, total, version)
        for number, status, total, version in ScoreSheet.objects.filter(
            seat=seat, copy_no=1
        ).values_list("entry__candidate_no", "status", "total", "version")
    }
    names = names_for(seat)
    return [
        Progress(number, *sheets.get(number, ("", None, 0)), names.get(number, ""))
        for number in blind_numbers(seat)
    ]


def sheet_of(seat: Seat, candidate_no: str, copy_no: int = 1) -> ScoreSheet | None:
    """The judge's own sheet for a number."""
    rows = ScoreSheet.objects.filter(seat=seat, copy_no=copy_no)
    return rows.filter(entry__candidate_no=candidate_no).first()


def scores_of(panel: Panel, copy_no: int = 1) -> dict[str, dict[str, Decimal | None]]:
    """Drawn number → judge's letter → total; None while a judge who is not recused has none in."""
    letters = dict(panel.seats.filter(role__in=JUDGING).values_list("pk", "letter"))
    barred = {
        (letter, number)
        for letter, number in panel.seats.filter(pk__in=letters).values_list(
            "letter", "recusals__entry__candidate_no"
        )
    }
    scores: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for number in panel.panel_entries.order_by("position").values_list(
        "entry__candidate_no", flat=True
    ):
        scores[number] = {
            letter: None for letter in sorted(letters.values()) if (letter, number) not in barred
        }
    handed_in = ScoreSheet.objects.filter(
        seat__in=letters, copy_no=copy_no, status=SheetStatus.SUBMITTED
    )
    for seat, number, total in handed_in.values_list("seat_id", "entry__candidate_no", "total"):
        if letters[seat] in scores[number]:
            scores[number][letters[seat]] = total
    return dict(scores)


def judges_progress(panel: Panel) -> QuerySet[Seat]:
    """The seats with how many sheets each has handed in, for the organiser's board."""
    handed_in = Q(sheets__status=SheetStatus.SUBMITTED, sheets__copy_no=1)
    return panel.seats.annotate(
        handed_in=Count("sheets", filter=handed_in, distinct=True),
        recused=Count("recusals", distinct=True),
    ).order_by("letter")


def sheet_faults(rubric: Rubric, points: Mapping[str, Decimal], *, complete: bool) -> list[str]:
    """What is wrong with points on a rubric, as sentences that name the item.

    Args:
        rubric: with its items.
        points: item code to points.
        complete: whether every item must have been scored.
    """
    items = {item.code: item for item in rubric.items.all() if item.scored_by != "members"}
    faults = [_("没有项目“%(code)s”。") % {"code": code} for code in points if code not in items]
    for code, item in items.items():
        value = points.get(code)
        if value is None:
            if complete and item.rule not in MAY_BE_LEFT:
                faults.append(_("“%(item)s”还没有评分。") % {"item": item.text})
        elif not 0 <= value <= most_of(item):
            faults.append(
                _("“%(item)s”须在 0 到 %(full)s 分之间，现为 %(value)s。")
                % {"item": item.text, "full": f"{most_of(item).normalize():f}", "value": value}
            )
    return faults


def sheet_doubt(rubric: Rubric, points: Mapping[str, Decimal | None]) -> str:
    """Whether a complete sheet looks like another scale: 9.2 of 100; "" when nothing is to be asked."""
    given = {code: value for code, value in points.items() if value is not None}
    if sheet_faults(rubric, given, complete=True):
        return ""
    judged = [item for item in rubric.items.all() if item.scored_by != "members"]
    full = sum((item.full_score for item in judged if item.rule not in MAY_BE_LEFT), Decimal(0))
    total = sheet_total(rubric, given)
    return next(iter(score_faults(total, full)), "") if 0 < total <= full else ""


def most_of(item: RubricItem) -> Decimal:
    """The most a judge may write for an item: its full score; of a veto 1, "it applies"."""
    return VETO_APPLIES if item.rule == RubricRule.VETO else item.full_score


def most_bonus(rubric: Rubric) -> Decimal:
    """The most that all bonuses together add: the cap of the rubric, else their sum."""
    full = sum(
        (item.full_score for item in rubric.items.all() if item.rule == RubricRule.BONUS),
        Decimal(0),
    )
    cap = rubric.settings.get("bonus_cap")
    return full if cap in (None, "") else min(full, Decimal(str(cap)))


def sheet_total(rubric: Rubric, points: Mapping[str, Decimal]) -> Decimal:
    """The sum of a complete sheet: deductions lower it, bonuses raise it up to their cap; a veto is no point."""
    total = bonus = Decimal(0)
    for item in rubric.items.all():
        value = points.get(item.code)
        if value is None or item.rule == RubricRule.VETO:
            continue
        if item.rule == RubricRule.BONUS:
            bonus += value
        else:
            total += item.full_score - value if item.rule == RubricRule.DEDUCT else value
    return total + min(bonus, most_bonus(rubric))


def vetoes_of(campaign: Campaign) -> dict[int, list[str]]:
    """Entry → texts of the veto items that some judge found to apply, in the order of the rubric."""
    items = dict(
        RubricItem.objects.filter(
            rubric__in=Panel.objects.filter(stage__campaign=campaign).values("rubric"),
            rule=RubricRule.VETO,
        ).values_list("code", "text")
    )
    if not items:
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    sheets = ScoreSheet.objects.filter(
        seat__panel__stage__campaign=campaign, status=SheetStatus.SUBMITTED, copy_no=1
    )
    for entry, points in sheets.values_list("entry_id", "points"):
        for code, text in items.items():
            if Decimal(points.get(code) or 0) and text not in found[entry]:
                found[entry].append(text)
    return {entry: texts for entry, texts in found.items() if texts}
