"""What all parts of one recording share: the campaign with its parts, the record, the accounts, looked-up names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from gonghui.engines.campaigns.actions.past.records import PastCampaign, PastEntry, noon
from gonghui.engines.campaigns.models import Campaign, Category, EligibilityRule, Entry, Stage
from gonghui.engines.campaigns.queries.entries import Standing, next_level
from gonghui.engines.campaigns.queries.prefilling import unit_name_of
from gonghui.kernel.lib import bulk
from gonghui.kernel.unions.api import Union


@dataclass
class Told:
    """An entry as its row, beside what the record says of it."""

    past: PastEntry
    row: Entry


class Desk:
    """One recording in the making."""

    def __init__(self, actor: Any, campaign: Campaign, record: PastCampaign) -> None:
        self.actor = actor
        self.campaign = campaign
        self.record = record
        self.told: list[Told] = []
        self._names: dict[int, str] = {}
        self._above: dict[int, Union] = {}

    @cached_property
    def standing(self) -> Standing:
        """The walk and the questions of the frozen plan."""
        return Standing(self.campaign)

    @cached_property
    def stages(self) -> list[Stage]:
        """In their order."""
        return list(self.campaign.stages.all())

    @cached_property
    def categories(self) -> dict[str, Category]:
        """By name."""
        return {row.name: row for row in self.campaign.categories.all()}

    @cached_property
    def conditions(self) -> list[EligibilityRule]:
        """In the order of the plan."""
        return list(self.campaign.eligibility_rules.order_by("pk"))

    def hand_at(self, union_id: int) -> Any:
        """Who acted at a union."""
        return self.record.hands.get(union_id, self.actor)

    def unit_name(self, union: Union) -> str:
        """The name of the unit that a union stands in."""
        if union.pk not in self._names:
            self._names[union.pk] = unit_name_of(union)
        return self._names[union.pk]

    def levels_above(self, union: Union) -> tuple[Union, ...]:
        """The unions between the one that nominates and the organiser, which had their say."""
        found: list[Union] = []
        level = self._next(union)
        while level.pk != self.campaign.union_id:
            found.append(level)
            level = self._next(level)
        return tuple(found)

    def _next(self, union: Union) -> Union:
        if union.pk not in self._above:
            self._above[union.pk] = next_level(self.campaign, union)
        return self._above[union.pk]

    def keep(self, rows: Iterable[models.Model], on: date) -> None:
        """Insert rows of one model as they were made on a day."""
        at = noon(on)
        bulk.insert_rows([bulk.dated(row, at) for row in rows])
