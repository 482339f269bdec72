"""Which states a plan leads through: the main line of an entry's way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.rules.stages import SCORED as SCORING
from gonghui.engines.campaigns.rules.stages import chosen

CHECKS = frozenset({StageKind.QUALIFICATION, StageKind.OPINIONS})
SCORED = SCORING | {StageKind.RANKING}


@dataclass(frozen=True)
class Walk:
    """What the stages of a plan mean for the way of an entry."""

    kinds: tuple[str, ...]
    settings: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, plan: Mapping[str, Any]) -> "Walk":
        """The walk of a plan as JSON; of several stages of one kind the first one's settings count."""
        stages: Sequence[Mapping[str, Any]] = plan.get("stages", ())
        settings = {each["kind"]: each.get("settings") or {} for each in reversed(stages)}
        return cls(tuple(each["kind"] for each in stages), settings)

    def has(self, *kinds: str) -> bool:
        """Whether one of these kinds is in the plan."""
        return any(kind in self.kinds for kind in kinds)

    def setting(self, kind: str, key: str, default: Any) -> Any:
        """What the cadre chose, or the stage's own default; ``default`` where the plan lacks the stage."""
        if kind not in self.settings:
            return default
        return chosen(kind, self.settings[kind]).get(key, default)

    @property
    def by_member(self) -> bool:
        """Whether members may enter themselves; their unit then reviews."""
        return bool(self.setting(StageKind.NOMINATE, "by_member", False))

    @property
    def climbs(self) -> bool:
        """Whether every level above the unit has its say."""
        every = self.setting(StageKind.RECOMMEND, "levels", "every") == "every"
        return self.has(StageKind.RECOMMEND) and every

    @property
    def checks_late(self) -> bool:
        """Whether conditions are only checked after a first ranking (top 100, then 60)."""
        first = [kind in CHECKS for kind in self.kinds if kind in CHECKS | SCORED]
        return any(first) and not first[0]

    @property
    def checks_early(self) -> bool:
        """Whether conditions are checked before an entry counts as eligible."""
        return self.has(*CHECKS) and not self.checks_late

    @property
    def line(self) -> tuple[str, ...]:
        """The main line of states, from draft to the end."""
        wanted = (
            ("draft", True),
            ("unit_review", self.by_member or self.has(StageKind.DEMOCRATIC)),
            ("unit_publicity", self.has(StageKind.UNIT_PUBLICITY)),
            ("recommended", self.has(StageKind.RECOMMEND)),
            ("level_review", True),
            ("eligible", True),
            ("ranked", self.has(*SCORED)),
            ("proposed", self.has(StageKind.SLATE, StageKind.DELIBERATION)),
            ("publicity", self.has(StageKind.PUBLIC_NOTICE)),
            ("approved", True),
            ("awarded", True),
        )
        return tuple(state for state, there in wanted if there)

    def after(self, state: str) -> str:
        """The next state of the main line."""
        return self.line[self.line.index(state) + 1]

    def among(self, *states: str) -> tuple[str, ...]:
        """Those of ``states`` that the walk has; the reserve comes with a slate."""
        there = {*self.line, *(("reserve",) if "proposed" in self.line else ())}
        return tuple(state for state in states if state in there)
