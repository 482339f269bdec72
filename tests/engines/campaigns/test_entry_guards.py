"""What the way of an entry asks: deadline, places, quorum, the unit's notice, conditions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gonghui.engines.campaigns.actions import checks
from gonghui.engines.campaigns.actions.recommending import (
    Meeting,
    rank_entries,
    record_democratic_step,
)
from gonghui.engines.campaigns.models import (
    EligibilityRule,
    Objection,
    OutsideOpinion,
    PublicNotice,
)
from gonghui.engines.campaigns.queries.quotas import taken_by
from gonghui.engines.campaigns.rules.agreement import agreement_problem
from gonghui.engines.casework.api import CannotStep
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.campaigns import SMALL, make_campaign, plan_from
from tests.factories.entries import SIGNED, agree, bring_to, fresh, make_entry, step
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
NOTICE, NOMINATE, *REST = SMALL["stages"]
QUOTA = {"kind": "quota", "label": "分配名额"}
DEMOCRATIC = {"kind": "democratic", "label": "民主程序", "settings": {"minutes": False}}
POSTED = {"kind": "unit_publicity", "label": "单位公示"}


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def open_with(province):
    """``open_with(stages, quotas=…)`` opens a campaign for works."""

    def opened(*stages, **more):
        return make_campaign(province.federation, plan_from(SMALL, stages=list(stages)), **more)

    return opened


# deadline


@pytest.mark.parametrize(("seconds", "taken"), [(1, True), (-1, False)])
def test_entry_is_taken_up_to_the_second_of_the_deadline(open_with, province, seconds, taken):
    campaign = open_with(*SMALL["stages"])
    entry = make_entry(campaign, province.first)
    campaign.stages.filter(kind="nominate").update(
        closes_at=timezone.now() + timedelta(seconds=60 if taken else seconds)
    )
    if taken:
        entry = step(entry, "submit")
        assert entry.submitted_at <= campaign.stages.get(kind="nominate").closes_at
    else:
        with pytest.raises(CannotStep, match=r"申报已于.*截止。"):
            step(entry, "submit")


@pytest.mark.parametrize(("until", "comes_back"), [(1, True), (-1, False)])
def test_returned_entry_may_come_again_up_to_the_day_it_was_given(
    open_with, province, until, comes_back
):
    campaign = open_with(*SMALL["stages"])
    entry = step(make_entry(campaign, province.first), "submit")
    day = dates.today() + timedelta(days=until)
    step(entry, "send_back", note="补材料", fields={"until": day})
    campaign.stages.filter(kind="nominate").update(closes_at=timezone.now() - timedelta(days=1))
    if comes_back:
        assert step(entry, "resubmit").case.state_id == "recommended"
    else:
        with pytest.raises(CannotStep, match="截止"):
            step(entry, "resubmit")


# places


def test_union_with_one_place_hands_in_one_entry(open_with, province):
    campaign = open_with(NOTICE, QUOTA, NOMINATE, *REST, quotas=[(province.first, 1)])
    first, second = (make_entry(campaign, province.first) for _ in range(2))
    step(first, "submit")

    with pytest.raises(CannotStep, match="“示范大学工会”在“书法”的1个名额已用完。"):
        step(second, "submit")


def test_withdrawn_entry_gives_its_place_back(open_with, province):
    campaign = open_with(NOTICE, QUOTA, NOMINATE, *REST, quotas=[(province.first, 1)])
    first, second = (make_entry(campaign, province.first) for _ in range(2))
    step(first, "submit")
    step(first, "withdraw", note="本人放弃")

    assert step(second, "submit").case.state_id == "recommended"


def test_places_are_counted_in_each_group_apart(open_with, province):
    campaign = open_with(NOTICE, QUOTA, NOMINATE, *REST, quotas=[(province.first, 1)])
    first, second = campaign.categories.all()
    step(make_entry(campaign, province.first, category=first), "submit")

    assert step(make_entry(campaign, province.first, category=second), "submit").submission_no == 1


def test_union_without_any_place_cannot_hand_in(open_with, province):
    campaign = open_with(NOTICE, QUOTA, NOMINATE, *REST, quotas=[(province.first, 1)])

    with pytest.raises(CannotStep, match="没有名额"):
        step(make_entry(campaign, province.second), "submit")


def test_places_of_a_university_bind_what_it_hands_on_from_branches(open_with, province):
    campaign = open_with(NOTICE, QUOTA, NOMINATE, *REST, quotas=[(province.first, 1)])
    first, second = (make_entry(campaign, province.physics) for _ in range(2))
    for entry in (first, second):
        step(entry, "submit")
    step(first, "endorse", fields=SIGNED)

    with pytest.raises(CannotStep, match="名额已用完"):
        step(second, "endorse", fields=SIGNED)


def test_places_taken_are_those_that_anybody_would_count(open_with, province):
    unions = [province.first, province.physics, province.second]
    campaign = open_with(
        NOTICE, QUOTA, NOMINATE, *REST, quotas=[(union, 9) for union in (unions[0], unions[2])]
    )
    asked = make_entry(campaign, province.first)
    drafts, handed_in, withdrawn = (
        [make_entry(campaign, union) for union in unions] for _ in range(3)
    )
    handed_in = [step(each, "submit") for each in handed_in]
    from_below = step(make_entry(campaign, province.physics), "submit")
    handed_on = step(from_below, "endorse", fields=SIGNED)
    gone = [step(step(each, "submit"), "withdraw", note="本人放弃") for each in withdrawn]

    def takes(entry, union) -> bool:
        """Handed in by the union itself, or handed on by it from below; never after it was withdrawn."""
        own = entry.union == union and entry.submission_no > 0
        below = entry.union.path.startswith(union.path)
        passed = below and not entry.at_union.path.startswith(union.path)
        return (own or passed) and entry.case.state_id not in ("rejected", "withdrawn")

    made = [fresh(entry) for entry in (*drafts, *handed_in, handed_on, *gone)]
    found = [set(taken_by(asked, union)) for union in (*unions, province.federation)]
    assert found == [
        {entry for entry in made if takes(entry, union)} for union in (*unions, province.federation)
    ]


def test_places_may_be_exceeded_where_the_plan_is_not_strict(open_with, province):
    loose = {**QUOTA, "settings": {"strict": False}}
    campaign = open_with(NOTICE, loose, NOMINATE, *REST, quotas=[(province.first, 1)])
    for _ in range(2):
        entry = step(make_entry(campaign, province.first), "submit")
    assert entry.submission_no == 1


def test_cap_of_a_unit_counts_all_groups(open_with, province):
    capped = {**NOMINATE, "settings": {"per_unit": 1}}
    campaign = open_with(NOTICE, capped, *REST)
    first, second = campaign.categories.all()
    step(make_entry(campaign, province.first, category=first), "submit")

    with pytest.raises(CannotStep, match="每个单位至多申报1个"):
        step(make_entry(campaign, province.first, category=second), "submit")


# democratic step


@pytest.mark.parametrize(
    ("due", "present", "in_favour", "problem"),
    [
        (30, 20, 16, ""),
        (30, 19, 19, "到会19人，不足应到30人的66.67%（20人），须重新召开。"),
        (30, 20, 15, "同意15票，没有超过应到30人的50%，不能推荐。"),
        (3, 2, 2, ""),
        (31, 20, 20, "到会20人，不足应到31人的66.67%（21人），须重新召开。"),
    ],
)
def test_agreement_needs_two_thirds_present_and_more_than_half_of_all(
    due, present, in_favour, problem
):
    found = agreement_problem(
        due=due,
        present=present,
        in_favour=in_favour,
        quorum_percent="66.67",
        majority_percent="50",
    )
    assert found == problem


def test_unit_goes_on_only_after_its_meeting(open_with, province):
    campaign = open_with(NOTICE, NOMINATE, DEMOCRATIC, *REST)
    entry = step(make_entry(campaign, province.first), "submit")

    with pytest.raises(CannotStep, match="请先登记民主程序"):
        step(entry, "decide")
    agree(entry)
    assert step(entry, "decide").case.state_id == "recommended"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"present": 31}, "实到人数不能多于应到人数。"),
        ({"against": 5}, "同意、不同意、弃权合计33票，应等于实到28人。"),
        ({"held_on": date(2999, 1, 1)}, "日期不能晚于今天。"),
    ],
)
def test_meeting_that_cannot_be_true_is_refused(open_with, province, changes, sentence):
    campaign = open_with(NOTICE, NOMINATE, DEMOCRATIC, *REST)
    entry = step(make_entry(campaign, province.first), "submit")
    counts = {"kind": "大会", "held_on": dates.today(), "due": 30, "present": 28, "in_favour": 28}

    with pytest.raises(Exception, match=sentence):
        record_democratic_step(actor=SYSTEM, entry=entry, meeting=Meeting(**{**counts, **changes}))


# public notice at the unit


@pytest.fixture
def posted(open_with, province, monkeypatch):
    """An entry whose unit posted it on Friday 26 September 2025."""
    campaign = open_with(NOTICE, NOMINATE, POSTED, *REST)
    monkeypatch.setattr(dates, "today", lambda: date(2025, 9, 26))
    return step(make_entry(campaign, province.first), "submit")


def test_unit_notice_ends_as_the_handbook_counts(posted):
    notice = PublicNotice.objects.get()

    assert (notice.starts_on, notice.ends_on) == (date(2025, 9, 26), date(2025, 10, 9))
    assert posted.case.due == date(2025, 10, 9)


SAID = {"channels": "公告栏", "statement": "公示期间未收到异议。"}


def test_unit_notice_cannot_be_cut_short(posted, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2025, 10, 8))

    with pytest.raises(CannotStep, match="公示至2025-10-09 17:00，期满后才能上报。"):
        step(posted, "finish_notice", fields=SAID)


def test_unit_notice_that_is_over_is_sealed_and_the_entry_goes_up(posted, province, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2025, 10, 10))
    entry = step(posted, "finish_notice", fields=SAID)

    notice = PublicNotice.objects.get()
    assert (entry.case.state_id, entry.at_union) == ("recommended", province.federation)
    assert (notice.status, notice.statement) == ("ended", "公示期间未收到异议。")
    assert notice.proof["lines"] == [[1, "春山图", "示范大学", ""]]
    assert len(notice.proof_digest) == 64


def test_open_objection_holds_the_entry_at_its_unit(posted, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2025, 10, 10))
    objection = Objection.objects.create(
        notice=PublicNotice.objects.get(), entry=posted, form="named", facts="事迹不实"
    )
    with pytest.raises(CannotStep, match="有异议正在核查"):
        step(posted, "finish_notice", fields=SAID)

    step(posted, "object")
    objection.outcome = "dismissed"
    objection.save()
    assert step(posted, "dismiss").case.state_id == "unit_publicity"


# levels


def test_level_ranks_everything_that_waits_there(open_with, province):
    ranked = {**REST[0], "settings": {"ranked": True}}
    campaign = open_with(NOTICE, NOMINATE, ranked, *REST[1:])
    group = campaign.categories.first()
    first, second = (step(make_entry(campaign, province.physics), "submit") for _ in range(2))

    with pytest.raises(CannotStep, match="请先排出本级的推荐顺序。"):
        step(first, "endorse", fields=SIGNED)
    with pytest.raises(Exception, match="全部2项"):
        rank_entries(actor=SYSTEM, union=province.first, category=group, entries=[first])
    rank_entries(actor=SYSTEM, union=province.first, category=group, entries=[second, first])

    assert [fresh(first).recommended_rank, fresh(second).recommended_rank] == [2, 1]
    assert step(first, "endorse", fields=SIGNED).at_union == province.federation


def test_level_of_another_university_cannot_endorse(open_with, province):
    campaign = open_with(*SMALL["stages"])
    entry = step(make_entry(campaign, province.physics), "submit")
    stranger = make_cadre(province.second)

    with pytest.raises(Refused):
        step(entry, "endorse", actor=stranger, fields=SIGNED)


# conditions


@pytest.fixture
def checked(open_with, province):
    """An entry under review, with a condition and a department to ask."""
    qualification = {"kind": "qualification", "label": "资格审查"}
    opinions = {"kind": "opinions", "label": "征求意见"}
    campaign = open_with(NOTICE, NOMINATE, REST[0], qualification, *REST[1:])
    stage = campaign.stages.get(kind="qualification")
    campaign.plan["stages"].insert(4, {**opinions, "settings": {}})
    campaign.save()
    EligibilityRule.objects.create(campaign=campaign, code="law", label="无违法违纪记录")
    EligibilityRule.objects.create(
        campaign=campaign, code="party", label="廉政意见", department="纪检机关"
    )
    assert stage
    return bring_to(make_entry(campaign, province.first), "level_review")


@pytest.fixture
def rules():
    """The condition and the department's."""
    return lambda: [EligibilityRule.objects.get(code=code) for code in ("law", "party")]


