"""Entries as cases from the slate to the register, moved by what the records say."""

from datetime import timedelta

import pytest

from gonghui.engines.campaigns.actions.decisions import Ruling, decide_awards
from gonghui.engines.campaigns.actions.notices import Posting, close_notice, post_notice
from gonghui.engines.campaigns.actions.objections import (
    Complaint,
    decide_objection,
    receive_objection,
)
from gonghui.engines.campaigns.actions.slates import propose_slate
from gonghui.engines.campaigns.models import Award, Entry, PublicNotice
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.campaigns import SMALL, make_campaign, plan_from
from tests.factories.entries import bring_to, make_entry
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
STAGES = (
    {"kind": "notice", "label": "发布通知"},
    {"kind": "nominate", "label": "填表推荐", "days": 10},
    {"kind": "recommend", "label": "逐级推荐"},
    {"kind": "slate", "label": "拟定名单", "settings": {"reserve": 1}},
    {"kind": "public_notice", "label": "公示"},
    {"kind": "decision", "label": "表彰决定"},
)
ANONYMOUS = Complaint(form="anonymous", facts="不属实")


@pytest.fixture
def province(db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre")
    return found


@pytest.fixture
def campaign(province):
    plan = plan_from(SMALL, stages=list(STAGES), categories=[{"name": "书法", "places": 2}])
    found = make_campaign(province.federation, plan, quotas=[(province.first, 9)])
    for number in range(4):
        entry = make_entry(found, province.first, name=f"作品{number + 1}")
        bring_to(entry, "eligible")
    return found


def states():
    rows = Entry.objects.order_by("pk").select_related("case")
    return [entry.case.state_id for entry in rows]


def post(campaign, actor):
    posting = Posting(title="公示", starts_on=dates.today(), contacts=["工会"])
    return post_notice(actor=actor, campaign=campaign, posting=posting)


def pass_a_fortnight():
    """The notices lie two weeks back."""
    past = dates.today() - timedelta(days=14)
    PublicNotice.objects.update(starts_on=past, ends_on=past + timedelta(days=6))


def test_entries_walk_with_the_records_to_the_award(province, campaign):
    cadre = province.cadre
    propose_slate(actor=cadre, campaign=campaign)
    assert states() == ["proposed", "proposed", "reserve", "eligible"]
    notice = post(campaign, cadre)
    assert states() == ["publicity", "publicity", "reserve", "eligible"]
    first, second = notice.lines.order_by("position")
    kept = receive_objection(actor=SYSTEM, notice=notice, line=first, complaint=ANONYMOUS)
    fell = receive_objection(actor=SYSTEM, notice=notice, line=second, complaint=ANONYMOUS)
    assert states() == ["objection", "objection", "reserve", "eligible"]
    decide_objection(actor=cadre, objection=kept, upheld=False, finding="不实")
    decide_objection(actor=cadre, objection=fell, upheld=True, finding="属实")
    assert states() == ["publicity", "withdrawn", "proposed", "reserve"]
    post(campaign, cadre)
    pass_a_fortnight()
    for each in PublicNotice.objects.all():
        close_notice(actor=cadre, notice=each)
    ruling = Ruling(
        title="决定", signatory="王主席", decided_on=dates.today(), agency_code="示教科工"
    )
    decide_awards(actor=cadre, campaign=campaign, ruling=ruling)
    assert states() == ["awarded", "withdrawn", "awarded", "not_selected"]
    holders = Award.objects.order_by("pk").values_list("holder_name", flat=True)
    assert list(holders) == ["作品1", "作品3"]
