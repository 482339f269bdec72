"""Writes the members of the demonstration province, with five years of coming and going.

People come in by the bulk path that importers use; it keeps the invariants of the single actions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gonghui.demo.names import identity_number, mobile, person_name
from gonghui.demo.plan import Province, UnitPlan
from gonghui.demo.territory import Territory
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.people.api import (
    EventKind,
    EventRow,
    NewMember,
    admission,
    admit_many,
    document_row,
    person_row,
)
from gonghui.kernel.unions.api import Union

EDUCATIONS = ("大学专科", "大学本科", "大学本科", "硕士研究生", "博士研究生")
DEGREES = ("", "学士", "学士", "硕士", "博士")
TITLES = ("助教", "讲师", "讲师", "副教授", "教授", "工程师", "一级教师", "高级教师", "馆员")
POLITICS = (
    "群众",
    "群众",
    "中共党员",
    "中共党员",
    "共青团员",
    "民盟盟员",
    "九三学社社员",
    "无党派人士",
)
GROUPS = ("其他", "回族", "满族", "苗族", "蒙古族")
FORMS = ("established", "established", "established", "agency_held", "contract", "dispatched")
FIRST_BIRTH = date(1962, 1, 1)
BIRTH_DAYS = (date(2003, 12, 31) - FIRST_BIRTH).days
SHARE_OF_WOMEN = 0.58


@dataclass
class _Numbers:
    """Identity numbers for the whole run: a serial for each day and sex, so that none comes twice."""

    used: dict[tuple[date, bool], int]
    phone: int = 0

    def identity(self, born: date, female: bool) -> str:
        serial = self.used.get((born, female), 0)
        self.used[born, female] = serial + 1
        return identity_number(serial, born, female)

    def mobile(self) -> str:
        self.phone += 1
        return mobile(100_000 + self.phone)


def write_members(
    plan: Province,
    territory: Territory,
    *,
    members: int,
    seed: int,
    progress: Callable[[int], None] = lambda _done: None,
) -> int:
    """Load about ``members`` people in one batch; returns how many there are.

    ``progress`` is called with the number of people done after every few thousand.
    """
    rows = _everybody(plan, territory, members, Random(seed + 1))  # noqa: S311 -- must repeat itself
    return len(admit_many(actor=SYSTEM, rows=rows, source="demo", progress=progress))


def _everybody(
    plan: Province, territory: Territory, members: int, random: Random
) -> Iterator[NewMember]:
    numbers = _Numbers({})
    for unit, many in plan.shares(members):
        union = territory.unions[unit.name]
        places = territory.branches[unit.name] or [union]
        for _each in range(many):
            yield _member(random, numbers, plan, unit, random.choice(places))


def _member(
    random: Random, numbers: _Numbers, plan: Province, unit: UnitPlan, union: Union
) -> NewMember:
    born = FIRST_BIRTH + timedelta(days=random.randrange(BIRTH_DAYS))
    female = random.random() < SHARE_OF_WOMEN
    level = random.randrange(len(EDUCATIONS))
    started = born.replace(year=born.year + 22, day=1) + timedelta(days=random.randrange(240))
    person = person_row(
        person_name(random),
        phone=numbers.mobile(),
        hardship="是" if random.random() < 0.01 else "",
        sex="F" if female else "M",
        born_on=born,
        ethnic_group="汉族" if random.random() < 0.95 else random.choice(GROUPS),
        political_status=random.choice(POLITICS),
        education=EDUCATIONS[level],
        degree=DEGREES[level],
        title=random.choice(TITLES),
        work_started_on=started,
        work_started_precision="M",
        model_worker=random.random() < 0.005,
    )
    document = document_row(DocumentType.RESIDENT_ID, numbers.identity(born, female))
    return NewMember(person, (document,), _history(random, plan, unit, union, started))


def _history(
    random: Random, plan: Province, unit: UnitPlan, union: Union, started: date
) -> tuple[EventRow, ...]:
    """Admission, and for one in twelve what came after it."""
    joined = _joined(random, plan, unit, started)
    facts = {
        "group_name": f"第{random.choice('一二三四')}小组",
        "employment": random.choice(FORMS),
        "staff_no": f"{random.randrange(10**7):07d}",
    }
    first = admission(union.pk, joined, **facts)
    end = min(plan.end, unit.closed_on - timedelta(days=1))
    if unit.closed_on < FOREVER:
        return (first, EventRow(EventKind.RETAIN, union.pk, end, note="单位停办"))
    chance = random.random()
    since = max(joined, plan.start)
    if chance > 0.085 or (end - since).days < 30:
        return (first,)
    kind = EventKind.RETAIN if chance < 0.05 else EventKind.LEAVE
    note = "退休" if kind == EventKind.RETAIN else "离职"
    day = since + timedelta(days=random.randrange(1, (end - since).days))
    return (first, EventRow(kind, union.pk, day, note=note))


def _joined(random: Random, plan: Province, unit: UnitPlan, started: date) -> date:
    """After the work began and the union was founded; one in four joined during the five years."""
    earliest = max(started, unit.founded_on)
    latest = min(plan.end, unit.closed_on - timedelta(days=40))
    if earliest >= latest:
        return min(unit.founded_on, latest) if unit.founded_on < latest else unit.founded_on
    opening = min(max(earliest, plan.start), latest)
    if random.random() < 0.25:
        return opening + timedelta(days=random.randrange(max(1, (latest - opening).days)))
    return earliest + timedelta(days=random.randrange(min(900, max(1, (latest - earliest).days))))
