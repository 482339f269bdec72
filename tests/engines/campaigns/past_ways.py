"""One campaign of then, told as a record and walked by single actions on its days."""

from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from gonghui.engines.campaigns.actions.checks import (
    ask_opinions,
    fail_entry,
    pass_entry,
    record_finding,
    record_opinion,
)
from gonghui.engines.campaigns.actions.decisions import Ruling, decide_awards
from gonghui.engines.campaigns.actions.entries import (
    change_entry,
    enter_candidate,
    record_consent,
    withdraw_entry,
)
from gonghui.engines.campaigns.actions.marks import record_marks
from gonghui.engines.campaigns.actions.notices import Posting, close_notice, post_notice
from gonghui.engines.campaigns.actions.opening import (
    archive_campaign,
    close_stage,
    open_campaign,
    open_stage,
)
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.past import Diary, PastCampaign, PastEntry, PastPanel
from gonghui.engines.campaigns.actions.planning import plan_campaign
from gonghui.engines.campaigns.actions.quotas import set_places
from gonghui.engines.campaigns.actions.ranking import publish_sheet, rank_category
from gonghui.engines.campaigns.actions.recommending import (
    Meeting,
    rank_entries,
    record_democratic_step,
)
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.actions.slates import Meeting as SlateMeeting
from gonghui.engines.campaigns.actions.slates import propose_slate, record_deliberation
from gonghui.engines.campaigns.models import Rubric
from gonghui.engines.campaigns.queries.entries import entries_at
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.campaigns import plan_from
from tests.factories.entries import fresh, step
from tests.factories.judging import make_judge
from tests.factories.people import make_member

YEAR = 2025
DIARY = Diary(
    opened_on=date(2025, 3, 3),
    entered_on=date(2025, 3, 17),
    agreed_on=date(2025, 3, 18),
    reported_on=date(2025, 3, 25),
    accepted_on=date(2025, 3, 26),
    checked_on=date(2025, 4, 8),
    ranked_on=date(2025, 4, 15),
    listed_on=date(2025, 4, 16),
    posted_on=date(2025, 4, 17),
    closed_on=date(2025, 4, 24),
    decided_on=date(2025, 4, 25),
    archived_on=date(2025, 4, 30),
)
REVIEW, EXAM = "材料评审", "理论考试"
PLAN = plan_from(
    {
        "title": "示范教师推选",
        "honour_level": 50,
        "target": "person",
        "series": {
            "key": "model-teacher",
            "name": "示范教师",
            "honour_level": 50,
            "granting_body": "省教育科技工会",
            "target": "person",
        },
        "stages": [
            {"kind": "notice", "label": "发布通知"},
            {"kind": "quota", "label": "分配名额"},
            {"kind": "nominate", "label": "填表推荐"},
            {"kind": "democratic", "label": "民主程序", "settings": {"minutes": False}},
            {"kind": "unit_publicity", "label": "单位公示"},
            {"kind": "recommend", "label": "逐级推荐", "settings": {"ranked": True}},
            {"kind": "qualification", "label": "资格审查"},
            {"kind": "opinions", "label": "征求意见"},
            {
                "kind": "blind_review",
                "label": REVIEW,
                "settings": {"weight": "60", "rubric": "model-teacher"},
            },
            {"kind": "exam", "label": EXAM, "settings": {"weight": "40"}},
            {"kind": "ranking", "label": "汇总排名"},
            {
                "kind": "slate",
                "label": "拟定名单",
                "settings": {"reserve": 1, "grades": ["一等奖 1", "二等奖 1"]},
            },
            {"kind": "deliberation", "label": "研究决定"},
            {"kind": "public_notice", "label": "公示", "settings": {"scope": "public"}},
            {"kind": "decision", "label": "表彰决定"},
            {"kind": "certificates", "label": "颁发证书"},
            {"kind": "archive", "label": "归档"},
        ],
        "categories": [{"name": "小学组", "places": 2}],
        "fields": [
            {"key": "deeds", "label": "主要事迹", "kind": "long", "limit": 500},
            {"key": "front_line", "label": "一线职工", "kind": "yes", "required": False},
        ],
        "eligibility": [
            {"code": "post", "label": "在岗"},
            {"code": "ethics", "label": "无违纪违法", "department": "教育行政部门"},
        ],
        "rubrics": [
            {
                "key": "model-teacher",
                "name": "评审标准",
                "items": [
                    {"code": "deeds", "text": "事迹", "full_score": "70", "chapter": "事迹"},
                    {"code": "front", "text": "扎根一线", "full_score": "30", "chapter": "事迹"},
                ],
            }
        ],
    }
)
MEETING = Meeting(
    "职工（代表）大会", DIARY.agreed_on, due=30, present=28, in_favour=26, abstained=2
)
SETTLED = {
    "meeting": "主席办公会",
    "held_on": DIARY.listed_on,
    "attendees": "王主席等七人",
    "in_favour": 7,
}
POSTING = {
    "title": "示范教师公示",
    "starts_on": DIARY.posted_on,
    "contacts": ["工会 025-1"],
    "scope": "public",
}
RULING = Ruling(
    title="关于表彰示范教师的决定",
    signatory="王主席",
    decided_on=DIARY.decided_on,
    agency_code="示教科工",
)
SIGNED = {"opinion": "同意推荐。", "signer": "李主席", "signed_on": DIARY.accepted_on}
AT_UNIT = {"channels": "校园网", "statement": "公示期间未收到异议。"}
FATES = (
    ("甄测甲", "awarded", {}),
    ("甄测乙", "awarded", {"sent_back": "事迹太短"}),
    ("甄测丙", "not_selected", {}),
    ("甄测丁", "rejected", {"note": "任教未满年限"}),
    ("甄测戊", "withdrawn", {"note": "本人调离"}),
    ("甄测己", "not_selected", {}),
)
"""Who, what became of them, why."""


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def make_cast(province):
    """Who stood and who judged: three of a university, three of a school below a city."""
    unions = (province.first, province.school)
    people = [
        SimpleNamespace(
            union=unions[n % 2],
            person=make_member(unions[n % 2], name),
            outcome=outcome,
            said=said,
            n=n,
        )
        for n, (name, outcome, said) in enumerate(FATES)
    ]
    judges = [make_judge(province.federation, province.second, f"评测{s}") for s in "甲乙丙丁"]
    judges.append(
        make_judge(province.federation, province.first, "评测戊")
    )  # keeps away from three
    return SimpleNamespace(people=people, judges=judges, unions=unions, province=province)


