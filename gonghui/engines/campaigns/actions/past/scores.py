"""Panels, sheets and results of a finished campaign; the frozen sheets are computed, never copied."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.panels import LETTERS, number_of
from gonghui.engines.campaigns.actions.past.desk import Desk, Told
from gonghui.engines.campaigns.actions.past.records import PastPanel, noon
from gonghui.engines.campaigns.actions.ranking import made_numbers, made_sheet, write_ranks
from gonghui.engines.campaigns.enums import SheetStatus, StageKind
from gonghui.engines.campaigns.models import (
    Draw,
    Entry,
    Mark,
    Panel,
    PanelEntry,
    Recusal,
    Rubric,
    ScoreSheet,
    Seat,
    Stage,
)
from gonghui.engines.campaigns.queries.plans import rubrics_of
from gonghui.engines.campaigns.queries.recusals import entry_facts, judge_facts
from gonghui.engines.campaigns.queries.sheets import sheet_faults, sheet_total
from gonghui.engines.campaigns.rules.drawing import draw_order
from gonghui.engines.campaigns.rules.past import REJECTED, WITHDRAWN
from gonghui.engines.campaigns.rules.recusals import recusal_reasons
from gonghui.kernel.lib import bulk

Barred = Mapping[tuple[int, int], Any]


def write_scores(desk: Desk) -> None:
    """Panels with their drawn orders and sheets, marks, then each ranking in turn; ranks go onto the entries.

    Raises:
        ValidationError: points do not fit the standard, or a ranking lacks scores.
    """
    rubrics = {row.key: row for row in rubrics_of(desk.campaign.union_id, desk.stages)}
    facts: dict[int, Any] = {}
    for past in desk.record.panels:
        _Bench(desk, past, rubrics, facts).write()
    _number_the_rest(desk)
    desk.keep(list(_marks(desk)), desk.record.diary.ranked_on)
    for stage in desk.stages:
        if stage.kind == StageKind.RANKING:
            _rank(desk, stage)


def judged(desk: Desk, category: str) -> list[Told]:
    """The entries of a group that counted as eligible."""
    out = (REJECTED, WITHDRAWN)
    return [
        each
        for each in desk.told
        if each.past.category == category and each.past.outcome not in out
    ]


class _Bench:
    """One panel in the making."""

    def __init__(
        self, desk: Desk, past: PastPanel, rubrics: Mapping[str, Rubric], facts: dict[int, Any]
    ) -> None:
        self.desk, self.past, self.facts = desk, past, facts
        self.stage = next(each for each in desk.stages if each.label == past.stage)
        self.rubric = rubrics[self.stage.settings["rubric"]]
        self.on = desk.record.diary.ranked_on
        self.told = [each for each in judged(desk, past.category) if past.stage in each.past.points]

    def write(self) -> None:
        """Panel, order, draw, seats, recusals, sheets."""
        desk = self.desk
        panel = Panel(
            stage=self.stage,
            category=desk.categories[self.past.category],
            rubric=self.rubric,
            name=self.past.stage,
            settings=self.stage.settings,
        )
        desk.keep([panel], self.on)
        self._draw(panel)
        seats = [
            Seat(panel=panel, expert=expert, letter=letter, pledged_at=noon(self.on))
            for letter, expert in zip(LETTERS, self.past.experts, strict=False)
        ]
        desk.keep(seats, self.on)
        barred = self._barred(seats)
        desk.keep(list(barred.values()), self.on)
        desk.keep(list(self._sheets(seats, barred)), self.on)

    def _draw(self, panel: Panel) -> None:
        """The order of appearance, and numbers for those that have none yet."""
        by_key = {str(each.row.pk): each for each in self.told}
        order = draw_order(self.past.seed, list(by_key))
        bare = []
        for position, key in enumerate(order, 1):
            row = by_key[key].row
            if not row.candidate_no:
                row.candidate_no = number_of(panel, position)
                bare.append((row.candidate_no, row.pk))
        bulk.update(Entry, ("candidate_no",), bare)
        places = [
            PanelEntry(
                panel=panel,
                entry=by_key[key].row,
                position=position,
                seconds_used=by_key[key].past.seconds.get(self.past.stage),
            )
            for position, key in enumerate(order, 1)
        ]
        self.desk.keep(places, self.on)
        draw = Draw(
            campaign=self.desk.campaign,
            purpose=f"{panel.name}：{_('出场顺序')}",
            seed=self.past.seed,
            pool=sorted(by_key),
            outcome=[by_key[key].row.candidate_no for key in order],
            witness=self.past.witness,
            drawn_by_id=self.desk.hand_at(self.desk.campaign.union_id).pk,
        )
        self.desk.keep([draw], self.on)

    def _barred(self, seats: list[Seat]) -> dict[tuple[int, int], Recusal]:
        """Whom a judge had to keep away from, by seat and entry, as the records tell."""
        entries = [(each.row, entry_facts(each.row)) for each in self.told]
        found = {}
        for seat in seats:
            pk = seat.expert_id
            if pk not in self.facts:
                self.facts[pk] = judge_facts(seat.expert)
            for row, facts in entries:
                reasons = recusal_reasons(self.facts[pk], facts)
                if reasons:
                    note = "；".join(each.sentence for each in reasons)
                    found[seat.pk, row.pk] = Recusal(
                        seat=seat, entry=row, kind=reasons[0].kind, note=note
                    )
        return found

    def _sheets(self, seats: list[Seat], barred: Barred) -> Iterator[ScoreSheet]:
        """A handed-in sheet for every judge who did not have to keep away."""
        for each in self.told:
            points = each.past.points[self.past.stage]
            for seat in seats:
                if (seat.pk, each.row.pk) not in barred:
                    yield self._sheet(seat, each, points.get(seat.letter, {}))

    def _sheet(self, seat: Seat, told: Told, points: Mapping[str, Decimal]) -> ScoreSheet:
        faults = sheet_faults(self.rubric, points, complete=True)
        if faults:
            raise ValidationError([f"{told.row.name}：{each}" for each in faults])
        return ScoreSheet(
            seat=seat,
            entry=told.row,
            points={code: str(value) for code, value in points.items()},
            total=sheet_total(self.rubric, points),
            status=SheetStatus.SUBMITTED,
            submitted_at=noon(self.on),
            version=2,
        )


def _number_the_rest(desk: Desk) -> None:
    """Numbers by lot for entries that sat before no panel, where the plan ranks."""
    if not any(stage.kind == StageKind.RANKING for stage in desk.stages):
        return
    for name, category in desk.categories.items():
        bare = {
            str(each.row.pk): each.row for each in judged(desk, name) if not each.row.candidate_no
        }
        if not bare:
            continue
        drawn, draw = made_numbers(desk.campaign, category, desk.record.seed, list(bare))
        for number, pk in drawn:
            bare[str(pk)].candidate_no = number
        bulk.update(Entry, ("candidate_no",), drawn)
        draw.drawn_by_id = desk.hand_at(desk.campaign.union_id).pk
        desk.keep([draw], desk.record.diary.ranked_on)


def _marks(desk: Desk) -> Iterator[Mark]:
    stages = {stage.label: stage for stage in desk.stages}
    by = desk.hand_at(desk.campaign.union_id).pk
    for each in desk.told:
        for label, parts in each.past.marks.items():
            for part, value in parts.items():
                yield Mark(
                    stage=stages[label], entry=each.row, part=part, value=value, recorded_by_id=by
                )


def _rank(desk: Desk, stage: Stage) -> None:
    """Freeze every group of a ranking and read totals and ranks back."""
    for name, category in desk.categories.items():
        if not judged(desk, name):
            continue
        frozen = made_sheet(stage, category)
        frozen.closed_by_id = desk.hand_at(desk.campaign.union_id).pk
        frozen.published_at = noon(desk.record.diary.ranked_on)
        desk.keep([frozen], desk.record.diary.ranked_on)
        write_ranks(category, frozen.content)
    fresh = Entry._base_manager.filter(campaign=desk.campaign)
    found = {pk: (total, rank) for pk, total, rank in fresh.values_list("pk", "total", "rank")}
    for each in desk.told:
        each.row.total, each.row.rank = found[each.row.pk]
        if each.row.rank is None and each in judged(desk, each.past.category):
            raise ValidationError(_("%(name)s缺少得分，排不出名次。") % {"name": each.row.name})
