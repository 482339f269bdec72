"""A year of the leadership's work: contact points and visits, one batch of issues, the first agenda.

Everything goes through the actions of the room, as the cadres of the demonstration would do it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.demo.plan import Province, chinese
from gonghui.demo.territory import Territory
from gonghui.engines.casework.api import Case, cases_of, take_step, take_steps
from gonghui.kernel.access.api import User
from gonghui.kernel.documents.api import OfficialDocument, Paragraph, render_docx
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.api import (
    Trip,
    add_item,
    add_rule,
    add_task,
    adjust_point,
    advance_topic,
    enrol_leader,
    enter_meeting,
    file_report,
    finish_task,
    log_progress,
    name_point,
    open_batch,
    pool_topic,
    raise_problem,
    record_visit,
    reopen_item,
    schedule_topic,
)

POINTS = 23
LEADERS = (
    ("周示", "党组书记、主席"),
    ("吴范", "常务副主席"),
    ("郑样", "副主席"),
    ("钱例", "副主席"),
    ("孙模", "经审委主任"),
    ("李虚", "二级巡视员"),
)
ROUNDS = 4
PROBLEMS = (
    "教职工活动场地不足，希望协调共用周边高校场馆",
    "新进青年教师住房困难",
    "职工疗休养名额偏少",
    "工会专职干部配备不到位",
)
ITEMS, CLOSED, CLAIMED, LASTING, WAITING, RULES = 46, 28, 5, 6, 1, 18
CATEGORIES = ("政治建设", "作风建设", "制度执行", "选人用人", "财务管理", "服务基层")
DEPARTMENTS = ("办公室", "组织部", "宣教部", "权益部", "财务部")
MEETINGS, WITHOUT = 12, 5
THEMES = ("教育强国建设", "弘扬教育家精神", "产业工人队伍建设", "基层减负", "安全生产")


def write_stewardship(plan: Province, territory: Territory) -> int:
    """Write all of it; returns how many visits, issues and meetings."""
    visits = _write_visits(plan, territory)
    items = _write_batch(plan, territory)
    return visits + items + _write_agenda(plan, territory)


def _write_visits(plan: Province, territory: Territory) -> int:
    province = User.objects.get(username="province")
    since = plan.end - timedelta(days=700)
    leaders = [
        enrol_leader(
            actor=province,
            union=territory.federation,
            name=name,
            duty=duty,
            valid_from=since,
            is_head=order == 0,
            user=User.objects.get(username="leader") if order == 0 else None,
        )
        for order, (name, duty) in enumerate(LEADERS)
    ]
    points: dict[int, list[Any]] = {order: [] for order in range(len(leaders))}
    *chosen, spare = _universities(plan, territory)
    for order, union in enumerate(chosen):
        leader = leaders[order % len(leaders)]
        point = name_point(
            actor=province,
            leader=leader,
            union=union,
            valid_from=since,
            theme="联系服务教职工",
            document_no=f"示教科工〔{since.year}〕9号",
        )
        if order == 0:
            change = {"on": plan.end - timedelta(days=400), "reason": "领导分工调整"}
            point = adjust_point(actor=province, point=point, union=spare, **change)
        points[order % len(leaders)].append(point)
    made = 0
    for order, leader in enumerate(leaders):
        for turn, day in enumerate(_days(plan.end, order)):
            made += _write_visit(province, leader, points[order], day, turn, made)
        if order % 3 != 2:
            title = "高校工会服务青年教师情况调研"
            file_report(actor=province, leader=leader, year=plan.end.year, title=title)
    return made


def _universities(plan: Province, territory: Territory) -> list[Union]:
    """Universities outside the capital that still stand: one more than points, to replace one."""
    names = [unit.name for unit in plan.direct if unit.kind == "university" and unit.city > 0]
    found = [territory.unions[name] for name in names if name in territory.unions]
    return [union for union in found if union.revoked_on == FOREVER][: POINTS + 1]


def _days(end: date, order: int) -> Iterator[date]:
    """First days of a leader's visits, in this calendar year: an earlier one is closed to entries."""
    for turn in range(ROUNDS):
        day = end - timedelta(days=4 + order + turn * 40)
        if day.year == end.year:
            yield day


