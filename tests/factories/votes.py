"""A campaign whose vote is under way."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from gonghui.engines.campaigns.actions.voting import Proof, purpose_of
from gonghui.engines.campaigns.models import Stage
from gonghui.engines.campaigns.rules.challenges import new_challenge, opened, sealed
from gonghui.kernel.lib import scoping
from tests.factories.access import make_member as make_account
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, bring_to, make_entry
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union, make_federation
from tests.laying import laid_once


@laid_once
def make_vote(*, candidates=3, voters=2, voters_="member", **settings):
    """Candidates of one university that members of another vote on, running since yesterday.

    ``voters`` accounts are made; ``voters_`` is the setting of the stage.
    """
    settings["voters"] = voters_
    federation = make_federation()
    first = make_direct_union(federation, "东海大学工会")
    second = make_direct_union(federation, "南山大学工会")
    stages = [
        {"kind": "public_vote", "label": "网络投票", "settings": settings}
        if each["kind"] == "blind_review"
        else each
        for each in PEOPLE_PLAN["stages"]
    ]
    campaign = make_campaign(federation, plan_from(PEOPLE_PLAN, stages=stages))
    entries = [
        bring_to(make_entry(campaign, first, person=make_member(first)), "eligible")
        for _candidate in range(candidates)
    ]
    stage = campaign.stages.get(kind="public_vote")
    Stage.objects.filter(pk=stage.pk).update(
        status="running", opens_at=timezone.now() - timedelta(days=1)
    )
    stage.refresh_from_db()
    with scoping.everything("factory"):
        accounts = [make_account(make_member(second)) for _voter in range(voters)]
    return SimpleNamespace(
        federation=federation, campaign=campaign, stage=stage, entries=entries, voters=accounts
    )


def answered(stage, device, *, kind="digits"):
    """A question of this vote for a device, opened as its page would, and answered rightly."""
    token = sealed(new_challenge(kind, purpose_of(stage.pk, device), timezone.now()))
    return Proof(token=token, answer=opened(token).answer)
