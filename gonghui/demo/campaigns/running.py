"""Campaigns under way, made by the actions of those concerned, so that every desk has something to do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gonghui.demo.accounts import FLAGSHIP
from gonghui.demo.campaigns.calls import Call, diary_of, plan_of
from gonghui.demo.campaigns.past import Candidate, Scene, posting_of
from gonghui.demo.campaigns.walking import (
    agree,
    begin,
    call,
    check,
    close_up_to,
    days,
    enter,
    finish_notice,
    fresh,
    rubric_of,
    score,
    step,
)
from gonghui.demo.clock import at
from gonghui.demo.territory import Territory
from gonghui.engines.campaigns.actions.notices import post_notice
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.slates import Meeting, propose_slate, record_deliberation
from gonghui.engines.campaigns.api import (
    Campaign,
    Entry,
    StageKind,
    change_entry,
    enter_candidate,
    programmes,
)
from gonghui.kernel.access.api import User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.calendar import public_notice_period
from gonghui.rooms.homes.actions.ratings import Terms
from gonghui.rooms.homes.api import open_rating

MEDAL, WINNER = "五一劳动奖章", "竞赛获奖者"
MEDALS = Call("may_day_medals", (1, 1), ({MEDAL: 20, WINNER: 3},))
TEAM = "工人先锋号"
TEAMS = Call("pioneer_teams", (1, 1), ({TEAM: 6},), site="创新团队")
LESSONS = Call("youth_teaching_contest", (1, 1), ({"文科组": 3, "理科组": 3},))
PERSON = Call(
    "teacher_of_the_year", (1, 1), ({"个人": 8},),
    stages={"初选评审": None, "初选排名": None, "复选评审": None, "复选排名": None},
)  # fmt: skip
PLACES, LARGER, WINNERS, STARTED = 3, 5, 3, 26
RETURNED = "事迹第二段缺少近三年数据，请补充后重新提交"


def write_running(territory: Territory, scene: Scene, end: date) -> list[Campaign]:
    """One open for nomination, one in judging, one posted, one in public vote; a members' rating besides."""
    _open_rating(territory, end)
    return [
        _nominating(territory, scene, end),
        _judging(scene, end),
        _posted(scene, end),
        _voting(scene, end),
    ]


def _year(end: date) -> dict[str, Any]:
    """Called for the year that comes."""
    year = (end + days(150)).year
    return {"year": year, "edition": f"{year}年度"}


def _nominating(territory: Territory, scene: Scene, end: date) -> Campaign:
    """Places are left at the flagship; a draft and a returned entry lie there, one waits above."""
    flagship = territory.unions[FLAGSHIP]
    others = [union for union in scene.pools["direct"] if union.pk != flagship.pk][:12]
    # the larger ones have two each, so that the twenty places of the group are given away
    medals = {union.pk: 2 if place < LARGER else 1 for place, union in enumerate(others)}
    places = {
        MEDAL: {flagship.pk: PLACES} | medals,
        WINNER: {union.pk: 1 for union in others[-WINNERS:]},
    }
    cadre = scene.hands.get(flagship.pk)
    plan = programmes.get(MEDALS.programme).plan
    mine, sent = scene.draw.people([flagship], 2)
    ((home, other),) = scene.draw.people(others[:1], 1)
    with at(end - days(STARTED)):
        campaign = call(scene, plan, MEDALS.programme, end + days(12), places, **_year(end))
        category = campaign.categories.first()
    with at(end - days(STARTED - 2)):
        returned = _handed_in(scene, category, Candidate(flagship, person=sent[1]), cadre)
        waiting = _handed_in(
            scene, category, Candidate(home, person=other), scene.hands.get(home.pk)
        )
    over = public_notice_period(end - days(STARTED - 2)).last_day + days(1)
    with at(over):
        for entry, actor in ((returned, cadre), (waiting, scene.hands.get(home.pk))):
            finish_notice(entry, actor=actor or SYSTEM)
    with at(end - days(4)):
        step(returned, "send_back", actor=scene.cadre, note=RETURNED, until=end + days(7))
    with at(end - days(2)):
        _draft(category, mine[1], flagship, cadre)
    return campaign


def _handed_in(scene: Scene, category: Any, candidate: Candidate, actor: Any) -> Entry:
    """Entered, handed in and agreed at the unit on one day."""
    actor = actor or SYSTEM
    entry = enter(scene, category, candidate, actor=actor)
    step(entry, "submit", actor=actor)
    agree(entry, actor=actor)
    return entry


def _draft(category: Any, person: Any, union: Any, actor: Any) -> Entry:
    """Begun, half filled in."""
    entry = enter_candidate(actor=actor, category=category, union=union, person=person)
    answers = {"front_line": True, "short_deeds": "扎根教学一线二十年，主持课题两项。"}
    change_entry(actor=actor, entry=entry, answers=answers)
    return entry


