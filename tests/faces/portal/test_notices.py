"""Public notices on the portal's first page: those that run and that everybody may read."""

from datetime import date

import pytest

from gonghui.engines.campaigns.api import running_notices
from gonghui.engines.campaigns.models import PublicNotice
from gonghui.faces.portal.actions import open_portal
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.slates import make_ranked
from tests.factories.unions import make_province

TODAY = date(2025, 3, 5)


@pytest.fixture
def campaign(db, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    province = make_province()
    return make_ranked(province.federation, [province.first])


def make_notice(campaign, title="公示", **more):
    facts = {
        "scope": "public",
        "starts_on": date(2025, 3, 3),
        "ends_on": date(2025, 3, 7),
        "hides_on": date(2025, 4, 7),
        "days": 5,
    }
    return PublicNotice.objects.create(
        campaign=campaign, union=campaign.union, title=title, **facts | more
    )


def test_notices_that_run_are_shown_the_first_to_end_first(campaign):
    late = make_notice(campaign, ends_on=date(2025, 3, 10))
    soon = make_notice(campaign, ends_on=TODAY)
    make_notice(campaign, ends_on=date(2025, 3, 4))
    make_notice(campaign, starts_on=date(2025, 3, 6))
    make_notice(campaign, scope="system")
    assert running_notices() == [soon, late]


def test_first_page_leads_to_the_list(campaign, client):
    open_portal(actor=SYSTEM)
    notice = make_notice(campaign, "拟表彰名单公示")
    text = client.get("/").content.decode()
    assert f'href="/notices/{notice.pk}/"' in text


def test_notices_of_a_rehearsal_are_nobodys_business(campaign):
    make_notice(campaign)
    campaign.is_rehearsal = True
    campaign.save()
    assert running_notices() == []
