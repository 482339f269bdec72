"""What is left of a ballot when nobody needs to find doubles any more: what was chosen, and when."""

from datetime import timedelta
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from gonghui.engines.campaigns.enums import StageStatus
from gonghui.engines.campaigns.models import Ballot
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

MANAGE = "campaigns.campaign:manage"
KEPT = timedelta(days=90)
GONE = "gone:"


@action
def forget_voters(*, actor: Any) -> int:
    """Drop the hashes and origins of ballots whose vote ended 90 days ago; totals and marks stay. Traces.

    Returns:
        How many ballots lost them.

    Raises:
        Refused: the actor is neither the clockwork nor organises anything.
    """
    require(actor, MANAGE)
    over = Ballot.objects.filter(
        stage__status=StageStatus.DONE, cast_at__lt=timezone.now() - KEPT
    ).exclude(voter_hash__startswith=GONE)
    over = over.exclude(stage__closes_at__gt=timezone.now() - KEPT)
    count = over.update(
        voter_hash=Concat(Value(GONE), Cast(F("pk"), CharField(max_length=20))),
        device_hash="",
        address_hash="",
        agent_hash="",
        referrer="",
        account_age_days=None,
        device_age_seconds=None,
    )
    trace("campaigns.voters.forgotten", actor=actor, count=count)
    return count
