"""Universities and institutes that support rural homes (校所村共建), with every visit and what it brought.

Everything goes through the actions of the room, each under the clock of its day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from gonghui.demo.campaigns.past import Scene
from gonghui.demo.clock import at
from gonghui.demo.plan import Province
from gonghui.demo.territory import Territory
from gonghui.kernel.lib.calendar import is_working_day
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.actions.pairings import Visit
from gonghui.rooms.homes.api import PlaceKind, begin_pairing, end_pairing, record_visit
from gonghui.rooms.homes.models import Pairing, Place

PAIRINGS, SUPPORTERS, EVERY = 24, 15, 4
ENDED = 6
"""Every sixth agreement is over."""
GOODS = (
    ("捐赠图书和书架", 12_000), ("捐赠教学电脑", 30_000), ("捐赠体育器材", 8_000),
    ("捐赠实验器材", 15_000), ("送去饮水和取暖设备", 9_000),
)  # fmt: skip
SUPPORT = ("送教到校，听课评课", "骨干教师跟岗研修", "义诊和健康讲座", "看望慰问乡村教师")
MONEY = (0, 0, 5_000, 10_000)
RESULTS = ("建成图书角和教工活动室，培训教师三十余人次。", "结对班级课程全部开齐，两校教研常态化。")
YUAN = 100


def write_pairings(plan: Province, territory: Territory, scene: Scene, seed: int) -> int:
    """Every fourth rural home is supported; returns how many agreements and visits there are."""
    random = Random(seed + 9)  # noqa: S311 -- a demonstration must repeat itself, not hide
    homes = Place.objects.filter(kind=PlaceKind.RURAL_HOME).select_related("union")
    chosen = homes.order_by("pk")[::EVERY][:PAIRINGS]
    supporters = cycle(_supporters(plan, territory))
    return sum(
        _write_pairing(plan, scene, random, next(supporters), (number, home))
        for number, home in enumerate(chosen, 1)
    )


def _supporters(plan: Province, territory: Territory) -> list[Union]:
    """Unions of universities and institutes that stood before the five years."""
    names = [unit.name for unit in plan.direct if unit.kind in ("university", "institute")]
    found = [territory.unions[name] for name in names if name in territory.unions]
    return [union for union in found if union.founded_on < plan.start][:SUPPORTERS]


def _write_pairing(
    plan: Province, scene: Scene, random: Random, supporter: Union, place: tuple[int, Place]
) -> int:
    """An agreement from some weeks after the home opened, its visits, and its end where it is over."""
    number, home = place
    actor = scene.hands.get(supporter.pk, scene.cadre)
    assert home.opened_on is not None  # it is a title's place
    starts_on = _worked(home.opened_on + timedelta(days=random.randrange(20, 90)))
    last = plan.end
    if number % ENDED == 0:
        last = starts_on + (plan.end - starts_on) * 3 // 4
    with at(starts_on):
        pairing = begin_pairing(
            actor=actor,
            union=supporter,
            helped_name=home.union.name.removesuffix("工会"),
            starts_on=starts_on,
            helped_union=home.union,
            place=home,
            agreement_no=f"示校村共建〔{starts_on.year}〕{number}号",
        )
    visits = list(_visits(random, starts_on, last))
    for visit in visits:
        with at(visit.visited_on):
            record_visit(actor=actor, pairing=pairing, visit=visit)
    if last < plan.end:
        _end(actor, pairing, last, random.choice(RESULTS))
    return 1 + len(visits)


def _visits(random: Random, first: date, last: date) -> Iterator[Visit]:
    """Visits at even distances: goods the first time, then goods or people."""
    many = random.randrange(2, 6)
    for turn in range(many):
        day = _worked(first + (last - first) * turn // many)
        topic, yuan = random.choice(GOODS) if turn % 2 == 0 else (random.choice(SUPPORT), 0)
        yield Visit(
            visited_on=min(day, last - timedelta(days=1)),
            topic=topic,
            persons=random.randrange(4, 16),
            goods_fen=yuan * random.randrange(8, 13) // 10 * YUAN,
            money_fen=random.choice(MONEY) * YUAN,
        )


def _worked(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _end(actor: Any, pairing: Pairing, on: date, result: str) -> None:
    with at(on):
        end_pairing(actor=actor, pairing=pairing, on=on, result=result)
