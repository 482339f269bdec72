"""Contests of several rounds: each ranking closes its own round, only the first places go on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gonghui.engines.campaigns.actions.marks import record_marks
from gonghui.engines.campaigns.actions.ranking import rank_category
from gonghui.engines.campaigns.api import programmes, read_plan
from gonghui.engines.campaigns.queries.results import sheet_rules
from gonghui.engines.campaigns.queries.rounds import in_round, scored_stages
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.campaigns import SMALL, make_campaign
from tests.factories.entries import bring_to, fresh, make_entry

pytestmark = pytest.mark.usefixtures("all_scope")
SHIPPED = dict(programmes)
EXAM = {"learning_percent": "0", "exam_percent": "100"}
ROUNDS = (
    {"kind": "notice", "label": "发布通知"},
    {"kind": "nominate", "label": "报名", "days": 10},
    {"kind": "exam", "label": "初赛", "settings": EXAM},
    {"kind": "ranking", "label": "初赛排名", "settings": {"first": 2}},
    {"kind": "exam", "label": "决赛", "settings": EXAM},
    {"kind": "ranking", "label": "决赛排名"},
    {"kind": "slate", "label": "拟定名单"},
    {"kind": "decision", "label": "决定"},
)


def test_second_ranking_takes_only_its_own_round_and_who_came_through(province):
    plan = read_plan(
        SMALL | {"stages": list(ROUNDS), "categories": [{"name": "个人", "places": 1}]}
    )
    campaign = make_campaign(province.federation, plan)
    entries = [make_entry(campaign, province.first, name=f"选手{sign}") for sign in "甲乙丙"]
    entries = [bring_to(each, "eligible") for each in entries]
    category = campaign.categories.get()
    heat, final = campaign.stages.filter(kind="exam")
    first, second = campaign.stages.filter(kind="ranking")
    scores = {each.pk: Decimal(90 - place) for place, each in enumerate(entries)}
    record_marks(actor=SYSTEM, stage=heat, part="exam", values=scores)
    rank_category(actor=SYSTEM, stage=first, category=category)
    numbers = [fresh(each).candidate_no for each in entries]
    assert (in_round(first, category), in_round(second, category)) == (None, set(numbers[:2]))

    marks = {entries[0].pk: Decimal(70), entries[1].pk: Decimal(95)}
    record_marks(actor=SYSTEM, stage=final, part="exam", values=marks)
    rank_category(actor=SYSTEM, stage=second, category=category)
    assert [(fresh(each).rank, fresh(each).total) for each in entries] == [
        (2, Decimal(70)),
        (1, Decimal(95)),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("key", "rounds"),
    [
        ("teacher_of_the_year", [["初选评审"], ["复选评审"], ["网络投票", "终选评审"]]),
        ("ten_patents", [["专家评审"], ["答辩"]]),
        ("skills_contest", [["理论考试", "实际操作"]]),
    ],
)
def test_rankings_of_shipped_programmes_close_their_rounds(province, key, rounds):
    plan = replace(SHIPPED[key].plan, title="评选")
    quotas = [(province.first, 1)] if plan.stages_of("quota") else []
    campaign = make_campaign(province.federation, plan, quotas=quotas)
    rankings = list(campaign.stages.filter(kind="ranking"))
    assert [[each.label for each in scored_stages(ranking)] for ranking in rankings] == rounds
    weights = [
        sum(part.weight for part in sheet_rules(ranking).formula.parts) for ranking in rankings
    ]
    assert weights == [1] * len(rounds)
