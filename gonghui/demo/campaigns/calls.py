"""Which campaigns there were, at the size of a real review, and on which days each of them stood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from gonghui.engines.campaigns.actions.past import Diary
from gonghui.engines.campaigns.api import Plan, programmes
from gonghui.kernel.lib.calendar import is_working_day, public_notice_period

Groups = Mapping[str, int]
LONGEST = timedelta(days=135)
"""From the call to the archive, rest days included."""
ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Call:
    """A programme and its editions.

    Attributes:
        programme: key of the shipped file.
        opens: month and day of the call.
        editions: how many were honoured in each group, the oldest edition first.
        every: years between two editions.
        ago: years since the newest.
        where: "direct" unions, their "branches", "schools" in towns and villages, or all "city" schools.
        site: what a site, team or work is called after its unit.
        others: not selected in each edition.
        first: ordinal of the oldest edition; 0 where editions are called by their year.
        stages: settings by kind or label that the call of then changed; None leaves the stage out.
        plan: parts of the plan that it changed.
        place: kind of the place that the title stands for.
    """

    programme: str
    opens: tuple[int, int]
    editions: tuple[Groups, ...]
    every: int = 1
    ago: int = 0
    where: str = "direct"
    site: str = ""
    others: int = 2
    first: int = 0
    stages: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    plan: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""


ONE_ROUND = {
    "初选评审": None,
    "初选排名": None,
    "网络投票": None,
    "终选评审": {"weight": "100"},
}
"""Teacher of the year as it was called then: two rounds, no vote."""
SMALL_HOME = {
    "title": "星级职工小家评选",
    "series": {"key": "star-small-home", "name": "星级职工小家"},
}

CALLS = (
    Call(
        "innovation_studio", (2, 10),
        ({"创新工作室": 21}, {"创新工作室": 20}, {"创新工作室": 20}, {"创新工作室": 20}),
        site="劳模和工匠人才创新工作室", others=3,
    ),
    Call(
        "rural_young_teachers", (4, 20), ({"乡村优秀青年教师": 90},) * 4, where="schools", others=7,
    ),
    Call(
        "teacher_of_the_year", (5, 6),
        ({"个人": 12, "团队": 2}, {"个人": 12, "团队": 2}, {"个人": 10, "团队": 2}),
        where="city", site="教学团队", stages=ONE_ROUND,
    ),
    Call(
        "star_home", (3, 1), ({"职工之家": 12}, {"职工之家": 11}, {"职工之家": 11}, {"职工之家": 11}),
        place="home",
    ),
    Call(
        "star_home", (3, 20), ({"职工之家": 8}, {"职工之家": 7}), where="branches", plan=SMALL_HOME,
        place="small_home", others=1,
    ),
    Call(
        "rural_home", (8, 15), ({"乡村学校": 24},) * 4, where="schools", others=3,
        place="rural_home",
    ),
    Call(
        "health_station", (6, 1), ({"职工健康服务站": 17}, {"职工健康服务站": 16}, {"职工健康服务站": 16}),
        site="健康驿站", place="health_station",
    ),
    Call(
        "nursing_room", (1, 10), ({"爱心母婴室": 14}, {"爱心母婴室": 12}), site="爱心母婴室",
        place="nursing_room",
    ),
    Call("speech_contest", (2, 20), ({"决赛": 36},) * 3, every=2, where="city", others=1, first=4),
    Call("digital_skills", (7, 1), ({"个人赛": 60},), others=20),
    Call("skills_contest", (4, 8), ({"职工组": 12},), others=4),
    Call("youth_teaching_contest", (3, 12), ({"文科组": 12, "理科组": 12},), ago=3, others=4),
    Call("school_teaching_contest", (4, 2), ({"小学组": 13},), ago=2, where="city", others=3),
)  # fmt: skip


def days_of(call: Call, end: date) -> list[date]:
    """When each edition was called, the newest as late as it is over by ``end``."""
    month, day = call.opens
    newest = date(end.year, month, day)
    if newest + LONGEST > end:
        newest = date(end.year - 1, month, day)
    newest = newest.replace(year=newest.year - call.ago)
    back = range(len(call.editions) - 1, -1, -1)
    found = [date(newest.year - call.every * years, month, day) for years in back]
    start = end.replace(year=end.year - 5)
    if found[0] < start:
        found = [date(newest.year - years, month, day) for years in back]
    return found


def plan_of(call: Call, groups: Groups) -> Plan:
    """The programme as it was called then."""
    plan = programmes.get(call.programme).plan
    stages = list(_stages(plan, call, groups))
    categories = tuple(
        replace(each, places=groups[each.name]) for each in plan.categories if each.name in groups
    )
    ratios = tuple(each for each in plan.composition if each.category in ("", *groups))
    changes = dict(call.plan)
    if "series" in changes:
        changes["series"] = replace(plan.series, **changes["series"])
    return replace(plan, stages=tuple(stages), categories=categories, composition=ratios, **changes)


def _stages(plan: Plan, call: Call, groups: Groups) -> Iterator[Any]:
    for stage in plan.stages:
        changed = call.stages.get(stage.label, call.stages.get(stage.kind, {}))
        if changed is None:
            continue
        settings = {**stage.settings, **changed}
        if stage.kind == "slate":
            settings = slate_of(settings, groups)
        yield replace(stage, settings=settings)


def slate_of(settings: Mapping[str, Any], groups: Groups) -> dict[str, Any]:
    """The slate by places: grades keep their shares of what the programme has, in each group apart."""
    wanted: dict[str, list[tuple[str, int]]] = {}
    for text in settings.get("grades") or ():
        name, count = text.rsplit(" ", 1)
        group, sign, _grade = name.rpartition("：")
        if not sign or group in groups:
            wanted.setdefault(group, []).append((name, int(count)))
    most = max(groups.values())
    grades = [
        text for group, each in wanted.items() for text in _shared(each, groups.get(group, most))
    ]
    return {**settings, "grades": grades} if wanted else dict(settings)


def _shared(wanted: Sequence[tuple[str, int]], places: int) -> list[str]:
    """Grades with their numbers, fewer where there are fewer places."""
    whole = sum(count for _name, count in wanted)
    if places >= whole:
        return [f"{name} {count}" for name, count in wanted]
    shares = [(name, ceil(count * places / whole)) for name, count in wanted[:-1]]
    shares.append((wanted[-1][0], places - sum(count for _name, count in shares)))
    return [f"{name} {count}" for name, count in shares]


def diary_of(opened_on: date) -> Diary:
    """The days of an edition, on working days, each stage as long as usual."""
    entered = _working(opened_on + timedelta(days=25))
    agreed = _working(entered + timedelta(days=2))
    reported = _working(public_notice_period(agreed).last_day + timedelta(days=1))
    accepted = _working(reported + timedelta(days=5))
    checked = _working(accepted + timedelta(days=12))
    ranked = _working(checked + timedelta(days=14))
    listed = _working(ranked + timedelta(days=3))
    posted = _working(listed + timedelta(days=1))
    closed = _working(public_notice_period(posted).last_day + timedelta(days=1))
    decided = _working(closed + timedelta(days=2))
    return Diary(
        opened_on=_working(opened_on),
        entered_on=entered,
        agreed_on=agreed,
        reported_on=reported,
        accepted_on=accepted,
        checked_on=checked,
        ranked_on=ranked,
        listed_on=listed,
        posted_on=posted,
        closed_on=closed,
        decided_on=decided,
        archived_on=_working(decided + timedelta(days=10)),
    )


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def edition_name(call: Call, number: int, year: int) -> str:
    """第五届, or 2025年度."""
    return f"第{ORDINALS[call.first + number - 2]}届" if call.first else f"{year}年度"


def all_editions(end: date, calls: Sequence[Call] = CALLS) -> list[tuple[Diary, Call, int]]:
    """Every edition with its days and its place among those of the call, in order of the decisions."""
    found = [
        (diary_of(day), call, number)
        for call in calls
        for number, day in enumerate(days_of(call, end))
    ]
    return sorted(found, key=lambda each: (each[0].decided_on, each[1].programme))
