"""Open calls on the portal: those that their organisers show, and nothing of drafts and rehearsals."""

import pytest
from django.urls import reverse

from tests.factories.campaigns import SMALL, make_campaign, make_draft, plan_from
from tests.factories.unions import make_federation

pytestmark = pytest.mark.django_db

HIDDEN = [
    {"kind": "notice", "label": "发布通知", "settings": {"on_portal": False}},
    *SMALL["stages"][1:],
]


@pytest.fixture
def federation():
    return make_federation()


def test_list_holds_open_public_calls_only(client, federation):
    shown = make_campaign(federation)
    make_campaign(federation, plan_from(stages=HIDDEN))
    make_draft(federation)

    page = client.get(reverse("portal:calls"))

    assert page.context["calls"] == [shown]


def test_call_is_read_without_an_account(client, federation):
    campaign = make_campaign(federation, "may_day_medals", quotas=[(federation, 1)])

    page = client.get(reverse("portal:call", args=[campaign.pk]))

    assert page.context["title"] == campaign.title
    assert [stage.kind for stage in page.context["stages"]][:2] == ["notice", "quota"]


@pytest.mark.parametrize(
    "make", [make_draft, lambda top: make_campaign(top, plan_from(stages=HIDDEN))]
)
def test_call_that_is_not_public_does_not_exist(client, federation, make):
    campaign = make(federation)

    assert client.get(reverse("portal:call", args=[campaign.pk])).status_code == 404
