"""What members said of their unions in five years: ballots first, and from them the marks and the figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from random import Random
from typing import Any

from gonghui.engines.campaigns.api import RATING, Campaign
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.ratings import DAYS, Terms
from gonghui.rooms.homes.api import PastRating, record_ratings
from gonghui.rooms.homes.rules import ballots

LIKE = {
    "satisfied": {"satisfied": 80, "basic": 15, "unknown": 5},
    "basic": {"satisfied": 35, "basic": 48, "unsatisfied": 5, "unknown": 12},
    "unsatisfied": {"satisfied": 10, "basic": 35, "unsatisfied": 40, "unknown": 15},
    "unknown": {"satisfied": 10, "basic": 20, "unknown": 70},
}
"""How those who answer so of the whole answer of each side of the work, as weights."""
PATTERNS = 6
"""So many different ballots of each overall answer: a box of thousands is drawn as fast as one of fifty."""
REMARKS = (
    "希望多组织青年教师交流活动", "教职工食堂可以再延长供餐时间", "图书室周末也能开放就好了",
    "经费使用公开得很及时", "疗休养名额可以再多一些", "慰问很暖心，感谢工会",
    "提案办理的进度希望能查到", "母婴室很方便", "体育设施有些旧了", "希望多办技能培训",
)  # fmt: skip
CONTENT, MISSED = (0.85, 0.99), 0.7
"""Shares of the content in a usual year, and in one that missed the line."""
TURNOUT = (0.72, 0.97)
"""Shares of the members who took part, above any line: a round below its line is void and counts nowhere."""
YEARS, RATED = 4, 8
TWENTIETH = (12, 20)


@dataclass
class Ratings:
    """Draws ratings by the seed; keeps those of an edition until its entries exist."""

    random: Random
    waiting: dict[int, PastRating] = field(default_factory=dict)

    def marks(
        self, plan: Any, stage: Any, union: Union, level: float, on: date
    ) -> Mapping[str, Decimal]:
        """The members' part of an entry: of a rating where there are enough members, else of talks with them.

        Args:
            plan: of the edition.
            stage: the rating among its stages.
            union: is rated.
            level: share of the content, from 0 to 1.
            on: counted and published.
        """
        terms = Terms(
            title=f"{plan.title}·{stage.label}",
            opens_on=on - timedelta(days=stage.days or DAYS),
            days=stage.days or DAYS,
            return_percent=int(stage.settings["least_share"]),
            satisfied_percent=int(stage.settings["pass_mark"]),
        )
        drawn = None if union.pk in self.waiting else self.draw(union, terms, level)
        if drawn is None:
            return {RATING: Decimal(f"{level * 100:.1f}")}
        self.waiting[union.pk] = drawn
        return ballots.marks(ballots.counts(drawn.ballots, drawn.issued))

    def write(self, cadre: Any, campaign: Campaign) -> None:
        """The ratings of an edition whose entries exist now."""
        if not self.waiting:
            return
        rows = campaign.entries.order_by("-pk").select_related("campaign__union")
        entries = {row.subject_union_id or row.union_id: row for row in rows}
        records = [
            PastRating(**vars(drawn) | {"entry": entries[union_id]})
            for union_id, drawn in self.waiting.items()
        ]
        self.waiting = {}
        record_ratings(actor=cadre, records=records)

    def draw(self, union: Union, terms: Terms, level: float) -> PastRating | None:
        """A rating by the members of then; None where they are too few to stay unknown."""
        opens_on = terms.opens_on or date.max
        issued = members_on(opens_on, union.path).count()
        if issued < ballots.LEAST:
            return None
        returned = max(ballots.LEAST, ceil(issued * self.random.uniform(*TURNOUT)))
        return PastRating(
            union=union,
            terms=terms,
            issued=issued,
            closed_on=opens_on + timedelta(days=terms.days),
            ballots=dict(self._box(returned, level, len(terms.dimensions))),
            remarks=self.random.sample(REMARKS, min(returned // 8, self.random.randrange(5))),
        )

    def _box(self, returned: int, level: float, asked: int) -> Iterator[tuple[str, int]]:
        """Alike ballots counted; at least the share ``level`` of those who judge is content."""
        unknown = returned // 40
        judged = returned - unknown
        content = min(judged, ceil(judged * level))
        satisfied = round(content * self.random.uniform(0.7, 0.9))
        overall = {
            "satisfied": satisfied,
            "basic": content - satisfied,
            "unsatisfied": judged - content,
            "unknown": unknown,
        }
        box: dict[str, int] = {}
        for answer, many in overall.items():
            for part in self._parts(many):
                sides = dict(enumerate(self._sides(answer, asked)))
                key = ballots.written(answer, sides, asked)
                box[key] = box.get(key, 0) + part
        yield from sorted(box.items())

    def _parts(self, many: int) -> Iterator[int]:
        """A number in a few parts, each at least one."""
        for left in range(PATTERNS, 0, -1):
            if not many:
                return
            part = many if left == 1 else self.random.randint(1, max(1, 2 * many // left))
            yield min(part, many)
            many -= min(part, many)

    def _sides(self, answer: str, asked: int) -> list[str]:
        weights = LIKE[answer]
        return self.random.choices(list(weights), list(weights.values()), k=asked)


def write_yearly(cadre: Any, ratings: Ratings, unions: Sequence[Union], start: date) -> int:
    """Some unions let their members rate at the end of every year; one once missed its lines."""
    records = []
    for year in range(start.year + 1, start.year + 1 + YEARS):
        closed_on = date(year, *TWENTIETH)
        terms = Terms(title=f"{year}年度会员评家", opens_on=closed_on - timedelta(days=DAYS))
        for place, union in enumerate(unions[:RATED]):
            missed = (place, year) == (RATED - 1, start.year + 1)
            level = MISSED if missed else ratings.random.uniform(*CONTENT)
            records.append(ratings.draw(union, terms, level))
    return len(record_ratings(actor=cadre, records=[each for each in records if each]))
