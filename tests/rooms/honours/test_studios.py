"""Studios: founded, filled, named tier by tier, led on, closed; and what a campaign hands over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.api import AwardStatus, Level
from gonghui.engines.campaigns.models import Award
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.honours.actions.studios import (
    add_member,
    change_leader,
    close_studio,
    drop_member,
    found_studio,
    keep_studio,
    log_studio,
    name_studio,
)
from gonghui.rooms.honours.models import Studio, StudioTier
from gonghui.rooms.honours.queries.studios import criteria_of, list_studios, next_tier
from tests.factories.awards import make_award, make_series
from tests.factories.people import make_member
from tests.factories.slates import make_ranked

pytestmark = pytest.mark.usefixtures("all_scope")
NAMED = date(2024, 5, 1)
FACTS = {
    "name": "王测创新工作室",
    "leader_name": "王测",
    "leader_honour": "省劳动模范",
    "founded_on": date(2018, 1, 1),
    "place": "实验楼 301",
    "equipment": "焊接机器人",
    "rules": "管理办法",
}


@pytest.fixture
def studio(province):
    return found_studio(actor=province.local, union=province.first, **FACTS)


def name(province, studio, key, on=NAMED):
    return name_studio(
        actor=SYSTEM, studio=studio, series_key=key, kept_by=province.federation, granted_on=on
    )


def test_studio_is_kept_by_its_own_union(province):
    with pytest.raises(Refused):
        found_studio(actor=province.local, union=province.second, **FACTS)
    assert Studio.objects.count() == 0


def test_criteria_are_counted_from_members_and_log(province, studio):
    assert [one.met for one in criteria_of(studio)].count(True) == 3
    for number in range(3):
        add_member(actor=SYSTEM, studio=studio, name=f"李测{number}", joined_on=NAMED)
        log_studio(
            actor=SYSTEM, studio=studio, kind="promotion", happened_on=NAMED, title="晋升技师"
        )
        log_studio(actor=SYSTEM, studio=studio, kind="output", happened_on=NAMED, title="专利")
    recent = dates.today() - timedelta(days=30)
    for kind in ("project", "exchange", "exchange"):
        log_studio(actor=SYSTEM, studio=studio, kind=kind, happened_on=recent, title="培训")
    assert [one.label for one in criteria_of(studio) if not one.met] == []


def test_member_who_left_no_longer_counts(province, studio):
    member = add_member(
        actor=SYSTEM,
        studio=studio,
        name="李测",
        person=make_member(province.physics, "李测"),
        joined_on=NAMED,
    )
    with pytest.raises(ValidationError):
        add_member(actor=SYSTEM, studio=studio, name="王测", joined_on=NAMED)
    assert list_studios().get().member_count == 1
    drop_member(actor=SYSTEM, studio=studio, member=member, on=dates.today())
    assert list_studios().get().member_count == 0


def test_titles_are_given_tier_by_tier(province, studio):
    with pytest.raises(ValidationError):
        name(province, studio, "studio-province")
    for key in ("studio-unit", "studio-industry", "studio-province"):
        award = name(province, studio, key)
    assert (award.union, award.holder_name, award.next_review_on) == (
        province.first,
        "王测创新工作室",
        date(2025, 5, 1),
    )
    assert (next_tier(studio), list_studios().get().highest) == ("studio-nation", 60)


def test_tier_below_the_highest_is_not_asked_for_again(province, studio):
    series = make_series(target="site", honour_level=Level.INDUSTRY)
    keep_studio(actor=SYSTEM, award=make_award(province.first, series, holder_name=studio.name))
    assert next_tier(studio) == "studio-province"


def test_university_may_not_give_the_title_of_the_province(province, studio):
    name(province, studio, "studio-unit")
    with pytest.raises(Refused):
        name_studio(
            actor=province.local,
            studio=studio,
            series_key="studio-industry",
            kept_by=province.federation,
            granted_on=NAMED,
        )


def test_new_leader_needs_an_honour_and_the_titles_stay(province, studio):
    name(province, studio, "studio-unit")
    with pytest.raises(ValidationError):
        change_leader(actor=SYSTEM, studio=studio, leader_name="赵测", leader_honour="")
    row = change_leader(
        actor=SYSTEM, studio=studio, leader_name="赵测", leader_honour="省五一劳动奖章"
    )
    assert (row.leader_name, Award.objects.get().status) == ("赵测", AwardStatus.ACTIVE)


def test_closed_studio_ends_its_titles_and_takes_no_more_entries(province, studio):
    name(province, studio, "studio-unit")
    close_studio(actor=SYSTEM, studio=studio, on=date(2025, 1, 1), reason="领衔人退休，无人接任")
    award = Award.objects.get()
    assert (award.status, award.ended_on) == (AwardStatus.ENDED, date(2025, 1, 1))
    with pytest.raises(ValidationError):
        log_studio(actor=SYSTEM, studio=studio, kind="output", happened_on=NAMED, title="专利")


@pytest.mark.parametrize("status", [AwardStatus.ACTIVE, AwardStatus.EXPIRED])
def test_title_past_its_validity_stays_expired_whether_or_not_it_was_marked(
    province, studio, status
):
    name(province, studio, "studio-unit")
    Award.objects.update(status=status, valid_to=date(2024, 12, 1))

    close_studio(actor=SYSTEM, studio=studio, on=date(2025, 1, 1), reason="领衔人退休，无人接任")

    assert (Award.objects.get().status, Award.objects.get().status_today) == (
        *(status, AwardStatus.EXPIRED),
    )


def test_new_studio_of_a_campaign_is_described_by_its_entry(province):
    campaign = make_ranked(province.federation, [province.first], number=1, target="site")
    entry = campaign.entries.get()
    entry.answers = {
        "leading_person": make_member(province.first, "孙测").pk,
        "leader_honour": "省劳动模范",
        "running_since": "2019-03-01",
    }
    entry.save()
    keep_studio(actor=SYSTEM, award=make_award(province.first, entry=entry, campaign=campaign))
    studio = Studio.objects.get()
    assert (studio.leader_name, studio.leader_honour, studio.founded_on) == (
        "孙测",
        "省劳动模范",
        date(2019, 3, 1),
    )


def test_campaign_hands_its_award_to_the_studio_of_that_name(province, studio):
    known = make_award(province.first, holder_name="王测创新工作室", holder_kind="site")
    fresh = make_award(province.second, holder_name="钱测创新工作室", holder_kind="site")
    for award in (known, fresh):
        keep_studio(actor=SYSTEM, award=award)
    assert list(StudioTier.objects.values_list("studio__name", flat=True).order_by("pk")) == [
        "王测创新工作室",
        "钱测创新工作室",
    ]
    assert StudioTier.objects.first().studio == studio
