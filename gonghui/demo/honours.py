"""Fills the register with what other bodies gave in five years, each lot with the document that proves it.

Honours of the federation's own campaigns come from the campaigns (``demo.campaigns``). Persons are
invented members of the province; numbers of documents are invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gonghui.demo.drawing import Draw, Drawn
from gonghui.demo.papers import paper
from gonghui.engines.campaigns.api import Award, AwardSource, Grant, Series, import_awards
from gonghui.kernel.files.api import StoredFile, store_upload
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import Union
from gonghui.rooms.honours.api import EVIDENCE, keep_studio, known_series

CONTEST = "现代国防重点装备研发项目“三比三保”劳动竞赛"


@dataclass(frozen=True)
class Lot:
    """So many awards of one series over the five years.

    Args:
        series: its key.
        count: how many.
        to: "person", "team", "union" or "federation": who holds them.
        years: over how many years they are spread; the last ones.
        label: what a team is called after its union.
        facts: what the register notes besides.
    """

    series: str
    count: int
    to: str
    years: int = 5
    label: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


WON = {"contest": CONTEST}
LOTS = (
    Lot("may-day-medal-province", 6, "person", years=2, facts=WON),
    Lot("may-day-certificate-province", 2, "union", years=2, facts=WON),
    Lot("pioneer-province", 3, "team", years=2, label="重大装备课题组", facts=WON),
    Lot("model-worker-province", 40, "person"),
    Lot("advanced-worker-province", 30, "person"),
    Lot("epidemic-example-province", 26, "person"),
    Lot("open-affairs-province", 11, "union"),
    Lot("finance-award", 5, "federation"),
)
ENTRANTS = Lot("may-day-medal-province", 20, "entrant", years=2)
"""Medals of those who had stood in the teaching contests."""
RAISED = Lot("studio-province", 3, "site", years=3)
"""Studios of the federation that the province named as well."""


@dataclass(frozen=True)
class Givers:
    """Who keeps the register, and to whom the lots go."""

    cadre: Any
    federation: Union
    direct: Sequence[Union]
    end: date


def write_honours(
    givers: Givers, draw: Draw, entrants: Sequence[Drawn], studios: Sequence[Award]
) -> int:
    """Import every lot as the province's cadre would import an old register; returns how many awards.

    Args:
        givers: who keeps the register, who is honoured.
        draw: of persons.
        entrants: of the teaching contests, with their unions; the first get medals.
        studios: titles of studios; the first are raised.
    """
    grants = [grant for lot in LOTS for grant in _grants(givers, lot, _holders(givers, lot, draw))]
    chosen = [(union, _person(drawn)) for union, drawn in entrants[: ENTRANTS.count]]
    grants += _grants(givers, ENTRANTS, chosen)
    named = [(each.union, _named(each)) for each in studios[: RAISED.count]]
    grants += _grants(givers, RAISED, named)
    made = import_awards(actor=givers.cadre, kept_by=givers.federation, grants=grants)
    for award in made[len(made) - len(named) :]:
        keep_studio(actor=givers.cadre, award=award)
    return len(made)


def _named(award: Award) -> dict[str, Any]:
    """The same studio under a higher title."""
    return {"holder_name": award.holder_name, "holder_union": award.holder_union}


def _grants(
    givers: Givers, lot: Lot, holders: Sequence[tuple[Union, dict[str, Any]]]
) -> Iterator[Grant]:
    series = known_series(actor=givers.cadre, key=lot.series)
    papers: dict[int, StoredFile] = {}
    for place, (union, holder) in enumerate(holders):
        day = _day(lot, place, givers.end)
        if day.year not in papers:
            papers[day.year] = _evidence(givers, series, day)
        yield Grant(
            series=series,
            kept_by=givers.federation,
            union=union,
            title=series.name,
            year=day.year,
            holder_kind=KINDS[lot.to],
            holder_unit_name=union.name.removesuffix("工会"),
            granted_on=day,
            document_no=_number(series, day),
            source=AwardSource.IMPORTED,
            evidence=papers[day.year],
            facts=lot.facts,
            **holder,
        )


KINDS = {
    "site": "site",
    "federation": "union",
    "entrant": "person",
    "person": "person",
    "team": "team",
    "union": "union",
}


def _number(series: Series, day: date) -> str:
    return f"{series.granting_body[:1]}示〔{day.year}〕{series.pk}号"


def _evidence(givers: Givers, series: Series, day: date) -> StoredFile:
    """The decision of the year, which stands behind every award of it."""
    title = f"关于表彰{day.year}年{series.name}的决定"
    upload = paper(title, series.granting_body, _number(series, day))
    return store_upload(actor=SYSTEM, upload=upload, purpose=EVIDENCE, union=givers.federation)


def _holders(givers: Givers, lot: Lot, draw: Draw) -> list[tuple[Union, dict[str, Any]]]:
    """Members, unions in turn, or teams that work there."""
    if lot.to == "person":
        found = draw.people(givers.direct, lot.count)
        return [(union, _person(person)) for union, person in found]
    unions = [givers.federation] if lot.to == "federation" else givers.direct
    return [_body(unions[place % len(unions)], lot) for place in range(lot.count)]


def _body(union: Union, lot: Lot) -> tuple[Union, dict[str, Any]]:
    name = f"{union.name.removesuffix('工会')}{lot.label}" if lot.label else union.name
    return union, {"holder_name": name, "holder_union": union}


def _person(person: Any) -> dict[str, Any]:
    return {"holder_name": person.name, "person": person}


def _day(lot: Lot, place: int, end: date) -> date:
    """Evenly over the years, the spring day on which the decision of the year was made."""
    year = place * lot.years // lot.count if lot.count >= lot.years else place
    newest = end - timedelta(days=45)
    day = newest.replace(month=4, day=26) if newest.month > 4 else newest
    return date(day.year - lot.years + 1 + year, day.month, day.day)
