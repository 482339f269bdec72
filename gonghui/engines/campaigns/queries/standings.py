"""The ranking as its organiser reads it: names, the three columns, the total, the star, why no higher one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign, Entry
from gonghui.engines.campaigns.queries.results import PANELS
from gonghui.engines.campaigns.queries.rounds import scored_stages
from gonghui.engines.campaigns.queries.slates import ranked_entries
from gonghui.engines.campaigns.queries.stars import (
    Columns,
    Starred,
    columns_of,
    star_lines,
    stars_of,
)
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.kernel.documents.api import SummaryColumn, SummaryTable

SHOWN = (
    ("own", "自查", False),
    ("panel", "评委评分", False),
    ("members", "会员测评", False),
    ("satisfaction", "满意率", True),
    ("turnout", "参评率", True),
    ("total", "总分", False),
)
"""Columns of points: attribute, heading, whether it is a percentage."""
NAMED = {"panel": PANELS, "members": (StageKind.MEMBER_RATING,)}
"""Columns that are called as the plan calls the one stage they come from: 现场检查, 决赛演讲, 会员评家."""


@dataclass(frozen=True)
class Line:
    """One entry: its place, the cells with their headings, the star, and why it has no higher one."""

    entry: Entry
    cells: tuple[tuple[str, str], ...]
    star: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Standings:
    """The headings that some entry fills, and a line for every entry in rank order."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    starred: bool

    @property
    def ranked(self) -> bool:
        """Whether anybody has a place yet."""
        return any(line.entry.rank is not None for line in self.lines)


def standings_of(campaign: Campaign) -> Standings:
    """Everybody who may be chosen, in rank order inside each category."""
    entries = ranked_entries(campaign)
    starred = bool(star_lines(campaign))
    rows = stars_of(campaign, entries) if starred else _plain(campaign, entries)
    used = [
        each
        for each in _headed(campaign)
        if any(_value(row.columns, each[0]) is not None for row in rows)
    ]
    lines = tuple(
        Line(row.entry, tuple(_cell(row.columns, *each) for each in used), row.star, row.why)
        for row in rows
    )
    return Standings(tuple(str(label) for _key, label, _percent in used), lines, starred)


def standings_table(campaign: Campaign) -> SummaryTable:
    """The same as a table for Excel."""
    found = standings_of(campaign)
    columns = [
        SummaryColumn(_("名次"), 6, numeric=True),
        SummaryColumn(_("姓名（名称）"), 18),
        SummaryColumn(_("组别"), 10),
        SummaryColumn(_("推荐工会"), 18),
        *(SummaryColumn(label, 9, numeric=True) for label in found.headings),
    ]
    if found.starred:
        columns += [SummaryColumn(_("星级"), 8), SummaryColumn(_("未评更高星级的原因"), 24)]
    rows = tuple(
        (
            "" if line.entry.rank is None else str(line.entry.rank),
            line.entry.name,
            line.entry.category.name,
            line.entry.union.name,
            *(value for _heading, value in line.cells),
            *((line.star, "；".join(line.why)) if found.starred else ()),
        )
        for line in found.lines
    )
    title = _("%(campaign)s得分和名次") % {"campaign": campaign}
    return SummaryTable(title, tuple(columns), rows)


def _headed(campaign: Campaign) -> list[tuple[str, str, bool]]:
    """The columns under the words of the plan; those of several stages keep their general heading."""
    ranking = campaign.stages.filter(kind=StageKind.RANKING).order_by("position").last()
    scored = scored_stages(ranking) if ranking else []
    found = []
    for key, heading, percent in SHOWN:
        labels = [stage.label for stage in scored if stage.kind in NAMED.get(key, ())]
        found.append((key, labels[0] if len(labels) == 1 else heading, percent))
    return found


def _plain(campaign: Campaign, entries: Sequence[Entry]) -> list[Starred]:
    columns = columns_of(campaign, entries)
    return [Starred(entry, columns[entry.pk], "", ()) for entry in entries]


def _value(columns: Columns, key: str) -> Any:
    return getattr(columns, key)


def _cell(columns: Columns, key: str, heading: str, percent: bool) -> tuple[str, str]:
    value = _value(columns, key)
    if value is None:
        return heading, "—"
    return heading, f"{shown(value, 1)}%" if percent else shown(value)