def answers_of(who):
    return {"deeds": f"{who.person.name}扎根讲台。", "front_line": who.n % 2 == 0}


def points_of(who, letter):
    """Points of a judge: the first candidates get more."""
    place = "ABCDE".index(letter)
    return {"deeds": Decimal(70 - 5 * who.n - place), "front": Decimal(30 - who.n)}


def marks_of(who):
    return {"learning": Decimal(95 - who.n), "exam": Decimal(90 - 2 * who.n)}


def record_of(cast):
    """The campaign as files tell it."""
    entries = [
        PastEntry(
            category="小学组",
            union=who.union,
            person=who.person,
            answers=answers_of(who),
            outcome=who.outcome,
            agreed=MEETING,
            points={REVIEW: {letter: points_of(who, letter) for letter in "ABCDE"}},
            marks={EXAM: marks_of(who)} if is_judged(who) else {},
            **who.said,
        )
        for who in cast.people
    ]
    panel = PastPanel(
        stage=REVIEW,
        category="小学组",
        experts=[each.expert for each in cast.judges],
        seed="春风",
        witness="监督员",
    )
    return PastCampaign(
        diary=DIARY,
        entries=entries,
        ruling=RULING,
        posting=Posting(**POSTING),
        meeting=SlateMeeting(**SETTLED),
        panels=[panel],
        places={"小学组": {union.pk: 3 for union in cast.unions}},
        signer="李主席",
        notice_at_unit=AT_UNIT,
    )


def is_judged(who):
    return who.outcome not in ("rejected", "withdrawn")


def walk_singly(cast, on):
    """The same campaign by single actions; ``on(day)`` sets the clock."""
    on(DIARY.opened_on)
    campaign = _open(cast)
    on(DIARY.entered_on)
    entries = {who.n: _enter(campaign, who) for who in cast.people}
    on(DIARY.agreed_on)
    for entry in entries.values():
        record_democratic_step(actor=SYSTEM, entry=fresh(entry), meeting=MEETING)
        step(entry, "decide")
    on(DIARY.reported_on)
    _report(cast, entries)
    on(DIARY.accepted_on)
    _accept(cast, campaign, entries)
    on(DIARY.checked_on)
    _check(cast, entries)
    judged = [fresh(entries[who.n]) for who in cast.people if is_judged(who)]
    on(DIARY.ranked_on)
    _judge(cast, campaign, entries, judged)
    _finish(campaign, on)
    return campaign


def _open(cast):
    campaign = plan_campaign(actor=SYSTEM, union=cast.province.federation, plan=PLAN, year=YEAR)
    campaign.stages.filter(kind="nominate").update(
        opens_at=noon(DIARY.opened_on), closes_at=noon(DIARY.entered_on)
    )
    for union in cast.unions:
        set_places(
            actor=SYSTEM,
            campaign=campaign,
            category=campaign.categories.get(),
            union=union,
            places=3,
        )
    return open_campaign(actor=SYSTEM, campaign=campaign)


