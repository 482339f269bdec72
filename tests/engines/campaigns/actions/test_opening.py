"""Opening freezes the plan; stages then run in their order, and the status follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gonghui.engines.campaigns.actions.opening import (
    archive_campaign,
    close_stage,
    date_stages,
    open_campaign,
    open_stage,
    reschedule_stage,
    resume_campaign,
    suspend_campaign,
)
from gonghui.engines.campaigns.actions.telling import tell_invited
from gonghui.engines.campaigns.enums import CampaignStatus, StageStatus
from gonghui.engines.campaigns.queries.plans import frozen_plan, plan_of
from gonghui.engines.campaigns.rules import registries
from gonghui.engines.campaigns.tasks import begin_due_stages
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices.api import notices_of
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, make_draft
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def cadre(province):
    return make_cadre(province.federation, role="province_cadre")


@pytest.fixture
def dated(province, cadre):
    """A draft whose nomination ends in ten days."""
    campaign = make_draft(province.federation, actor=cadre)
    _stage(campaign, "nominate", closes_at=timezone.now() + timedelta(days=10))
    return campaign


def _stage(campaign, kind, **values):
    campaign.stages.filter(kind=kind).update(**values)
    return campaign.stages.get(kind=kind)


def statuses(campaign):
    return dict(campaign.stages.values_list("kind", "status"))


def test_opening_freezes_the_plan_with_its_digest(dated, cadre):
    campaign = open_campaign(actor=cadre, campaign=dated)

    assert campaign.plan["digest"] == frozen_plan(campaign).digest
    assert frozen_plan(campaign) == plan_of(campaign)


def test_opening_starts_the_nomination(dated, cadre):
    campaign = open_campaign(actor=cadre, campaign=dated)

    assert campaign.status == CampaignStatus.NOMINATING
    assert statuses(campaign) == {
        "notice": "done",
        "nominate": "running",
        "recommend": "running",
        "slate": "waiting",
        "decision": "waiting",
    }


def test_opening_waits_with_a_nomination_that_starts_later(dated, cadre):
    nominate = _stage(dated, "nominate", opens_at=timezone.now() + timedelta(days=1))
    campaign = open_campaign(actor=cadre, campaign=dated)
    before = campaign.status
    _stage(campaign, "nominate", opens_at=timezone.now() - timedelta(minutes=1))

    begin_due_stages()

    campaign.refresh_from_db()
    nominate.refresh_from_db()
    assert (before, campaign.status) == (CampaignStatus.OPEN, CampaignStatus.NOMINATING)
    assert nominate.status == StageStatus.RUNNING


def test_opening_names_everything_that_is_missing(province, cadre):
    campaign = make_draft(province.federation, "may_day_medals", actor=cadre)

    with pytest.raises(ValidationError) as refusal:
        open_campaign(actor=cadre, campaign=campaign)

    assert refusal.value.messages == [
        "“填表推荐”没有截止时间，请在环节中填写，或点“排出时间表”。",
        "组别“五一劳动奖章”的名额尚未分配到各工会。",
        "组别“工人先锋号”的名额尚未分配到各工会。",
        "组别“竞赛获奖者”的名额尚未分配到各工会。",
    ]


def test_opening_is_refused_to_another_union(dated, province):
    with pytest.raises(Refused):
        open_campaign(actor=make_cadre(province.first), campaign=dated)

    dated.refresh_from_db()
    assert dated.status == CampaignStatus.PLANNED


def test_call_reaches_the_cadres_of_invited_unions_once(province):
    invited = make_cadre(province.first)
    city = make_cadre(province.nanjing, role="city_cadre")
    branch = make_cadre(province.physics, role="branch_cadre")
    campaign = make_campaign(province.federation)

    told = [tell_invited(campaign=campaign), tell_invited(campaign=campaign)]

    assert told == [2, 2]
    assert [notices_of(user).count() for user in (invited, city, branch)] == [1, 1, 0]


def test_dates_lay_the_stages_end_to_end(province, cadre):
    campaign = make_draft(province.federation, "may_day_medals", actor=cadre)

    date_stages(actor=cadre, campaign=campaign, starts_on=date(2026, 3, 2))

    rows = campaign.stages.filter(kind__in=("notice", "nominate", "democratic", "unit_publicity"))
    assert [
        (row.kind, *(each and timezone.localtime(each).strftime("%m-%d %H") for each in times))
        for row in rows
        for times in [(row.opens_at, row.closes_at)]
    ] == [
        ("notice", "03-02 09", "03-06 17"),
        ("nominate", "03-07 09", "03-26 17"),
        ("democratic", None, None),
        ("unit_publicity", "03-27 09", "04-04 17"),
    ]


def test_stage_waits_for_the_earlier_ones(province, cadre):
    campaign = make_campaign(province.federation)
    slate = campaign.stages.get(kind="slate")

    with pytest.raises(ValidationError, match="请先结束“填表推荐”"):
        open_stage(actor=cadre, stage=slate)
    for kind in ("nominate", "recommend"):
        close_stage(actor=cadre, stage=campaign.stages.get(kind=kind))
    open_stage(actor=cadre, stage=slate)

    campaign.refresh_from_db()
    assert campaign.status == CampaignStatus.PROPOSING


def test_guard_of_a_kind_keeps_its_stage_open(province, cadre, monkeypatch):
    monkeypatch.setattr(registries, "_guards", {})
    registries.register_stage_guard("nominate", "close", lambda _stage: ["还有 2 份草稿。"])
    campaign = make_campaign(province.federation)

    with pytest.raises(ValidationError, match="还有 2 份草稿"):
        close_stage(actor=cadre, stage=campaign.stages.get(kind="nominate"))

    assert statuses(campaign)["nominate"] == "running"


def test_effect_of_a_kind_runs_with_its_stage(province, cadre, monkeypatch):
    seen = []
    monkeypatch.setattr(registries, "_effects", {})
    registries.register_stage_effect(
        "nominate", "close", lambda *, actor, stage: seen.append((actor, stage.status))
    )
    campaign = make_campaign(province.federation)

    close_stage(actor=cadre, stage=campaign.stages.get(kind="nominate"))

    assert seen == [(cadre, "done")]


def test_other_times_need_a_reason_once_open(province, cadre):
    campaign = make_campaign(province.federation)
    stage = campaign.stages.get(kind="nominate")
    later = timezone.now() + timedelta(days=20)
    times = {"opens_at": None, "closes_at": later}

    with pytest.raises(ValidationError, match="请写明调整时间的原因"):
        reschedule_stage(actor=cadre, stage=stage, reason=" ", **times)
    reschedule_stage(actor=cadre, stage=stage, reason="多所学校放假", **times)

    campaign.refresh_from_db()
    assert campaign.closes_at == later


def test_suspended_campaign_goes_on_where_it_stopped(province, cadre):
    campaign = make_campaign(province.federation)
    suspend_campaign(actor=cadre, campaign=campaign, reason="通知有误")

    with pytest.raises(ValidationError, match="当前为“暂停”"):
        close_stage(actor=cadre, stage=campaign.stages.get(kind="nominate"))
    resumed = resume_campaign(actor=cadre, campaign=campaign)

    assert resumed.status == CampaignStatus.NOMINATING


def test_archive_waits_for_the_last_stage(province, cadre):
    campaign = make_campaign(province.federation)

    with pytest.raises(ValidationError, match="还没有结束"):
        archive_campaign(actor=cadre, campaign=campaign)
    campaign.stages.update(status=StageStatus.DONE)
    archived = archive_campaign(actor=SYSTEM, campaign=campaign)

    assert archived.status == CampaignStatus.ARCHIVED