def _judging(scene: Scene, end: date) -> Campaign:
    """The papers of a teaching contest lie before the judges; one sheet is in, one begun."""
    plan = plan_of(LESSONS, LESSONS.editions[0])
    entrants = list(scene.draw.people(scene.pools["direct"][3:15], 6))
    with at(end - days(50)):
        campaign = call(scene, plan, LESSONS.programme, end - days(25), {}, **_year(end))
        first, second = campaign.categories.order_by("position")
    with at(end - days(30)):
        entries = [
            enter(scene, (first, second)[place % 2], Candidate(union, person=person))
            for place, (union, person) in enumerate(entrants)
        ]
        for entry in entries:
            step(entry, "submit")
    with at(end - days(18)):
        for entry in entries:
            step(entry, "accept", actor=scene.cadre)
        check(scene, entries)
    with at(end - days(6)):
        stage = begin(scene, campaign, StageKind.BLIND_REVIEW, end + days(5))
        for category, rows in ((first, entries[::2]), (second, entries[1::2])):
            _seat(scene, stage, category, rows)
    return campaign


def _seat(scene: Scene, stage: Any, category: Any, entries: Sequence[Entry]) -> None:
    """A panel of those judges who have accounts; the demonstration's judge has begun."""
    panel = form_panel(
        actor=scene.cadre,
        stage=stage,
        category=category,
        rubric=rubric_of(stage),
        name=f"{category.name}评审组",
        settings=stage.settings,
    )
    rows = [fresh(entry) for entry in entries]
    bring_entries(actor=scene.cadre, panel=panel, entries=rows, seed="初冬", witness="驻厅纪检组")
    seats = [
        seat_judge(actor=scene.cadre, panel=panel, expert=expert)
        for expert in scene.bench.signed_in
    ]
    for seat in seats:
        take_pledge(actor=User.objects.get(person=seat.expert.person_id), seat=seat)
    open_panel(actor=scene.cadre, panel=panel)
    for place, seat in enumerate(seats):
        seat.refresh_from_db()
        score(seat, rows[:1] if place == 0 else rows, Decimal("0.9"))


def _posted(scene: Scene, end: date) -> Campaign:
    """Names stand on the portal, and objections may come in."""
    groups = TEAMS.editions[0]
    plan = plan_of(TEAMS, groups)
    unions = scene.pools["direct"][16:22]
    places = {TEAM: {union.pk: 1 for union in unions}}
    with at(end - days(70)):
        campaign = call(scene, plan, TEAMS.programme, end - days(45), places, **_year(end))
        category = campaign.categories.get()
    with at(end - days(48)):
        entries = [
            _handed_in(
                scene,
                category,
                Candidate(union, name=f"{union.name.removesuffix('工会')}{TEAMS.site}"),
                None,
            )
            for union in unions
        ]
    with at(public_notice_period(end - days(48)).last_day + days(1)):
        for entry in entries:
            finish_notice(entry)
    with at(end - days(25)):
        for entry in entries:
            step(entry, "accept", actor=scene.cadre)
        check(scene, entries)
    with at(end - days(3)):
        close_up_to(scene, campaign, campaign.stages.get(kind=StageKind.SLATE).position)
        propose_slate(actor=scene.cadre, campaign=campaign)
        record_deliberation(
            actor=scene.cadre, campaign=campaign,
            meeting=Meeting(
                meeting="主席办公会", held_on=end - days(3), attendees="王主席等七人", in_favour=7,
            ),
        )  # fmt: skip
    with at(end - days(2)):
        diary = replace(diary_of(end - days(110)), posted_on=end - days(2))
        posting = posting_of(plan, campaign.edition, diary)
        post_notice(actor=scene.cadre, campaign=campaign, posting=posting)
    return campaign


def _voting(scene: Scene, end: date) -> Campaign:
    """Members vote for the teacher of the year."""
    plan = plan_of(PERSON, PERSON.editions[0])
    people = list(scene.draw.people(scene.pools["direct"][24:40], 8))
    places = {"个人": {union.pk: 1 for union, _person in people}}
    with at(end - days(60)):
        campaign = call(scene, plan, PERSON.programme, end - days(35), places, **_year(end))
        category = campaign.categories.get()
    with at(end - days(40)):
        entries = []
        for union, person in people:
            entry = enter(scene, category, Candidate(union, person=person))
            step(entry, "submit")
            agree(entry)
            entries.append(entry)
    with at(end - days(20)):
        for entry in entries:
            step(entry, "accept", actor=scene.cadre)
        check(scene, entries)
    with at(end - days(2)):
        begin(scene, campaign, StageKind.PUBLIC_VOTE, end + days(5))
    return campaign


def _open_rating(territory: Territory, end: date) -> None:
    """The members of the demonstration's branch rate their union."""
    branch = territory.branches[FLAGSHIP][0]
    cadre = User.objects.get(username="university")
    with at(end - days(3)):
        open_rating(actor=cadre, union=branch, terms=Terms(title=f"{end.year}年度会员评家"))
