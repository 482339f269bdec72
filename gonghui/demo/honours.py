"""Fills the register with five years of honours at the size of a real review, as an old register is imported.

Persons are invented members of the province, sites stand at its unions; numbers of documents are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from gonghui.demo.plan import Province
from gonghui.demo.territory import Territory
from gonghui.engines.campaigns.api import AwardSource, Grant, Series, import_awards, name_series
from gonghui.kernel.access.api import User
from gonghui.kernel.lib import paths as paths_of
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.api import Person, present_members
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.api import title_series
from gonghui.rooms.honours.api import known_series

STARS = ("三星", "三星", "四星", "五星")


@dataclass(frozen=True)
class Lot:
    """So many awards of one series over the five years.

    Args:
        series: its key.
        count: how many.
        to: "person", "site" or "union": who holds them.
        years: over how many years they are spread; the last ones.
        where: "direct" unions or those of "schools".
        label: what a site is called after its union.
        grades: taken in turn.
    """

    series: str
    count: int
    to: str
    years: int = 5
    where: str = "direct"
    label: str = ""
    grades: tuple[str, ...] = ("",)


LOTS = (
    Lot("studio-industry", 81, "site", label="劳模和工匠人才创新工作室"),
    Lot("studio-province", 3, "site", label="劳模和工匠人才创新工作室"),
    Lot("may-day-medal-province", 6, "person"),
    Lot("may-day-certificate-province", 2, "union"),
    Lot("pioneer-province", 3, "site", label="重大装备课题组"),
    Lot("model-worker-province", 40, "person"),
    Lot("advanced-worker-province", 30, "person"),
    Lot("epidemic-example-province", 26, "person"),
    Lot("open-affairs-province", 11, "union"),
    Lot("finance-award", 5, "federation"),
    Lot("rural-teacher-plan", 360, "person", years=4, where="schools"),
    Lot("teacher-of-the-year", 20, "person", years=3, where="schools"),
    Lot("star-home", 45, "union", grades=STARS),
    Lot("star-small-home", 15, "site", label="教工小家", grades=STARS),
    Lot("rural-home", 96, "union", where="schools"),
    Lot("health-station", 49, "site", label="健康驿站"),
    Lot("nursing-room", 32, "site", label="爱心母婴室"),
)
HOMES = ("star-home", "star-small-home", "rural-home", "health-station", "nursing-room")
PLANS = {
    "rural-teacher-plan": ("乡村优秀青年教师培养奖励计划", "名"),
    "teacher-of-the-year": ("教师年度人物", "个"),
}
"""Series that the programmes of the rooms name on their first use."""


def write_honours(plan: Province, territory: Territory, seed: int) -> int:
    """Import every lot as the province's cadre would import an old register; returns how many awards."""
    cadre = User.objects.get(username="province")
    draw = _Draw(Random(seed))  # noqa: S311 -- a demonstration must repeat itself, not hide
    grants = [
        grant
        for lot in LOTS
        for grant in _grants(lot, _series(cadre, lot.series), plan, territory, draw)
    ]
    made = import_awards(actor=cadre, kept_by=territory.federation, grants=grants)
    return len(made)


def _series(cadre: User, key: str) -> Series:
    if key in HOMES:
        return title_series(actor=cadre, key=key)
    if key not in PLANS:
        return known_series(actor=cadre, key=key)
    name, counted_in = PLANS[key]
    return name_series(
        actor=cadre,
        key=key,
        name=name,
        honour_level=50,
        granting_body="省教育科技工会",
        target="person",
        counted_in=counted_in,
    )


def _grants(
    lot: Lot, series: Series, plan: Province, territory: Territory, draw: "_Draw"
) -> Iterator[Grant]:
    unions = _unions(lot, plan, territory)
    holders = draw.people(unions, lot.count) if lot.to == "person" else _sites(lot, unions)
    for place, (union, holder) in enumerate(holders):
        day = _day(lot, place, plan.end)
        yield Grant(
            series=series,
            kept_by=territory.federation,
            union=union,
            title=series.name,
            year=day.year,
            holder_kind="union" if lot.to == "federation" else lot.to,
            holder_unit_name=union.name.removesuffix("工会"),
            granted_on=day,
            grade=lot.grades[place % len(lot.grades)],
            document_no=f"示教科工〔{day.year}〕{place % 40 + 1}号",
            source=AwardSource.IMPORTED,
            **holder,
        )


def _unions(lot: Lot, plan: Province, territory: Territory) -> list[Union]:
    if lot.to == "federation":
        return [territory.federation]
    units = plan.direct if lot.where == "direct" else plan.schools
    found = [territory.unions[unit.name] for unit in units if unit.name in territory.unions]
    return [
        union for union in {each.pk: each for each in found}.values() if union.revoked_on == FOREVER
    ]


class _Draw:
    """Draws members by the seed, nobody twice, so that distinct persons are as many as honours."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.taken: set[int] = set()

    def people(self, unions: list[Union], count: int) -> Iterator[tuple[Union, dict[str, Any]]]:
        """Members of the unions or their branches, each with the union."""
        homes = {union.path: union for union in unions}
        rows = present_members().exclude(person__in=self.taken).order_by("pk")
        able = [
            (person, home)
            for person, path in rows.values_list("person", "union__path")
            if (home := _home(path, homes)) is not None
        ]
        drawn = self.random.sample(able, count)
        people = Person.objects.in_bulk([person for person, _home in drawn])
        self.taken |= set(people)
        for pk, home in drawn:
            yield home, {"holder_name": people[pk].name, "person": people[pk]}


def _home(path: str, paths: dict[str, Union]) -> Union | None:
    """The union that a path stands in or below."""
    ends = range(paths_of.WIDTH, len(path) + 1, paths_of.WIDTH)
    return next((paths[path[:end]] for end in ends if path[:end] in paths), None)


def _sites(lot: Lot, unions: list[Union]) -> Iterator[tuple[Union, dict[str, Any]]]:
    """Unions in turn, with the site that stands there, or the union itself."""
    for place in range(lot.count):
        union = unions[place % len(unions)]
        again = f"（{place // len(unions) + 1}）" if place >= len(unions) else ""
        site = f"{union.name.removesuffix('工会')}{lot.label}{again}" if lot.label else union.name
        yield union, {"holder_name": site, "holder_union": union}


def _day(lot: Lot, place: int, end: date) -> date:
    """Evenly over the years, each a spring day of its own."""
    year = place * lot.years // lot.count if lot.count >= lot.years else place
    newest = end - timedelta(days=45)
    day = newest.replace(month=4, day=1) if newest.month > 4 else newest
    return date(day.year - lot.years + 1 + year, day.month, 1 + place % 28)
