"""Items on which inspectors lie far apart, and whether one of them said why (handbook homes §3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import JUDGING, RubricRule, SheetStatus
from gonghui.engines.campaigns.models import Category, Panel, RubricItem, ScoreSheet, Seat, Stage
from gonghui.engines.campaigns.queries.blind import is_visit
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.rubrics import is_wide, spread_of
from gonghui.engines.campaigns.rules.stages import chosen


@dataclass(frozen=True)
class WideItem:
    """One item of one candidate that asks for a reason.

    Args:
        candidate_no: the drawn number.
        item: of the panel's standard.
        spread: highest less lowest points, as printed.
        points: by seat what was given.
        reasons: letter of the inspector and what they said, in the order of the letters.
    """

    candidate_no: str
    item: RubricItem
    spread: str
    points: dict[int, Decimal] = field(default_factory=dict)
    reasons: tuple[tuple[str, str], ...] = ()


def spread_limit(panel: Panel) -> Decimal | None:
    """Percent of the full score above which a reason is asked for; None where no panel goes and sees."""
    value = chosen(panel.stage.kind, panel.settings).get("spread") if is_visit(panel) else None
    return None if value in (None, "") else Decimal(str(value))


def wide_items(panel: Panel, candidate_no: str = "") -> list[WideItem]:
    """Items far apart among the sheets that are handed in, by number and in the order of the standard.

    Args:
        panel: of inspectors.
        candidate_no: only of this number; "" for all.
    """
    limit = spread_limit(panel)
    if limit is None:
        return []
    items = [item for item in panel.rubric.items.all() if item.rule != RubricRule.VETO]
    found = []
    for number, sheets in sorted(_handed_in(panel, candidate_no).items()):
        for item in items:
            points = {each.seat_id: Decimal(each.points.get(item.code) or 0) for each in sheets}
            if is_wide(item.full_score, list(points.values()), limit):
                gap = shown(spread_of(list(points.values())))
                found.append(WideItem(number, item, gap, points, _reasons(sheets, item.code)))
    return found


def numbers_to_explain(seat: Seat) -> list[str]:
    """Numbers that the inspector has handed in and of which nobody has said yet why all lie far apart."""
    wide = wide_items(seat.panel)
    return sorted(
        {each.candidate_no for each in wide if seat.pk in each.points and not each.reasons}
    )


def _handed_in(panel: Panel, candidate_no: str) -> dict[str, list[ScoreSheet]]:
    rows = ScoreSheet.objects.filter(
        seat__panel=panel, seat__role__in=JUDGING, status=SheetStatus.SUBMITTED, copy_no=1
    ).select_related("seat", "entry")
    if candidate_no:
        rows = rows.filter(entry__candidate_no=candidate_no)
    found: dict[str, list[ScoreSheet]] = defaultdict(list)
    for sheet in rows.order_by("seat__letter"):
        found[sheet.entry.candidate_no].append(sheet)
    return found


def _reasons(sheets: Iterable[ScoreSheet], code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (sheet.seat.letter, sheet.explanations[code])
        for sheet in sheets
        if sheet.explanations.get(code)
    )


def unexplained(stages: Iterable[Stage], category: Category) -> list[str]:
    """What inspectors of a group still have to say before its scores are frozen, as sentences."""
    panels = Panel.objects.filter(stage__in=stages, category=category).select_related("stage")
    return [
        _("%(panel)s %(no)s 号“%(item)s”各检查人相差 %(gap)s 分，须由检查人说明原因。")
        % {"panel": panel.name, "no": each.candidate_no, "item": each.item.text, "gap": each.spread}
        for panel in panels.select_related("stage", "rubric").order_by("pk")
        for each in wide_items(panel)
        if not each.reasons
    ]
