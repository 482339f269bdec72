"""A draft is what its plan says, and only its organiser changes it."""

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.planning import (
    change_campaign,
    drop_draft,
    plan_campaign,
    save_programme,
)
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import Campaign, Programme, Rubric, Series
from gonghui.engines.campaigns.queries.plans import plan_of
from gonghui.engines.campaigns.rules.plans import read_plan
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, make_draft, plan_from, programme
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def cadre(province):
    return make_cadre(province.federation, role="province_cadre")


@pytest.mark.parametrize("name", ["may_day_medals", "teaching_contest", "digital_skills"])
def test_draft_holds_what_the_programme_says(province, cadre, name):
    plan = programme(name).plan

    campaign = make_draft(province.federation, plan, actor=cadre)

    rows = plan_of(campaign)
    assert [stage.kind for stage in rows.stages] == [stage.kind for stage in plan.stages]
    assert rows.fields == plan.fields
    assert rows.categories == plan.categories
    assert rows.composition == plan.composition
    assert rows.eligibility == plan.eligibility
    assert rows.rubrics == plan.rubrics
    assert rows.series == plan.series


def test_draft_is_refused_to_a_cadre_of_another_union(province, cadre):
    university = make_cadre(province.first)

    plan_campaign(actor=cadre, union=province.federation, plan=plan_from(), year=2026)
    with pytest.raises(Refused):
        plan_campaign(actor=university, union=province.federation, plan=plan_from(), year=2026)

    assert Campaign.objects.count() == 1


def test_series_is_shared_by_its_editions(province):
    first = make_draft(province.federation, "may_day_medals", year=2025)

    second = make_draft(province.federation, "may_day_medals", year=2026)

    assert first.series == second.series == Series.objects.get()


def test_same_standard_is_kept_once_and_a_changed_one_as_a_new_version(province):
    make_draft(province.federation, "teaching_contest")
    make_draft(province.federation, "teaching_contest")
    plan = programme("teaching_contest").plan.as_json()
    plan["rubrics"][0]["items"][0]["full_score"] = "5"

    make_draft(province.federation, read_plan(plan))

    versions = Rubric.objects.order_by("key", "version_no").values_list("key", "version_no")
    assert list(versions) == [
        ("classroom", 1),
        ("reflection", 1),
        ("teaching-design", 1),
        ("teaching-design", 2),
    ]


def test_older_campaign_serves_as_a_plan(province):
    older = make_draft(province.federation, "digital_skills", year=2025)

    again = make_draft(province.federation, plan_of(older), year=2026)

    assert plan_of(again) == plan_of(older)


def test_change_keeps_the_plan_apart_from_the_head(province, cadre):
    campaign = make_draft(province.federation, actor=cadre)

    changed = change_campaign(actor=cadre, campaign=campaign, title="书画展", edition="第二届")

    assert sorted(changed) == ["edition", "title"]
    campaign.refresh_from_db()
    assert str(campaign) == "第二届书画展"


def test_change_of_an_open_campaign_is_refused(province):
    campaign = make_campaign(province.federation)

    with pytest.raises(ValidationError, match="方案不能再改"):
        change_campaign(actor=make_cadre(province.federation), campaign=campaign, title="书画展")

    assert campaign.status == CampaignStatus.NOMINATING


def test_programme_is_saved_under_one_name_once(province, cadre):
    campaign = make_draft(province.federation, actor=cadre)
    saved = save_programme(actor=cadre, campaign=campaign, name="书画")

    with pytest.raises(ValidationError, match="同名模板"):
        save_programme(actor=cadre, campaign=campaign, name=" 书画 ")

    assert read_plan(saved.plan) == plan_of(campaign)
    assert Programme.objects.count() == 1


def test_draft_can_be_dropped_with_its_parts(province, cadre):
    campaign = make_draft(province.federation, "may_day_medals", actor=cadre)

    drop_draft(actor=cadre, campaign=campaign)

    assert Campaign.objects.count() == 0
