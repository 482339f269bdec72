"""What the demonstration province consists of, drawn from a seed before anything is written.

Planning apart from writing keeps the province the same whatever the database does, and lets a test
read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gonghui.demo.names import CITIES, COUNTIES, PROVINCE_CODE
from gonghui.kernel.lib.dates import FOREVER

BRANCHES = (
    "物理学院", "化学化工学院", "计算机学院", "文学院", "医学院", "图书馆", "后勤集团",
    "机关第一分工会", "附属小学", "实验幼儿园", "数学学院", "外国语学院", "经济学院", "法学院",
)  # fmt: skip
ORDINALS = "一二三四五六七八九十"
MEMBERS = 20_000


@dataclass(frozen=True)
class UnitPlan:
    """An employer to be made, and the union it gets, if any."""

    name: str
    kind: str
    ownership: str
    area: str
    region_code: str
    opened_on: date
    closed_on: date = FOREVER
    founded_on: date = FOREVER
    branches: tuple[str, ...] = ()
    weight: int = 1
    city: int = -1
    direct: bool = False
    exempt: str = ""

    @property
    def has_union(self) -> bool:
        """Whether a union was ever founded in it."""
        return self.founded_on < FOREVER


@dataclass(frozen=True)
class Province:
    """The whole plan."""

    start: date
    end: date
    direct: tuple[UnitPlan, ...]
    schools: tuple[UnitPlan, ...]
    joint: tuple[tuple[int, ...], ...] = field(default=())

    def shares(self, members: int) -> Iterator[tuple[UnitPlan, int]]:
        """Every unit with a union and the number of its members, heavier units getting more."""
        staffed = [unit for unit in (*self.direct, *self.schools) if unit.has_union]
        whole = sum(unit.weight for unit in staffed)
        for unit in staffed:
            yield unit, max(3, members * unit.weight // whole)


def draw(seed: int, end: date) -> Province:
    """The province of ``seed`` whose five years end on ``end``."""
    random = Random(seed)  # noqa: S311 -- a demonstration must repeat itself, not hide
    start = end.replace(year=end.year - 5)
    return Province(
        start=start,
        end=end,
        direct=tuple(_direct_units(random, start, end)),
        schools=tuple(_schools(random, start, end)),
    )


def _direct_units(random: Random, start: date, end: date) -> Iterator[UnitPlan]:
    yield UnitPlan(
        "示例大学", "university", "public", "city", f"{PROVINCE_CODE}0101", date(1952, 9, 1),
        founded_on=date(1956, 5, 1), branches=BRANCHES[:10], weight=1500, direct=True,
    )  # fmt: skip
    kinds = (("university", 148, 90), ("institute", 42, 40), ("company", 39, 25))
    for kind, many, weight in kinds:
        for number in range(1, many + 1):
            yield _direct_unit(random, kind, number, weight, (start, end))


def _direct_unit(
    random: Random, kind: str, number: int, weight: int, period: tuple[date, date]
) -> UnitPlan:
    city = random.randrange(len(CITIES))
    label = {"university": "示例学院", "institute": "示例研究所", "company": "示例教育服务中心"}[
        kind
    ]
    opened = _day(random, date(1950, 1, 1), date(2015, 12, 31))
    late = random.random() < 0.05
    founded = _day(random, *period) if late else opened + timedelta(days=random.randrange(90, 900))
    count = random.randrange(4, 9) if kind == "university" else 0
    return UnitPlan(
        f"{CITIES[city]}第{chinese(number)}{label}",
        kind,
        "private" if kind == "university" and random.random() < 0.15 else "public",
        "city",
        _region(random, city),
        opened,
        founded_on=founded,
        branches=tuple(random.sample(BRANCHES, count)),
        weight=random.randrange(weight // 3, weight * 2),
        city=city,
        direct=True,
    )


def _schools(random: Random, start: date, end: date) -> Iterator[UnitPlan]:
    for city in range(len(CITIES)):
        for number in range(1, 37):
            yield _school(random, city, number, (start, end))


def _school(random: Random, city: int, number: int, period: tuple[date, date]) -> UnitPlan:
    start, end = period
    private = number > 16
    kindergarten = number % 2 == 0
    fresh = private and random.random() < 0.2
    opened = _day(random, start, end) if fresh else _day(random, date(1990, 1, 1), start)
    closes = private and random.random() < 0.08
    founded = _founded(random, private, opened, period)
    label = ("民办示例幼儿园" if private else "示例幼儿园") if kindergarten else (
        "民办示例学校" if private else "示例中心小学"
    )  # fmt: skip
    closed = _day(random, max(opened, start) + timedelta(days=1), end) if closes else FOREVER
    return UnitPlan(
        f"{CITIES[city]}第{chinese(number)}{label}",
        "kindergarten" if kindergarten else "school",
        "private" if private else "public",
        random.choice(("city", "town", "rural")),
        _region(random, city),
        opened,
        closed_on=closed,
        founded_on=founded if founded < closed else FOREVER,
        weight=random.randrange(10, 40),
        city=city,
        exempt="仅寒暑假办班，无固定教职工" if private and random.random() < 0.03 else "",
    )


def _founded(random: Random, private: bool, opened: date, period: tuple[date, date]) -> date:
    """Public schools founded their unions long ago; private ones mostly during the five years."""
    start, end = period
    if not private:
        return opened + timedelta(days=random.randrange(60, 700))
    draw_of = random.random()
    if draw_of < 0.42 and opened < start:
        return _day(random, opened, start)
    if draw_of < 0.78:
        return _day(random, max(opened, start) + timedelta(days=1), end + timedelta(days=2))
    return FOREVER


def _region(random: Random, city: int) -> str:
    return f"{PROVINCE_CODE}{city + 1:02d}{random.randrange(1, len(COUNTIES) + 1):02d}"


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange(max(1, (last - first).days)))


def chinese(number: int) -> str:
    """A whole number below 1000 in Chinese, as ordinals in names are written."""
    if number <= 10:
        return ORDINALS[number - 1]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{ORDINALS[hundreds - 1]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else ORDINALS[tens - 1]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (ORDINALS[ones - 1] if ones else "")
