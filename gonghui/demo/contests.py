"""The labour contest of the defence project, and results that the province's people brought home from elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gonghui.demo.clock import at
from gonghui.demo.drawing import Draw
from gonghui.demo.honours import CONTEST
from gonghui.demo.papers import paper
from gonghui.engines.casework.api import take_step
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import Union
from gonghui.rooms.contests.api import (
    add_dimension,
    add_milestone,
    case_of,
    contest_of,
    list_contest,
    propose_contest,
    reach_milestone,
    record_merit,
    record_result,
    score_period,
)

MONTH = timedelta(days=30)
COMPETE = ("比质量", "比进度", "比创新")
GUARANTEE = ("保安全", "保保密", "保廉洁")
"""Three and three; their wording differs per project, so the contest itself holds them."""
NODES = ("方案评审", "首件下线", "分系统联调", "整机试验", "鉴定验收")
MERITS = (
    ("person", "first", "攻克关键工艺，提前完成首件"),
    ("person", "second", "改进测试方法，缩短联调时间"),
    ("person", "second", "带教青年骨干，保障整机试验"),
    ("team", "first", "整机试验一次通过"),
    ("team", "third", "现场保密管理无差错"),
)


@dataclass(frozen=True)
class Result:
    """So many first prizes of a contest outside."""

    contest: str
    count: int
    grade: str
    rank: int | None = None


RESULTS = (
    Result("youth-teaching-contest-nation", 8, "一等奖"),
    Result("school-teaching-contest-nation", 3, "一等奖"),
    Result("skills-contest-nation", 1, "金奖", rank=1),
)
WORKS = (
    ("ten-innovation-results", "高温合金叶片精密成形工艺"),
    ("ten-innovation-results", "水稻抗逆新品种选育与推广"),
    ("ten-patents", "一种便携式教学实验装置"),
)


def write_labour_contest(leading: Union, draw: Draw, end: date) -> str:
    """The contest from the proposal to the archive, without technical detail; returns its name."""
    begins, ends = end - 30 * MONTH, end - 6 * MONTH
    with at(begins - MONTH):
        contest = _propose(leading, begins, ends)
    with at(begins):
        _step(contest, "submit")
        _step(contest, "list", document_no=f"示教科工〔{begins.year}〕3号", listed_on=begins)
        _list(contest, begins)
        _step(contest, "start", started_on=begins)
    for number, node in enumerate(contest.milestones.order_by("planned_on")):
        late = 6 if number == 2 else 0
        with at(node.planned_on + timedelta(days=late)):
            reach_milestone(
                actor=SYSTEM, milestone=node, actual_on=node.planned_on + timedelta(days=late)
            )
    with at(ends):
        _score(contest, begins, ends)
        _merits(contest, leading, draw, ends)
        _step(contest, "accept", accepted_on=ends)
        _step(contest, "commend", document_no=f"示教科工〔{ends.year}〕8号")
        _step(contest, "archive")
    return contest.name


def _propose(leading: Union, begins: date, ends: date) -> Any:
    case = propose_contest(
        actor=SYSTEM,
        union=leading,
        name=CONTEST,
        project="现代国防重点装备研发项目",
        sponsor=leading.name.removesuffix("工会"),
        sector="国防装备",
        begins_on=begins,
        ends_on=ends,
        workers=860,
        enrolled=802,
        redacted=True,
    )
    contest = contest_of(case)
    step = (ends - begins) / len(NODES)
    for number, name in enumerate(NODES, 1):
        planned = begins + step * number - timedelta(days=20)
        add_milestone(actor=SYSTEM, contest=contest, name=name, planned_on=planned)
    for kind, names, weight in (("compete", COMPETE, 20), ("guarantee", GUARANTEE, 0)):
        for place, name in enumerate(names):
            share = Decimal(weight) if weight else Decimal((14, 13, 13)[place])
            add_dimension(actor=SYSTEM, contest=contest, name=name, kind=kind, weight=share)
    return contest


def _list(contest: Any, on: date) -> None:
    """Province first, then the nation."""
    for kind, number in (("province", "示总工〔%d〕11号"), ("nation", "全总示〔%d〕4号")):
        list_contest(
            actor=SYSTEM, contest=contest, kind=kind, listed_on=on, document_no=number % on.year
        )


def _step(contest: Any, transition: str, **fields: Any) -> None:
    case = case_of(contest)
    take_step(
        actor=SYSTEM,
        case=case,
        transition=transition,
        fields=fields,
        expected_state=case.state_id,
    )


def _score(contest: Any, begins: date, ends: date) -> None:
    """Half-year by half-year, a little better each time."""
    for place, dimension in enumerate(contest.dimensions.order_by("pk")):
        for number, (first, last) in enumerate(_half_years(begins, ends)):
            score_period(
                actor=SYSTEM,
                dimension=dimension,
                period_from=first,
                period_to=last,
                points=Decimal(86 + place + 2 * number),
            )


def _half_years(begins: date, ends: date) -> Iterator[tuple[date, date]]:
    step = (ends - begins) // 4
    for number in range(4):
        first = begins + step * number
        yield first, ends if number == 3 else first + step - timedelta(days=1)


def _merits(contest: Any, leading: Union, draw: Draw, on: date) -> None:
    people = [person for _union, person in draw.people([leading], 3)]
    for kind, grade, deed in MERITS:
        person = people.pop() if kind == "person" else None
        record_merit(
            actor=SYSTEM,
            contest=contest,
            union=leading,
            holder_name=person.name if person else "总装集成班组",
            person=person,
            holder_kind=kind,
            deed=deed,
            grade=grade,
            granted_on=on,
        )


def write_results(
    cadre: Any, federation: Union, unions: Sequence[Union], draw: Draw, end: date
) -> int:
    """Prizes from national and provincial contests, each with its certificate; returns how many."""
    for result in RESULTS:
        for place, (union, person) in enumerate(draw.people(unions, result.count)):
            on = date(end.year - 1 - place % 4, 9, 20)
            _record(
                cadre, federation, union, on, result.contest,
                holder_name=person.name, person=person, grade=result.grade, rank=result.rank,
            )  # fmt: skip
    for place, (key, name) in enumerate(WORKS):
        on = date(end.year - 1 - place, 10, 12)
        _record(cadre, federation, unions[place], on, key, holder_name=name)
    return sum(result.count for result in RESULTS) + len(WORKS)


def _record(
    cadre: Any, federation: Union, union: Union, on: date, contest: str, **facts: Any
) -> None:
    """One result with its certificate."""
    unit = union.name.removesuffix("工会")
    record_result(
        actor=cadre,
        kept_by=federation,
        union=union,
        contest=contest,
        granted_on=on,
        holder_unit_name=unit,
        evidence=paper("获奖证书", facts["holder_name"], unit, f"{on:%Y年%m月}"),
        **facts,
    )
