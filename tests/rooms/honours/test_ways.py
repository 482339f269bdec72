"""The programmes of this room walked from the plan to the register and its figures."""

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.objections import (
    Complaint,
    decide_objection,
    receive_objection,
)
from gonghui.engines.campaigns.actions.voting import cast_ballot
from gonghui.engines.campaigns.queries.votes import tallies
from gonghui.kernel.documents.models import Certificate
from gonghui.rooms.honours.models import Studio
from tests.factories.entries import fresh


def put_forward(way, names, **more):
    """Half of the names by the first university, half by the second; all the way to the checks."""
    unions = way.cast.province.first, way.cast.province.second
    for place, name in enumerate(names):
        way.enter(unions[place % 2], name, **more)
    way.nominate()
    way.return_once(names[0])
    return way.recommend(names[::-1]).check().admit()


def quotas(way, number=9):
    return [(way.cast.province.first, number), (way.cast.province.second, number)]


@pytest.mark.parametrize(
    ("key", "group", "figure"),
    [
        ("may_day_certificates", "五一劳动奖状", "honours.high_medals"),
        ("pioneer_teams", "工人先锋号", "honours.high_medals"),
        ("rural_young_teachers", "乡村优秀青年教师", "honours.rural_teachers"),
    ],
)
def test_recommended_are_named_in_the_order_of_their_unions(way, key, group, figure):
    names = ["荐测甲", "荐测乙", "荐测丙"]
    if key == "may_day_certificates":
        names = [way.cast.province.first.name, way.cast.province.second.name]
    way.plan(key, keep=[group], places={group: 2}).open(quotas(way))
    put_forward(way, names, answers={"front_line": True})
    slate = way.propose()
    assert list(slate) == names[::-1][:2]  # the organiser put them in this order
    awards = way.award_all()

    assert sorted(each.holder_name for each in awards) == sorted(slate)
    assert {each.series.key for each in awards} == {way.campaign.series.key}
    assert {each.document_no for each in awards} == {way.decision.document_no}
    assert (
        Certificate.objects.filter(cert_no__in=[each.certificate_no for each in awards]).count()
        == 2
    )
    assert way.figure(figure) == 2
    assert way.archive().status == "archived"


def test_medals_keep_their_shares_and_the_separate_list_stands_outside(way):
    medal, separate = "五一劳动奖章", "竞赛获奖者"
    way.plan("may_day_medals", places={medal: 5, separate: 1}).open(quotas(way))
    first, second = way.cast.province.first, way.cast.province.second
    for name in ("奖测甲", "奖测乙", "奖测丙"):
        way.enter(first, name, group=medal, answers={"leader": True})
    for name in ("奖测丁", "奖测戊", "奖测己", "奖测庚"):
        way.enter(second, name, group=medal, answers={"front_line": True})
    way.enter(second, "奖测辛", group=separate, answers={"leader": True})
    way.nominate().return_once("奖测甲").recommend().check().admit()

    # at most 15 % leaders of 5 are none, so that only four can be named
    with pytest.raises(ValidationError, match="单位负责人（含副职）不超过 15%"):
        way.propose()


def test_medals_are_given_once_the_list_is_legal(way):
    medal, separate = "五一劳动奖章", "竞赛获奖者"
    way.plan("may_day_medals", places={medal: 3, separate: 1}).open(quotas(way))
    first, second = way.cast.province.first, way.cast.province.second
    way.enter(first, "奖测甲", group=medal, answers={"leader": True})
    for name in ("奖测乙", "奖测丙"):
        way.enter(first, name, group=medal, answers={"front_line": True})
    way.enter(second, "奖测丁", group=medal, answers={})
    way.enter(second, "奖测戊", group=separate, answers={"leader": True})
    way.nominate().return_once("奖测甲").recommend().check().admit()

    assert list(way.propose()) == ["奖测乙", "奖测丙", "奖测丁", "奖测戊"]
    way.award_all()
    assert (way.figure("honours.high_medals"), way.state("奖测甲")) == (4, "not_selected")


def test_upheld_objection_lets_the_next_on_the_order_move_up_and_be_posted(way):
    group = "工人先锋号"
    way.plan("pioneer_teams", keep=[group], places={group: 2}).open(quotas(way))
    put_forward(way, ["队测甲", "队测乙", "队测丙"], answers={"front_line": True})
    way.propose()
    way.deliberate()
    notice = way.post()
    line = notice.lines.order_by("position").first()
    complaint = Complaint(form="named", facts="事迹不实", objector="赵某", contact="025-1")
    organiser = way.cast.organiser
    objection = receive_objection(actor=organiser, notice=notice, line=line, complaint=complaint)
    decide_objection(
        actor=organiser,
        objection=objection,
        upheld=True,
        finding="属实",
        answered_on=way.clock.today,
    )
    way.post()
    way.close_postings()

    assert sorted(each.holder_name for each in way.decide()) == sorted(way.slate())
    assert sorted({*way.slate(), line.name}) == ["队测丙", "队测乙", "队测甲"]
    assert way.state(line.name) == "withdrawn"


