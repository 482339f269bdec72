"""Two shipped contests walked from the plan to the register, with what is peculiar to each."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.actions.checks import fail_entry, record_finding
from gonghui.engines.campaigns.actions.decisions import Ruling, decide_awards
from gonghui.engines.campaigns.actions.marks import record_marks
from gonghui.engines.campaigns.actions.notices import Posting, close_notice, post_notice
from gonghui.engines.campaigns.actions.panels import (
    bring_entries,
    form_panel,
    open_panel,
    seat_judge,
    take_pledge,
)
from gonghui.engines.campaigns.actions.ranking import rank_category
from gonghui.engines.campaigns.actions.sheets import Draft, save_sheet, submit_sheet
from gonghui.engines.campaigns.actions.slates import propose_slate
from gonghui.engines.campaigns.api import Award, programmes
from gonghui.engines.campaigns.models import PublicNotice, Rubric
from gonghui.engines.campaigns.queries.slates import current_slate
from gonghui.kernel.indicators.api import Question, figure
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.campaigns import make_campaign
from tests.factories.entries import bring_to, fresh, make_entry
from tests.factories.judging import make_judge
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("all_scope")
SHIPPED = dict(programmes)
LETTERS = "甲乙丙丁戊己"


def plan_of(key, places):
    """The shipped plan with one group of so many places, and papers that may be missing."""
    plan = SHIPPED[key].plan
    group = replace(plan.categories[0], places=places)
    fields = [replace(each, required=each.kind != "attachment") for each in plan.fields]
    return replace(plan, fields=tuple(fields), categories=(group,))


def enter(campaign, union, names, *, checked=False, **more):
    """Members of ``union`` who are eligible, checked before where the plan checks early."""
    entries = [
        make_entry(campaign, union, person=make_member(union, name), **more) for name in names
    ]
    for entry in entries:
        bring_to(entry, "level_review")
        if checked:
            check(entry)
    return [bring_to(entry, "eligible") for entry in entries]


def check(entry):
    """Every condition is met."""
    for rule in entry.campaign.eligibility_rules.all():
        record_finding(actor=SYSTEM, entry=fresh(entry), rule=rule, passed=True)


def post_and_close(campaign, actor):
    """The public notice, two weeks ago."""
    posting = Posting(title="公示", starts_on=dates.today(), contacts=["工会 025-1"])
    notice = post_notice(actor=actor, campaign=campaign, posting=posting)
    past = dates.today() - timedelta(days=14)
    PublicNotice.objects.filter(pk=notice.pk).update(
        starts_on=past, ends_on=past + timedelta(days=6)
    )
    notice.refresh_from_db()
    close_notice(actor=actor, notice=notice)


def decide(campaign, actor):
    ruling = Ruling(
        title="决定", signatory="王主席", decided_on=dates.today(), agency_code="示教科工"
    )
    decide_awards(actor=actor, campaign=campaign, ruling=ruling)


def names_on_slate(campaign):
    return [line.entry.name for line in current_slate(campaign).lines.all() if not line.is_reserve]


def test_digital_skills_replaces_in_rank_order_and_takes_five_of_an_employer(province):
    cadre = province.cadre
    campaign = make_campaign(province.federation, plan_of("digital_skills", 7))
    answers = {"post": "专任教师"}
    many = enter(campaign, province.first, [f"学测{sign}" for sign in LETTERS], answers=answers)
    few = enter(campaign, province.second, ["赛测甲", "赛测乙"], answers=answers)
    everybody = [*many, *few]
    exam = campaign.stages.get(kind="exam")
    learning = {entry.pk: Decimal(100 - place) for place, entry in enumerate(everybody)}
    record_marks(actor=cadre, stage=exam, part="learning", values=learning)
    paper = {entry.pk: Decimal(90 - place) for place, entry in enumerate(everybody)}
    record_marks(actor=cadre, stage=exam, part="exam", values=paper)

    ranking = campaign.stages.get(kind="ranking")
    rank_category(actor=cadre, stage=ranking, category=campaign.categories.get())
    second = fresh(many[1])
    assert (second.rank, second.total) == (2, Decimal("93.00"))  # 40 % of 99 and 60 % of 89
    for entry in everybody:
        check(entry)
    fail_entry(actor=cadre, entry=second, note="已离职")
    propose_slate(actor=cadre, campaign=campaign)

    assert names_on_slate(campaign) == [
        *("学测甲", "学测丙", "学测丁", "学测戊", "学测己"),
        *("赛测甲", "赛测乙"),
    ]
    post_and_close(campaign, cadre)
    decide(campaign, cadre)
    awards = Award.objects.filter(series__key="digital-skills-contest").order_by("rank")
    assert [(each.holder_name, each.rank) for each in awards][:2] == [("学测甲", 1), ("学测丙", 3)]
    year = Question(dates.today().replace(month=1, day=1), dates.today())
    assert figure("contests.champions", year).value == 1


def test_digital_skills_is_shipped_as_its_notice_says():
    plan = SHIPPED["digital_skills"].plan
    found = {stage.kind: stage.settings for stage in plan.stages}
    assert (plan.categories[0].places, found["ranking"]["first"], found["slate"]["per_unit"]) == (
        *(60, 100, 5),
    )
    assert (found["exam"]["learning_percent"], found["public_notice"]["days"]) == ("40", 5)


def test_teaching_contest_adds_twenty_seventy_five_and_five(province):
    cadre = province.cadre
    campaign = make_campaign(province.federation, plan_of("youth_teaching_contest", 3))
    category = campaign.categories.first()
    answers = {
        "course": "大学物理",
        "discipline": "理学",
        "title": "讲师",
        "birth_on": "1990-01-01",
    }
    names = ["教测甲", "教测乙", "教测丙"]
    entries = enter(campaign, province.first, names, checked=True, answers=answers)
    judges = [
        make_judge(province.federation, province.second, f"评测{sign}") for sign in LETTERS[:5]
    ]
    shares = dict(zip(names, (Decimal("0.8"), Decimal("0.9"), Decimal("0.7")), strict=True))
    for stage in campaign.stages.filter(kind__in=("blind_review", "onsite")):
        judge_all(stage, category, entries, judges, shares)

    ranking = campaign.stages.get(kind="ranking")
    rank_category(actor=cadre, stage=ranking, category=category)
    totals = {entry.name: (fresh(entry).rank, fresh(entry).total) for entry in entries}
    assert totals == {
        "教测甲": (2, Decimal(80)),
        "教测乙": (1, Decimal(90)),
        "教测丙": (3, Decimal(70)),
    }
    propose_slate(actor=cadre, campaign=campaign)
    post_and_close(campaign, cadre)
    decide(campaign, cadre)
    awards = Award.objects.filter(series__key="youth-teaching-contest").order_by("rank")
    assert [(each.holder_name, each.grade, each.rank) for each in awards] == [
        ("教测乙", "一等奖", 1),
        ("教测甲", "一等奖", 2),
        ("教测丙", "一等奖", 3),
    ]


def judge_all(stage, category, entries, judges, shares):
    """Every judge gives every entrant that share of the full score of each item."""
    rubric = Rubric.objects.get(union=stage.campaign.union, key=stage.settings["rubric"])
    panel = form_panel(
        actor=SYSTEM,
        stage=stage,
        category=category,
        rubric=rubric,
        name=stage.label,
        settings=stage.settings,
    )
    bring_entries(actor=SYSTEM, panel=panel, entries=[fresh(each) for each in entries], seed="春")
    seats = [seat_judge(actor=SYSTEM, panel=panel, expert=each.expert) for each in judges]
    for judge, seat in zip(judges, seats, strict=True):
        take_pledge(actor=judge.user, seat=seat)
    open_panel(actor=SYSTEM, panel=panel)
    for judge, seat in zip(judges, seats, strict=True):
        seat.refresh_from_db()
        for entry in entries:
            place = fresh(entry)
            given = {item.code: item.full_score * shares[place.name] for item in rubric.items.all()}
            number = place.candidate_no
            save_sheet(actor=judge.user, seat=seat, candidate_no=number, draft=Draft(given))
            submit_sheet(actor=judge.user, seat=seat, candidate_no=number)
