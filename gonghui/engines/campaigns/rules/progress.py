"""How a campaign's status follows from its stages, and which stage may begin."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind, StageStatus
from gonghui.engines.campaigns.rules.stages import SCORED, STAGES

TOGETHER = frozenset(
    {
        StageKind.NOMINATE,
        StageKind.DEMOCRATIC,
        StageKind.UNIT_PUBLICITY,
        StageKind.RECOMMEND,
    }
)
"""Every entry walks these at its own pace, so that they run at the same time."""
SIDE_BY_SIDE: tuple[frozenset[StageKind], ...] = (
    TOGETHER,
    frozenset({StageKind.QUALIFICATION, StageKind.OPINIONS}),
    SCORED,
)
"""Stages of one group need not wait for each other; a ranking between two scorings parts them."""


class Moving(Protocol):
    """A stage with how far it is."""

    kind: str
    position: int
    status: str


AnyStage = TypeVar("AnyStage", bound=Moving)


def status_after(stages: Sequence[Moving]) -> CampaignStatus:
    """The campaign's status: that of the furthest stage under way, else of the last one that is over."""
    ordered = sorted(stages, key=lambda stage: stage.position)
    for wanted in (StageStatus.RUNNING, StageStatus.DONE):
        found = [stage for stage in ordered if stage.status == wanted]
        if found:
            return STAGES[found[-1].kind].phase
    return CampaignStatus.PLANNED


def earlier_open(stages: Sequence[AnyStage], stage: AnyStage) -> list[AnyStage]:
    """The earlier stages that must be over before ``stage`` may begin."""
    beside = next((group for group in SIDE_BY_SIDE if stage.kind in group), frozenset())
    return [
        each
        for each in sorted(stages, key=lambda one: one.position)
        if each.position < stage.position
        and each.status != StageStatus.DONE
        and each.kind not in beside
    ]
