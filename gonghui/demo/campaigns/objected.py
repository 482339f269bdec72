"""One small edition walked act by act, because two names were objected to: one rightly, one not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gonghui.demo.campaigns.calls import CALLS, Call, days_of, diary_of, edition_name, plan_of
from gonghui.demo.campaigns.past import Candidate, Scene, open_place, posting_of, ruling_of
from gonghui.demo.campaigns.walking import (
    begin,
    call,
    check,
    close_up_to,
    days,
    enter,
    fresh,
    rubric_of,
    score,
    step,
)
from gonghui.demo.clock import at
from gonghui.engines.campaigns.actions.decisions import decide_awards
from gonghui.engines.campaigns.actions.notices import close_notice, post_notice
from gonghui.engines.campaigns.actions.objections import (
    Complaint,
    decide_objection,
    receive_objection,
)
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.past import Diary
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category
from gonghui.engines.campaigns.actions.slates import propose_slate
from gonghui.engines.campaigns.api import Campaign, Entry, StageKind, archive_campaign
from gonghui.engines.campaigns.models import PublicNotice
from gonghui.kernel.access.api import User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.calendar import public_notice_period

NURSING = next(each for each in CALLS if each.programme == "nursing_room")
CHOSEN, STOOD = 6, 8
ROOMS: Call = replace(NURSING, opens=(9, 20), editions=({"爱心母婴室": CHOSEN},))
WRONG = Complaint(
    form="named",
    facts="验收当天门锁故障，平时不开放。",
    objector="李测甲",
    contact="025-00000002",
)
RIGHT = Complaint(form="unit", facts="该房间已改作仓库。", objector="后勤服务公司", contact="025-3")
NOT_FOUND = "现场核查并调阅门禁记录，工作日均正常开放，反映不属实。"
FOUND = "现场核查，该房间确已改作他用，取消入选资格。"


def write_objected(scene: Scene, end: date) -> Campaign:
    """The edition from the call to the archive; six rooms are named, the fourth is not what was called."""
    (opened,) = days_of(ROOMS, end)
    diary = diary_of(opened)
    campaign, entries = _up_to_checks(scene, diary)
    _judge(scene, diary, campaign, entries)
    with at(diary.posted_on):
        propose_slate(actor=scene.cadre, campaign=campaign)
        _post(scene, campaign, diary)
    _object(scene, campaign, diary)
    last = PublicNotice.objects.filter(campaign=campaign).order_by("-ends_on").first()
    with at(last.ends_on + days(1)):
        for notice in campaign.public_notices.filter(status="running"):
            close_notice(actor=scene.cadre, notice=notice)
    decided = last.ends_on + days(2)
    with at(decided):
        ruling = ruling_of(campaign.title, campaign.edition, decided)
        decide_awards(actor=scene.cadre, campaign=campaign, ruling=ruling)
    with at(decided + days(10)):
        close_up_to(scene, campaign, campaign.stages.get(kind=StageKind.ARCHIVE).position)
        return archive_campaign(actor=scene.cadre, campaign=campaign)


def _up_to_checks(scene: Scene, diary: Diary) -> tuple[Campaign, list[Entry]]:
    plan = plan_of(ROOMS, ROOMS.editions[0])
    year = diary.decided_on.year
    with at(diary.opened_on):
        campaign = call(
            scene, plan, ROOMS.programme, diary.entered_on, {},
            year=year, edition=edition_name(ROOMS, 1, year),
        )  # fmt: skip
        category = campaign.categories.get()
    rooms = [
        Candidate(union, name=f"{union.name.removesuffix('工会')}{ROOMS.site}")
        for union, _turn in scene.unions(ROOMS, STOOD)
    ]
    for room in rooms:
        open_place(scene, ROOMS, room, diary)
    with at(diary.entered_on):
        entries = [enter(scene, category, room) for room in rooms]
        for entry in entries:
            step(entry, "submit")
    with at(diary.checked_on):
        for entry in entries:
            step(entry, "accept", actor=scene.cadre)
        check(scene, entries)
    return campaign, entries


def _judge(scene: Scene, diary: Diary, campaign: Campaign, entries: Sequence[Entry]) -> None:
    """Three inspectors look at every room; the results are frozen and published."""
    with at(diary.ranked_on):
        stage = begin(scene, campaign, StageKind.ONSITE)
        category = campaign.categories.get()
        panel = form_panel(
            actor=scene.cadre,
            stage=stage,
            category=category,
            rubric=rubric_of(stage),
            name="验收组",
            settings=stage.settings,
        )
        rows = [fresh(entry) for entry in entries]
        bring_entries(
            actor=scene.cadre, panel=panel, entries=rows, seed="秋分", witness="驻厅纪检组"
        )
        seats = [
            seat_judge(actor=scene.cadre, panel=panel, expert=each)
            for each in scene.bench.signed_in
        ]
        for seat in seats:
            take_pledge(actor=User.objects.get(person=seat.expert.person), seat=seat)
        open_panel(actor=scene.cadre, panel=panel)
        for place, seat in enumerate(seats):
            seat.refresh_from_db()
            score(seat, entries, Decimal("0.97") - Decimal(place) / 100)
        ranking = begin(scene, campaign, StageKind.RANKING)
        frozen = rank_category(actor=scene.cadre, stage=ranking, category=category)
        publish_sheet(actor=scene.cadre, frozen=frozen)


def _post(scene: Scene, campaign: Campaign, diary: Diary) -> PublicNotice:
    plan = plan_of(ROOMS, ROOMS.editions[0])
    posting = posting_of(plan, campaign.edition, diary)
    return post_notice(actor=scene.cadre, campaign=campaign, posting=posting)


def _object(scene: Scene, campaign: Campaign, diary: Diary) -> None:
    """Two objections come in; both are looked into, the successor is posted for days of its own."""
    notice = campaign.public_notices.get()
    lines = list(notice.lines.order_by("position"))
    with at(diary.posted_on + days(1), hour=15):
        kept, fell = (
            receive_objection(actor=SYSTEM, notice=notice, line=line, complaint=said)
            for line, said in ((lines[1], WRONG), (lines[3], RIGHT))
        )
    looked = public_notice_period(diary.posted_on, 3).last_day
    with at(looked):
        decide_objection(
            actor=scene.cadre, objection=kept, upheld=False, finding=NOT_FOUND, answered_on=looked
        )
        decide_objection(
            actor=scene.cadre, objection=fell, upheld=True, finding=FOUND, answered_on=looked
        )
        _post(scene, campaign, replace(diary, posted_on=looked))