def find(entry, rule, passed=True, note=""):
    return checks.record_finding(actor=SYSTEM, entry=entry, rule=rule, passed=passed, note=note)


def answer(entry, rule, result, note=""):
    opinion = checks.ask_opinions(actor=SYSTEM, rule=rule, entries=[entry])[0]
    return checks.record_opinion(actor=SYSTEM, opinion=opinion, result=result, note=note)


def test_entry_passes_when_every_condition_is_met(checked, rules):
    law, party = rules()
    for missing in ("“无违法违纪记录”还没有审查。", "“纪检机关”还没有答复。"):
        with pytest.raises(CannotStep, match=missing):
            checks.pass_entry(actor=SYSTEM, entry=fresh(checked))
        find(checked, law) if "违法" in missing else answer(checked, party, "agree")

    assert checks.pass_entry(actor=SYSTEM, entry=fresh(checked)).case.state_id == "eligible"


def test_department_that_objects_holds_the_entry(checked, rules):
    law, party = rules()
    find(checked, law)
    answer(checked, party, "object", "正在核查")

    with pytest.raises(CannotStep, match="“纪检机关”不同意，暂缓。"):
        checks.pass_entry(actor=SYSTEM, entry=fresh(checked))


def test_condition_not_met_needs_its_reason(checked, rules):
    law, _party = rules()
    with pytest.raises(Exception, match="不符合的须写明原因。"):
        find(checked, law, passed=False)


def test_department_asked_again_keeps_its_day(checked, rules):
    _law, party = rules()
    first = checks.ask_opinions(actor=SYSTEM, rule=party, entries=[checked], on=date(2025, 3, 3))[0]
    checks.ask_opinions(actor=SYSTEM, rule=party, entries=[checked])

    assert OutsideOpinion.objects.get() == first
    assert OutsideOpinion.objects.get().asked_on == date(2025, 3, 3)


def test_failed_entry_closes_with_its_reason(checked):
    entry = checks.fail_entry(actor=SYSTEM, entry=fresh(checked), note="超龄")

    assert (entry.case.state_id, entry.case.steps.last().note) == ("rejected", "超龄")


def test_only_the_organiser_checks(checked, rules, province):
    law, _party = rules()
    with pytest.raises(Refused):
        checks.record_finding(
            actor=make_cadre(province.first), entry=checked, rule=law, passed=True
        )
