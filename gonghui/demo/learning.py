"""Five years of trainings at the size of a real review, imported as old lists are; chairs; one open training.

More than two thousand distinct persons from the provincial level on, and half as many person-times more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gonghui.demo.accounts import FLAGSHIP
from gonghui.demo.plan import Province
from gonghui.demo.territory import Territory
from gonghui.engines.campaigns.api import Level
from gonghui.kernel.access.api import User
from gonghui.kernel.lib.actions import SYSTEM, action
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.api import Person, present_members
from gonghui.kernel.unions.api import Union, fill_office, present_term
from gonghui.rooms.learning.api import (
    PastEvent,
    PastRecord,
    draft_event,
    import_records,
    nominate,
    publish_event,
    set_seats,
)

PERSONS = 2_058
YEARS = 5
TIMES = (1, 1, 1, 1, 1, 2, 2, 3)
"""How many high trainings a person attended, drawn evenly."""
LATER = ("completed",) * 30 + ("incomplete", "absent")
DUTIES = ("工会主席", "工会副主席", "工会委员", "分工会主席", "经审委员", "女职工委员")
CHAIRS_TRAINED = 4
"""All but one chair in so many are drawn from those who were trained."""


@dataclass(frozen=True)
class Kind:
    """Trainings of one organiser: so many a year, so many days, about these themes."""

    organiser_level: int
    organiser: str
    a_year: int
    days: int
    titles: tuple[str, ...]


HIGH = (
    Kind(Level.NATION, "中国教科文卫体工会", 2, 5, ("全国教科文卫体系统工会干部培训班",)),
    Kind(
        Level.PROVINCE,
        "示范省总工会",
        8,
        3,
        (
            "全省工会主席培训班",
            "全省工会财务经审干部培训班",
            "全省女职工工作培训班",
            "全省数字工会培训班",
        ),
    ),
)
LOWER = (
    Kind(
        Level.INDUSTRY,
        "示范省教育科技工会",
        3,
        2,
        ("教科技系统工会干部培训班", "教代会代表履职培训班"),
    ),
)


def write_learning(plan: Province, territory: Territory, seed: int) -> int:
    """Import the trainings, fill the chairs, open one training; returns the person-times imported."""
    cadre = User.objects.get(username="province")
    random = Random(seed)  # noqa: S311 -- a demonstration must repeat itself, not hide
    people = _people(territory, random)
    records = [*_high(plan, people[:PERSONS], random), *_lower(plan, people, random)]
    made = import_records(actor=cadre, kept_by=territory.federation, records=records)
    _fill_chairs(territory, people)
    _open_training(plan, territory, cadre)
    return len(made)


@dataclass(frozen=True)
class Somebody:
    """A member with the union they are counted at."""

    person: Person
    union: Union


def _people(territory: Territory, random: Random) -> list[Somebody]:
    """Members of living unions and their branches in an order drawn by the seed."""
    homes = {
        union.pk: home
        for name, home in territory.unions.items()
        if home.revoked_on == FOREVER
        for union in (home, *territory.branches[name])
    }
    rows = present_members().filter(union__in=homes).order_by("pk")
    found = [
        Somebody(Person(pk=pk, name=name), homes[union])
        for pk, name, union in rows.values_list("person", "person__name", "union")
    ]
    random.shuffle(found)
    return found


def _events(plan: Province, kinds: tuple[Kind, ...]) -> list[PastEvent]:
    """Every training of the five years, the earliest first."""
    last = plan.end.replace(day=1)
    return [
        _event(kind, number, date(last.year - year, 1, 1) + timedelta(days=17 + 41 * number))
        for year in range(YEARS, 0, -1)
        for kind in kinds
        for number in range(kind.a_year)
    ]


def _event(kind: Kind, number: int, day: date) -> PastEvent:
    round_no = number // len(kind.titles) + 1
    suffix = f"（第{round_no}期）" if kind.a_year > len(kind.titles) else ""
    return PastEvent(
        title=f"{day.year}年{kind.titles[number % len(kind.titles)]}{suffix}",
        organiser_level=kind.organiser_level,
        organiser_name=kind.organiser,
        starts_on=day,
        ends_on=day + timedelta(days=kind.days - 1),
        hours=Decimal(kind.days * 8),
        document_no=f"示教科工办〔{day.year}〕{number + 1}号",
    )


def _high(plan: Province, people: list[Somebody], random: Random) -> Iterator[PastRecord]:
    """Everybody completed their first one, so that distinct persons are as many as were drawn."""
    events = [each for each in _events(plan, HIGH) if each.starts_on > plan.start]
    for who in people:
        chosen = random.sample(events, random.choice(TIMES))
        for place, event in enumerate(chosen):
            yield _record(event, who, random, random.choice(LATER) if place else "completed")


def _lower(plan: Province, people: list[Somebody], random: Random) -> Iterator[PastRecord]:
    for event in _events(plan, LOWER):
        for who in random.sample(people, min(50, len(people))):
            yield _record(event, who, random, random.choice(LATER))


def _record(event: PastEvent, who: Somebody, random: Random, status: str) -> PastRecord:
    return PastRecord(
        event=event,
        union=who.union,
        name=who.person.name,
        person=who.person,
        unit_name=who.union.name.removesuffix("工会"),
        duty=random.choice(DUTIES),
        status=status,
        hours=event.hours if status == "completed" else Decimal(0),
    )


@action
def _fill_chairs(territory: Territory, people: list[Somebody]) -> None:
    """A chair for every living union with a term, most of them among the trained."""
    trained: dict[int, list[Somebody]] = {}
    others: dict[int, list[Somebody]] = {}
    for place, who in enumerate(people):
        (trained if place < PERSONS else others).setdefault(who.union.pk, []).append(who)
    for place, union in enumerate(territory.unions.values()):
        first, second = (trained, others) if place % CHAIRS_TRAINED else (others, trained)
        found = first.get(union.pk) or second.get(union.pk)
        term = present_term(union)
        if found and term:
            fill_office(
                actor=SYSTEM,
                union=union,
                person=found[0].person,
                kind="chair",
                on=term.started_on,
                filled_by="选举",
            )


def _open_training(plan: Province, territory: Territory, cadre: User) -> None:
    """A training that takes names now; the flagship has sent more than it has seats."""
    flagship = territory.unions[FLAGSHIP]
    other = User.objects.get(username="university2").posts.get().union
    event = draft_event(
        actor=cadre,
        union=territory.federation,
        first="am",
        last="pm",
        title=f"{plan.end.year}年教科技系统工会干部能力提升培训班",
        organiser_name=territory.federation.name,
        organiser_level=Level.INDUSTRY,
        themes=["union_work", "digital"],
        starts_on=plan.end + timedelta(days=20),
        ends_on=plan.end + timedelta(days=22),
        enrol_until=plan.end + timedelta(days=10),
        place="示范省总工会干部学校",
    )
    set_seats(actor=cadre, event=event, seats={flagship.pk: 2, other.pk: 2})
    publish_event(actor=cadre, event=event)
    officer = User.objects.get(username="university")
    rows = present_members().filter(union__in=territory.branches[FLAGSHIP]).order_by("-pk")
    for row in rows[:3]:
        nominate(actor=officer, event=event, person=row.person, duty="分工会主席")