def test_studio_is_judged_on_paper_and_on_the_spot_and_kept_with_its_title(way):
    way.plan("innovation_studio", places={"创新工作室": 2}).open(quotas(way))
    answers = {"running_since": "2020-05-01", "member_list": [{"姓名": "焊测乙", "分工": "焊接"}]}
    put_forward(way, ["电工工作室", "焊接工作室", "测绘工作室"], answers=answers)
    papers = {
        "电工工作室": ["0.8", "0.9", "0.9", "0.9", "1"],
        "焊接工作室": "0.9",
        "测绘工作室": "0.7",
    }
    way.judge("材料评审", papers, judges=5)
    way.judge("实地考察", {"电工工作室": "0.9", "焊接工作室": "0.95", "测绘工作室": "1"}, judges=3)
    way.rank("ranking")

    # without the highest and the lowest 0.6 · 90 + 0.4 · 90; 0.6 · 90 + 0.4 · 95; 0.6 · 70 + 0.4 · 100
    assert way.standing() == {
        "焊接工作室": (1, "92.00"),
        "电工工作室": (2, "90.00"),
        "测绘工作室": (3, "82.00"),
    }
    assert list(way.propose()) == ["焊接工作室", "电工工作室"]
    awards = way.award_all()
    leaders = [fresh(way.entries[each]).answers["leading_person"] for each in way.slate()]
    studios = Studio.objects.order_by("name")
    assert list(studios.values_list("name", "leader", "tiers__award")) == [
        ("焊接工作室", leaders[0], awards[0].pk),
        ("电工工作室", leaders[1], awards[1].pk),
    ]
    assert list(studios.values_list("members__name", "members__task")) == [("焊测乙", "焊接")] * 2
    assert way.figure("honours.studios_industry") == 2
    assert awards[0].next_review_on.year == way.clock.today.year + 1
    assert way.archive().status == "archived"


def test_teacher_of_the_year_goes_through_three_rounds_and_a_vote(way):
    person, team = "个人", "团队"
    way.plan("teacher_of_the_year", places={person: 2, team: 1}, ranking={"first": 3}).open(
        quotas(way)
    )
    first, second = way.cast.province.first, way.cast.province.second
    people = ["师测甲", "师测乙", "师测丙", "师测丁"]
    for place, name in enumerate(people):
        way.enter((first, second)[place % 2], name, group=person)
    way.enter(second, "支教团队", group=team, answers={"is_team": True})
    way.nominate().return_once("师测甲").recommend().check().admit()

    for group, names in ((person, people), (team, ["支教团队"])):
        shares = dict(zip(names, ("0.7", "0.9", "0.8", "0.6"), strict=False))
        way.judge("初选评审", shares, group=group)
    for group in (person, team):
        way.rank("初选排名", group=group)
    assert way.standing()["师测丁"] == (4, "60.00")

    panel = way.judge(
        "复选评审", {"师测甲": "0.9", "师测乙": "0.8", "师测丙": "0.85"}, group=person
    )
    assert panel.panel_entries.count() == 3  # 师测丁 was not let through
    way.judge("复选评审", {"支教团队": "0.9"}, group=team)
    for group in (person, team):
        way.rank("复选排名", group=group)

    votes = {"师测甲": 4, "师测乙": 2, "师测丙": 1, "支教团队": 1}
    vote(way, votes)
    with pytest.raises(ValidationError, match="所选的有 1 名已退出或不在候选名单中"):
        vote(way, {"师测丁": 1})  # left behind by the first round
    way.judge("终选评审", {"师测甲": "0.8", "师测乙": "0.9", "师测丙": "0.9"}, group=person)
    way.judge("终选评审", {"支教团队": "0.9"}, group=team)
    for group in (person, team):
        way.rank("终选排名", group=group)

    # 0.7 of the judges and 0.3 of the votes against the most voted: 56+30, 63+15, 63+7.5; 63+30
    assert way.standing() == {
        "师测甲": (1, "86.00"),
        "师测乙": (2, "78.00"),
        "师测丙": (3, "70.50"),
        "支教团队": (1, "93.00"),
    }
    assert way.propose() == {"师测甲": "年度人物", "师测乙": "年度人物", "支教团队": "年度人物"}
    way.award_all()
    assert (way.figure("honours.teachers_of_year"), way.state("师测丁")) == (3, "not_selected")
    totals = tallies(way.stage("网络投票"))
    assert {entry.name: tally.valid_votes for entry, tally in totals} == votes
    assert way.archive().status == "archived"


def vote(way, votes):
    """So many members vote for each name, one name a ballot."""
    stage = way.begin("网络投票")
    for name, number in votes.items():
        for user in way.cast.members(way.cast.province.first, number):
            cast_ballot(actor=user, stage=stage, choices=[way.entries[name].pk])
