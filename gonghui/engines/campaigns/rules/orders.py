"""Whether stages stand in an order that can be walked, said in sentences a cadre can act on.

Every kind has a band: the stretch of the way where it may stand. An order is sound when the bands can
be walked through without turning back; judging, checks and ranking share one band and may repeat in
any order (three rounds, or a check between two rankings).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.rules.stages import SCORED, STAGES, chosen

WHOLE = Decimal(100)


class Placed(Protocol):
    """A stage of a plan."""

    @property
    def kind(self) -> str:
        """What code compares."""

    @property
    def label(self) -> str:
        """Its name in the plan."""

    @property
    def settings(self) -> Any:
        """What was chosen."""


def may_follow(before: str, after: str) -> bool:
    """Whether a stage of kind ``after`` may stand anywhere behind one of kind ``before``."""
    return STAGES[after].band[1] >= STAGES[before].band[0]


def order_problems(stages: Sequence[Placed]) -> list[str]:
    """What is wrong with the kinds and their order; empty when the campaign can be walked."""
    return [
        *_missing(stages),
        *_doubled(stages),
        *_turned_back(stages),
        *_unprepared(stages),
        *_weights(stages),
    ]


def _missing(stages: Sequence[Placed]) -> Iterable[str]:
    kinds = {stage.kind for stage in stages}
    for kind in (StageKind.NOTICE, StageKind.NOMINATE):
        if kind not in kinds:
            yield _("缺少“%(label)s”环节。") % {"label": kind.label}
    if kinds & SCORED and StageKind.RANKING not in kinds:
        yield _("有评分环节，但没有“汇总排名”，得分不会形成名次。")


def _doubled(stages: Sequence[Placed]) -> Iterable[str]:
    for kind, count in Counter(stage.kind for stage in stages).items():
        if count > 1 and STAGES[kind].once:
            yield _("“%(label)s”只能有一个，现有 %(n)d 个。") % {
                "label": STAGES[kind].label,
                "n": count,
            }
    for label, count in Counter(stage.label for stage in stages).items():
        if count > 1:
            yield _("有 %(n)d 个环节都叫“%(label)s”，请改成不同的名称。") % {
                "label": label,
                "n": count,
            }


def _turned_back(stages: Sequence[Placed]) -> Iterable[str]:
    reached, furthest = 0, None
    for stage in stages:
        low, high = STAGES[stage.kind].band
        if high < reached and furthest is not None:
            yield _("“%(late)s”应放在“%(early)s”之前。") % {
                "late": stage.label,
                "early": furthest.label,
            }
        elif low > reached:
            reached, furthest = low, stage


def _unprepared(stages: Sequence[Placed]) -> Iterable[str]:
    before: set[str] = set()
    for stage in stages:
        needs = STAGES[stage.kind].needs
        if needs and not needs & before:
            yield _("“%(label)s”之前须有“%(needs)s”。") % {
                "label": stage.label,
                "needs": _("”或“").join(str(kind.label) for kind in sorted(needs)),
            }
        before.add(stage.kind)


def _weights(stages: Sequence[Placed]) -> Iterable[str]:
    """Each ranking weighs what was scored since the one before (rounds), or everything."""
    since: list[Placed] = []
    for stage in stages:
        if stage.kind in SCORED:
            since.append(stage)
        elif stage.kind == StageKind.RANKING and since:
            if chosen(stage.kind, stage.settings)["total"] == "weighted":
                yield from _weight_problem(stage, since)
            else:
                yield from _points_problem(stage, since)
            since = []


def _weight_problem(ranking: Placed, scored: Sequence[Placed]) -> Iterable[str]:
    weights = [chosen(stage.kind, stage.settings)["weight"] or "0" for stage in scored]
    total = sum((Decimal(weight) for weight in weights), Decimal(0))
    if total != WHOLE:
        yield _("“%(label)s”之前各评分环节（%(stages)s）的权重合计 %(total)s%%，应为 100%%。") % {
            "label": ranking.label,
            "stages": "、".join(stage.label for stage in scored),
            "total": f"{total.normalize():f}",
        }


def _points_problem(ranking: Placed, scored: Sequence[Placed]) -> Iterable[str]:
    """Points that are added: a panel's full score, of anything else its weight as points."""
    settings = [chosen(stage.kind, stage.settings) for stage in scored]
    points = [each.get("full_score") or each["weight"] or "0" for each in settings]
    total = sum((Decimal(each) for each in points), Decimal(0))
    if total != WHOLE:
        yield _("“%(label)s”之前各评分环节（%(stages)s）的满分合计 %(total)s 分，应为 100 分。") % {
            "label": ranking.label,
            "stages": "、".join(stage.label for stage in scored),
            "total": f"{total.normalize():f}",
        }
