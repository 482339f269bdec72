"""A province of any size for measuring: unions by bulk insert, members through the bulk path."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.identifiers import resident_check
from gonghui.kernel.people import api as people
from gonghui.kernel.unions import api as unions

FOUNDED = date(1995, 1, 1)
CITIES, COUNTIES, UNIVERSITIES, BRANCHES = 13, 8, 230, 20
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华玉红梅建国志永春海燕雪梦佳欣宇浩轩子涵思远晨晓东鹏飞龙云"
STAFF = 1000


def build_unions(schools: int) -> dict[str, list]:
    """Federation, cities, counties, schools, universities and their branches, by kind of place."""
    top = _insert([("示范省教育科技工会", "industrial", "320000")])[0]
    cities = _insert(
        [(f"第{at}市教育工会", "industrial", f"32{at + 1:02d}00") for at in range(CITIES)]
    )
    counties = _insert([(f"第{at}县教育工会", "industrial", "") for at in range(CITIES * COUNTIES)])
    made = _insert([(f"第{at}学校工会", "grassroots", "") for at in range(schools)])
    universities = _insert([(f"第{at}大学工会", "grassroots", "") for at in range(UNIVERSITIES)])
    branches = _insert([(f"第{at}分工会", "branch", "") for at in range(UNIVERSITIES * BRANCHES)])
    edges = [("guides", top, one) for one in cities] + [("leads", top, one) for one in universities]
    edges += [("leads", cities[at // COUNTIES], one) for at, one in enumerate(counties)]
    edges += [("leads", counties[at % len(counties)], one) for at, one in enumerate(made)]
    edges += [("leads", universities[at // BRANCHES], one) for at, one in enumerate(branches)]
    unions.Edge.objects.bulk_create(
        unions.Edge(kind=kind, upper=upper, lower=lower, valid_from=FOUNDED, valid_to=FOREVER)
        for kind, upper, lower in edges
    )
    unions.rebuild_placements(actor=SYSTEM)
    fresh = unions.Union.objects.in_bulk()
    groups = {"top": [top], "cities": cities, "schools": made, "universities": universities}
    groups["branches"] = branches
    return {key: [fresh[one.pk] for one in group] for key, group in groups.items()}


def _insert(rows: list[tuple[str, str, str]]) -> list:
    return unions.Union.objects.bulk_create(
        unions.Union(
            name=name, kind=kind, region_code=region, founded_on=FOUNDED, path="", lead_path=""
        )
        for name, kind, region in rows
    )


def build_units() -> None:
    """A unit for every school and university, and one in five without a union; a quarter are private."""
    rows = unions.Union.objects.filter(kind="grassroots").order_by("pk")
    schools = list(rows.values_list("pk", flat=True))
    units = unions.Unit.objects.bulk_create(
        unions.Unit(
            name=f"第{at}单位",
            kind=("school", "kindergarten")[at % 2],
            ownership="private" if at % 4 == 3 else "public",
            region_code=f"32{at % CITIES + 1:02d}00",
            opened_on=FOUNDED,
            staff_total=300,
        )
        for at in range(len(schools) * 5 // 4)
    )
    unions.UnitStanding.objects.bulk_create(
        unions.UnitStanding(unit=unit, status="running", valid_from=FOUNDED, valid_to=FOREVER)
        for unit in units
    )
    unions.Coverage.objects.bulk_create(
        unions.Coverage(
            unit=unit, union_id=pk, valid_from=date(2000 + pk % 20, 1, 1), valid_to=FOREVER
        )
        for unit, pk in zip(units, schools, strict=False)
    )


def build_members(places: dict[str, list], number: int, seed: int = 1) -> None:
    """``number`` members: 45 % at universities' branches, the rest at schools, in chunks of 100,000."""
    done = 0
    rows = member_rows(places, number, random.Random(seed))
    while done < number:
        chunk = islice(rows, min(100_000, number - done))
        done += len(people.admit_many(actor=SYSTEM, rows=chunk))


def member_rows(places: dict[str, list], number: int, chance: random.Random) -> Iterator:
    """Invented people; every 20th was transferred once, every 10th is retained."""
    sealed = cycle([people.document_row("resident_id", make_id(at)) for at in range(500)])
    phones = cycle([people.person_row("甲", phone=f"138{at:08d}") for at in range(500)])
    branches, schools = places["branches"], places["schools"]
    for at in range(number):
        place = chance.choice(branches if at % 20 < 9 else schools).pk
        name = chance.choice(SURNAMES[: 5 + at % 45]) + chance.choice(GIVEN)
        name += chance.choice(GIVEN) if at % 3 else ""
        phone = next(phones)
        person = people.PersonRow(
            name,
            *people.name_columns(name),
            sex="F" if at % 5 < 3 else "M",
            born_on=date(1960, 1, 1) + timedelta(days=at % 14000),
            phone=phone.phone,
            phone_hash=people.phone_hash(f"139{at:08d}"),
            title=("讲师", "副教授", "教授", "一级教师", "")[at % 5],
        )
        document = next(sealed)._replace(doc_hash=people.document_hash(make_id(at)))
        yield people.NewMember(person, (document,), _events(at, place, schools, chance))


def _events(at: int, place: int, schools: list, chance: random.Random) -> tuple:
    joined = date(2005, 1, 1) + timedelta(days=chance.randrange(6000))
    facts = {"duty": "教师", "staff_no": f"S{at:07d}", "employment": "established"}
    events = [people.admission(place, joined, **facts)]
    if at % 10 == 0:
        events.append(people.EventRow("retain", place, joined + timedelta(days=1500)))
    elif at % 20 == 1:
        out = joined + timedelta(days=900)
        events.append(people.EventRow("transfer_out", place, out))
        new = chance.choice(schools).pk if at % 40 == 1 else place
        events.append(people.EventRow("transfer_in", new, out + timedelta(days=20)))
    return tuple(events)


def make_id(number: int) -> str:
    """A resident ID of region 3299xx that no office issued; different for every number below 36 million."""
    day = date(1960, 1, 1) + timedelta(days=number // STAFF % 14000)
    first = f"3299{number // (STAFF * 14000):02d}{day:%Y%m%d}{number % STAFF:03d}"
    return first + resident_check(first)
