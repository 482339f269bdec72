"""From ranks to a slate: proposed, made legal, overridden with a reason, refilled."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.slates import (
    Meeting,
    place_on_slate,
    propose_slate,
    record_deliberation,
    replace_on_slate,
    take_off_slate,
)
from gonghui.engines.campaigns.models import (
    CompositionRule,
    Deliberation,
    EligibilityRule,
    Entry,
    Finding,
    Slate,
)
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
MEETING = {"meeting": "主席办公会", "held_on": date(2025, 3, 3), "attendees": "甲、乙、丙"}


@pytest.fixture
def province(db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    return make_ranked(province.federation, [province.first, province.second])


def names(slate):
    return [entry.name for entry in chosen_of(slate)]


def entry_called(name):
    return Entry.objects.get(name=name)


def test_slate_follows_the_ranks_as_far_as_the_rules_allow(province, campaign):
    slate = propose_slate(actor=province.cadre, campaign=campaign)
    assert (names(slate), slate.version_no, slate.composition["legal"]) == (
        ["李测一", "王测二", "赵测四"],
        1,
        True,
    )
    reserve = [line.entry.name for line in slate.lines.all() if line.is_reserve]
    assert reserve == ["张测三", "陈测五"]


def test_cap_per_unit_counts_a_branch_with_its_university(province):
    campaign = make_ranked(
        province.federation,
        [province.physics, province.first, province.second],
        places=4,
        woman_from=1,
    )
    slate = propose_slate(actor=SYSTEM, campaign=campaign)
    assert names(slate) == ["李测一", "王测二", "张测三", "陈测五"]


def test_colliding_rules_are_named_and_nothing_is_kept(province, campaign):
    CompositionRule.objects.create(
        campaign=campaign, flag="leader", label="单位负责人", minimum_percent=Decimal(50)
    )
    with pytest.raises(ValidationError) as refusal:
        propose_slate(actor=SYSTEM, campaign=campaign)
    assert "单位负责人不少于 50%" in " ".join(refusal.value.messages)
    assert Slate.objects.count() == 0


def test_failed_condition_keeps_a_name_off(province, campaign):
    rule = EligibilityRule.objects.create(campaign=campaign, code="safety", label="三年内无事故")
    Finding.objects.create(entry=entry_called("李测一"), rule=rule, passed=False)
    assert names(propose_slate(actor=SYSTEM, campaign=campaign)) == ["王测二", "张测三", "赵测四"]


def test_override_asks_for_the_reason_of_the_minutes_and_the_meter_says_what_breaks(
    province, campaign
):
    propose_slate(actor=SYSTEM, campaign=campaign)
    entry = entry_called("张测三")
    with pytest.raises(ValidationError):
        place_on_slate(actor=province.cadre, campaign=campaign, entry=entry, reason=" ")
    slate = place_on_slate(
        actor=province.cadre, campaign=campaign, entry=entry, reason="会议研究：成果突出"
    )
    sentences = [line["sentence"] for line in slate.composition["meter"] if line["blocks"]]
    assert (slate.version_no, slate.composition["legal"]) == (2, False)
    assert sentences == [
        "创新能手须 3 名，现有 4 名，多出 1 名",
        "女性至少 2 名，现有 1 名，还差 1 名",
    ]
    assert [line.override_reason for line in slate.lines.all() if line.override_reason] == [
        "会议研究：成果突出"
    ]


def test_replacement_in_rank_order_makes_the_slate_legal_again(province, campaign):
    propose_slate(actor=SYSTEM, campaign=campaign)
    fallen = entry_called("赵测四")
    slate = take_off_slate(actor=SYSTEM, campaign=campaign, entry=fallen, reason="本人放弃")
    assert (names(slate), slate.composition["legal"]) == (["李测一", "王测二"], False)
    slate = replace_on_slate(actor=SYSTEM, campaign=campaign, fallen=[fallen], reason="依次递补")
    assert (names(slate), slate.composition["legal"]) == (["李测一", "王测二", "陈测五"], True)
    assert current_slate(campaign) == slate


def test_name_that_was_replaced_does_not_come_back_with_the_next_replacement(province, campaign):
    propose_slate(actor=SYSTEM, campaign=campaign)
    for name, then in (("赵测四", "陈测五"), ("陈测五", "周测六"), ("周测六", "赵测四")):
        slate = replace_on_slate(
            actor=SYSTEM, campaign=campaign, fallen=[entry_called(name)], reason="依次递补"
        )
        assert names(slate) == ["李测一", "王测二", then]


def test_grades_are_given_by_place(province):
    stages = {"grades": ["一等奖 1", "二等奖 2"]}
    campaign = make_ranked(province.federation, [province.first, province.second])
    stage = campaign.stages.get(kind="slate")
    stage.settings |= stages
    stage.save()
    slate = propose_slate(actor=SYSTEM, campaign=campaign)
    assert [line.grade for line in slate.lines.all() if not line.is_reserve] == [
        "一等奖",
        "二等奖",
        "二等奖",
    ]


def test_meeting_settles_a_legal_slate_by_its_majority(province, campaign):
    propose_slate(actor=SYSTEM, campaign=campaign)
    few = Meeting(**MEETING, in_favour=3, against=2, abstained=1)
    with pytest.raises(ValidationError) as refusal:
        record_deliberation(actor=province.cadre, campaign=campaign, meeting=few)
    assert list(refusal.value.message_dict) == ["in_favour"]
    enough = Meeting(**MEETING, in_favour=4, against=2, abstained=1)
    record_deliberation(actor=province.cadre, campaign=campaign, meeting=enough)
    assert Deliberation.objects.get().slate == current_slate(campaign)


def test_meeting_does_not_settle_what_is_not_legal(province, campaign):
    propose_slate(actor=SYSTEM, campaign=campaign)
    take_off_slate(actor=SYSTEM, campaign=campaign, entry=entry_called("李测一"), reason="本人放弃")
    with pytest.raises(ValidationError):
        record_deliberation(
            actor=SYSTEM, campaign=campaign, meeting=Meeting(**MEETING, in_favour=5)
        )
    assert Deliberation.objects.count() == 0


def test_cadre_of_another_union_keeps_off(province, campaign):
    with pytest.raises(Refused):
        propose_slate(actor=make_cadre(province.first), campaign=campaign)
    assert Slate.objects.count() == 0