def _write_visit(
    province: User, leader: Any, points: list[Any], day: date, turn: int, serial: int
) -> int:
    """Two days at one of the points; every second visit hears of a problem. Returns 1, or 0 without points."""
    if not points:
        return 0
    last = min(day + timedelta(days=1), date(day.year, 12, 31))
    trip = Trip(
        form=("call", "talk", "stay", "lecture")[turn % 4],
        theme=("看望教职工", "工会工作座谈", "蹲点调研", "宣讲精神")[turn % 4],
        first_day=day,
        last_day=last,
        people_met=12 + turn * 5,
        participants="办公室干部",
        meals_recorded=True,
    )
    point = points[turn % len(points)]
    visit = record_visit(actor=province, leader=leader, trip=trip, points=[point])
    if serial % 2 == 0:
        text = PROBLEMS[serial // 2 % len(PROBLEMS)]
        ticket = raise_problem(actor=province, visit=visit, union=point.union, text=text)
        _solve(ticket, day, steps=(5, 5, 3, 1)[serial // 2 % 4])
    return 1


def _solve(ticket: Any, day: date, steps: int) -> None:
    """Bring a problem so far along; the union that raised it rates."""
    due = day + timedelta(days=200)
    way: tuple[tuple[str, dict[str, Any]], ...] = (
        ("assign", {"handler": "own", "handler_name": "权益部", "due": due}),
        ("accept", {}),
        ("answer", {"answer": "已会同有关部门研究解决，办理情况已书面反馈。"}),
        ("rate", {"rating": "satisfied"}),
        ("close", {}),
    )
    for transition, fields in way[:steps]:
        case = cases_of(ticket).get()
        take_step(
            actor=SYSTEM,
            case=case,
            transition=transition,
            fields=fields,
            expected_state=case.state_id,
        )


def _write_batch(plan: Province, territory: Territory) -> int:
    """46 issues: 28 closed, some claimed, some for good, one that relapsed, one without a plan."""
    owner, supervisor = (User.objects.get(username=name) for name in ("province", "supervisor"))
    batch = open_batch(
        actor=supervisor,
        union=territory.federation,
        name=f"{plan.end.year}年巡视反馈",
        source="inspection",
        received_on=plan.end - timedelta(days=150),
        document_no=f"示巡反馈〔{plan.end.year}〕3号",
    )
    items = [_add_item(supervisor, owner, batch, plan.end, no) for no in range(1, ITEMS + 1)]
    first = LASTING + WAITING
    _step(supervisor, items[:LASTING], "approve_long_term")
    _step(supervisor, items[first:], "approve")
    done = items[first : first + CLOSED + 1 + CLAIMED]
    for order, item in enumerate(done):
        _prove(owner, item, plan.end)
        if order < RULES:
            title = f"{CATEGORIES[order % len(CATEGORIES)]}工作办法（第{chinese(order + 1)}项）"
            made_on = plan.end - timedelta(days=order)
            add_rule(actor=owner, item=item, title=title, made_on=made_on, revised=order % 3 == 0)
    _step(owner, done, "claim", note="措施已落实，佐证见附件。")
    _step(supervisor, done[: CLOSED + 1], "close")
    reopen_item(
        actor=supervisor,
        item=done[0],
        due=plan.end + timedelta(days=60),
        reason="回头看发现制度未执行到位",
    )
    return ITEMS


def _add_item(supervisor: User, owner: User, batch: Any, end: date, no: int) -> Any:
    """An issue; the first ones are for good, the next has no plan yet."""
    category = CATEGORIES[no % len(CATEGORIES)]
    facts: dict[str, Any] = {"category": category, "title": f"{category}方面第{chinese(no)}项"}
    if no <= LASTING or no > LASTING + WAITING:
        lasting = no <= LASTING
        facts |= {
            "kind": "long_term" if lasting else ("at_once", "dated")[no % 2],
            "measures": "召开专题会议研究，修订制度，明确责任，定期检查。",
            "target": "问题整改到位，制度有效执行",
            "owner_unit": DEPARTMENTS[no % len(DEPARTMENTS)],
            "owner": owner,
            "due_on": None if lasting else end + timedelta(days=no % 30 - 4),
        }
    wording = f"（演示）{category}方面存在落实不够到位的情况，第{no}条。"
    return add_item(actor=supervisor, batch=batch, item_no=no, wording=wording, **facts)


def _step(actor: User, items: list[Any], transition: str, note: str = "") -> None:
    keys = [item.case_id for item in items]
    cases = Case.objects.in_bulk(keys)
    take_steps(actor=actor, cases=[cases[key] for key in keys], transition=transition, note=note)


def _prove(owner: User, item: Any, day: date) -> None:
    upload = SimpleUploadedFile("整改佐证.docx", _evidence())
    log_progress(actor=owner, item=item, done_on=day, text="已修订制度并组织学习。", upload=upload)


_written: list[bytes] = []


def _evidence() -> bytes:
    """A page that says what it is; written once."""
    if not _written:
        body = (Paragraph("本文件为演示数据，用来说明整改佐证的样子。"),)
        paper = OfficialDocument(title="整改佐证（演示）", body=body, layout="plain")
        _written.append(render_docx(paper))
    return _written[0]


def _write_agenda(plan: Province, territory: Territory) -> int:
    """A meeting a month; all but one studied first."""
    province = User.objects.get(username="province")
    for number in range(1, MEETINGS + 1):
        day = plan.end - timedelta(days=(MEETINGS - number) * 29 + 3)
        meeting = enter_meeting(
            actor=province,
            union=territory.federation,
            meeting_no=f"第{number}次党组会",
            held_on=day,
            place="三楼会议室",
            chair=LEADERS[0][0],
            secretary="办公室",
            should_attend=7,
            present=6 if number % 4 == 0 else 7,
            absences="孙模，出差" if number % 4 == 0 else "",
        )
        if number != WITHOUT:
            _write_topic(province, meeting, day, number)
    return MEETINGS


def _write_topic(province: User, meeting: Any, day: date, number: int) -> None:
    theme = THEMES[number % len(THEMES)]
    topic = pool_topic(
        actor=province,
        union=meeting.union,
        theme=theme,
        source_title=f"关于{theme}的重要讲话（演示）",
        source_on=day - timedelta(days=6 + number),
        lead_reader=LEADERS[number % len(LEADERS)][0],
        speakers="党组成员",
        summary="结合工会工作逐项抓好落实。",
    )
    schedule_topic(actor=province, topic=topic, meeting=meeting)
    for state in ("scheduled", "reviewed", "held", "signed"):
        advance_topic(actor=province, topic=topic, expected=state)
    due = day + timedelta(days=25)
    task = add_task(
        actor=province, topic=topic, text=f"制定{theme}落实举措", owner_name="宣教部", due_on=due
    )
    if number < MEETINGS - 1:
        done = due + timedelta(days=3 if number == 2 else -2)
        finish_task(actor=province, task=task, done_on=done, done_note="已印发")
