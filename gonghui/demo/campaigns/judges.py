"""The pool of experts, and the judge who signs in to look around."""

from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from gonghui.demo.drawing import Draw
from gonghui.engines.campaigns.actions.experts import add_expert
from gonghui.engines.campaigns.models import Expert
from gonghui.kernel.unions.api import Union

POOL = 15
FIELDS = ("教育教学", "工程技术", "医疗卫生", "思想政治", "工会工作")


class Bench:
    """Experts in turn, so that panels differ."""

    def __init__(self, experts: Sequence[Expert]) -> None:
        self.experts = experts
        self.signed_in: list[Expert] = []
        """Those who have accounts; the first is the demonstration's judge."""
        self._turn = cycle(experts)

    def some(self, count: int) -> list[Expert]:
        """The next ones, each once."""
        return list(islice(self._turn, min(count, len(self.experts))))


def write_experts(cadre: Any, federation: Union, unions: Sequence[Union], draw: Draw) -> Bench:
    """Put members of these unions into the federation's pool."""
    experts = [
        add_expert(
            actor=cadre,
            union=federation,
            person=person,
            fields=[FIELDS[place % len(FIELDS)]],
            unit_name=union.name.removesuffix("工会"),
            professional_title="教授" if place % 2 else "研究员",
        )
        for place, (union, person) in enumerate(draw.people(unions, POOL))
    ]
    return Bench(experts)