def _enter(campaign, who):
    entry = enter_candidate(
        actor=SYSTEM, category=campaign.categories.get(), union=who.union, person=who.person
    )
    change_entry(actor=SYSTEM, entry=fresh(entry), answers=answers_of(who))
    record_consent(actor=SYSTEM, entry=fresh(entry), on_paper=True)
    return step(entry, "submit")


def _report(cast, entries):
    for who in cast.people:
        step(entries[who.n], "finish_notice", fields=AT_UNIT)
        if "sent_back" in who.said:
            until = {"until": DIARY.reported_on}
            step(entries[who.n], "send_back", note=who.said["sent_back"], fields=until)
            step(entries[who.n], "resubmit")


def _accept(cast, campaign, entries):
    province = cast.province
    waiting = list(entries_at(campaign, province.nanjing))
    rank_entries(
        actor=SYSTEM, union=province.nanjing, category=campaign.categories.get(), entries=waiting
    )
    for entry in entries.values():
        if fresh(entry).at_union_id != campaign.union_id:
            step(entry, "endorse", fields=SIGNED)
        step(entry, "accept")
    asked = [fresh(entries[who.n]) for who in cast.people if is_judged(who)]
    ask_opinions(actor=SYSTEM, rule=campaign.eligibility_rules.get(code="ethics"), entries=asked)


def _check(cast, entries):
    for who in cast.people:
        entry = fresh(entries[who.n])
        rule = entry.campaign.eligibility_rules.get(code="post")
        if who.outcome == "withdrawn":
            withdraw_entry(actor=SYSTEM, entry=entry, note=who.said["note"])
            continue
        failed = who.outcome == "rejected"
        note = who.said["note"] if failed else ""
        record_finding(actor=SYSTEM, entry=entry, rule=rule, passed=not failed, note=note)
        for opinion in entry.outside_opinions.all():
            record_opinion(actor=SYSTEM, opinion=opinion, result="agree")
        if failed:
            fail_entry(actor=SYSTEM, entry=fresh(entry), note=note)
        else:
            pass_entry(actor=SYSTEM, entry=fresh(entry))


def _judge(cast, campaign, entries, judged):
    category = campaign.categories.get()
    stage = campaign.stages.get(kind="blind_review")
    panel = form_panel(
        actor=SYSTEM,
        stage=stage,
        category=category,
        rubric=Rubric.objects.get(key="model-teacher"),
        name=REVIEW,
        settings=stage.settings,
    )
    bring_entries(actor=SYSTEM, panel=panel, entries=judged, seed="春风", witness="监督员")
    seats = [seat_judge(actor=SYSTEM, panel=panel, expert=each.expert) for each in cast.judges]
    for judge, seat in zip(cast.judges, seats, strict=True):
        take_pledge(actor=judge.user, seat=seat)
    open_panel(actor=SYSTEM, panel=panel)
    for judge, seat in zip(cast.judges, seats, strict=True):
        seat.refresh_from_db()
        _score(cast, entries, judge, seat)
    marks = {
        part: {entries[w.n].pk: marks_of(w)[part] for w in cast.people if is_judged(w)}
        for part in ("learning", "exam")
    }
    for part, values in marks.items():
        record_marks(actor=SYSTEM, stage=campaign.stages.get(kind="exam"), part=part, values=values)
    ranking = campaign.stages.get(kind="ranking")
    frozen = rank_category(actor=SYSTEM, stage=ranking, category=category)
    publish_sheet(actor=SYSTEM, frozen=frozen)


def _score(cast, entries, judge, seat):
    barred = set(seat.recusals.values_list("entry_id", flat=True))
    for who in cast.people:
        entry = fresh(entries[who.n])
        if not is_judged(who) or entry.pk in barred:
            continue
        number = entry.candidate_no
        draft = Draft(points_of(who, seat.letter))
        save_sheet(actor=judge.user, seat=seat, candidate_no=number, draft=draft)
        submit_sheet(actor=judge.user, seat=seat, candidate_no=number)


def _finish(campaign, on):
    on(DIARY.listed_on)
    propose_slate(actor=SYSTEM, campaign=campaign)
    record_deliberation(actor=SYSTEM, campaign=campaign, meeting=SlateMeeting(**SETTLED))
    on(DIARY.posted_on)
    notice = post_notice(actor=SYSTEM, campaign=campaign, posting=Posting(**POSTING))
    on(DIARY.closed_on)
    close_notice(actor=SYSTEM, notice=notice)
    on(DIARY.decided_on)
    decide_awards(actor=SYSTEM, campaign=campaign, ruling=RULING)
    on(DIARY.archived_on)
    for stage in campaign.stages.exclude(kind="archive"):
        stage.refresh_from_db()
        if stage.status == "waiting":
            stage = open_stage(actor=SYSTEM, stage=stage)  # noqa: PLW2901 -- the same one, later
        if stage.status == "running":
            close_stage(actor=SYSTEM, stage=stage)
    archive_campaign(actor=SYSTEM, campaign=campaign)
