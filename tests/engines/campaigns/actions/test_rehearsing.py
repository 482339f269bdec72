"""A dry run walks the real way with invented entries and leaves no honour, notice or person behind."""

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.quotas import set_places
from gonghui.engines.campaigns.actions.rehearsing import rehearse_campaign
from gonghui.engines.campaigns.api import programmes
from gonghui.engines.campaigns.enums import CampaignStatus
from gonghui.engines.campaigns.models import Entry
from gonghui.engines.campaigns.queries.boards import board_of
from gonghui.engines.campaigns.queries.burden import measured_burden
from gonghui.engines.campaigns.queries.calls import open_calls
from gonghui.engines.campaigns.queries.plans import frozen_plan, plan_of
from gonghui.kernel.notices.api import notices_of
from gonghui.kernel.people.models import Person
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, make_draft, plan_from
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def cadre(province):
    return make_cadre(province.federation, role="province_cadre")


@pytest.mark.parametrize("name", ["may_day_medals", "teaching_contest", "digital_skills"])
def test_every_example_can_be_tried_out(province, cadre, name):
    draft = make_draft(province.federation, name, actor=cadre)

    copy = rehearse_campaign(actor=cadre, campaign=draft, entries=3)

    entries = Entry.objects.filter(campaign=copy).select_related("case")
    assert {entry.case.state_id for entry in entries} == {"level_review"}
    assert (copy.is_rehearsal, copy.status) == (True, CampaignStatus.NOMINATING)


@pytest.mark.parametrize("name", ["star_home", "rural_home", "ten_patents"])
def test_shipped_programme_with_special_questions_can_be_tried_out(province, cadre, name):
    draft = make_draft(province.federation, programmes.get(name).plan, actor=cadre)

    copy = rehearse_campaign(actor=cadre, campaign=draft, entries=2)

    states = Entry.objects.filter(campaign=copy).values_list("case__state_id", flat=True)
    assert list(states) == ["level_review"] * 2


def test_dry_run_tells_nobody_and_leaves_no_person(province, cadre):
    invited = make_cadre(province.first)

    rehearse_campaign(actor=cadre, campaign=make_draft(province.federation), entries=8)

    assert list(open_calls()) == []
    assert Person.objects.count() == 0
    assert [notices_of(user).count() for user in (invited, cadre)] == [0, 0]


def test_dry_run_keeps_to_the_places(province, cadre):
    draft = make_draft(province.federation, "may_day_medals")
    unions = [province.second, province.first, province.first]
    for group, union in zip(draft.categories.all(), unions, strict=True):
        set_places(actor=cadre, campaign=draft, category=group, union=union, places=2)

    copy = rehearse_campaign(actor=cadre, campaign=draft)

    rows = Entry.objects.filter(campaign=copy).values_list("union__name", "category__name")
    assert sorted(rows) == [
        ("样板大学工会", "五一劳动奖章"),
        ("示范大学工会", "工人先锋号"),
        ("示范大学工会", "竞赛获奖者"),
    ]
    assert "quota" in [stage.kind for stage in frozen_plan(copy).stages]


def test_draft_is_left_as_it_was(province, cadre):
    draft = make_draft(province.federation, "may_day_medals")
    before = plan_of(draft)

    rehearse_campaign(actor=cadre, campaign=draft, entries=1)

    draft.refresh_from_db()
    assert (plan_of(draft), draft.status) == (before, CampaignStatus.PLANNED)


def test_unsound_plan_is_not_tried_out(province, cadre):
    draft = make_draft(province.federation, plan_from(categories=[]))

    with pytest.raises(ValidationError, match="至少要有一个组别"):
        rehearse_campaign(actor=cadre, campaign=draft)


def test_open_campaign_is_not_tried_out(province, cadre):
    with pytest.raises(ValidationError, match="方案不能再改"):
        rehearse_campaign(actor=cadre, campaign=make_campaign(province.federation))


def test_board_and_meter_read_the_entries(province, cadre):
    copy = rehearse_campaign(
        actor=cadre, campaign=make_draft(province.federation, plan_from()), entries=3
    )

    board = board_of(copy)

    assert dict(zip(board.headings, board.totals, strict=True)) == {
        "草稿": 0,
        "退回修改": 0,
        "已提交": 0,
        "已推荐": 3,
        "拟表彰": 0,
        "未通过": 0,
    }
    assert [row.union.name for row in board.rows if row.is_silent] == ["样板大学工会"]
    assert measured_burden(copy, frozen_plan(copy)).median == 15
