"""Invitation codes that do not fit: counted, so that nobody finds one by trying (contests §4).

Like the answers in ``actions/challenges.py`` a wrong code is nobody's deed; only that a place has to wait goes
to the chain.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.voting import (
    Source,
    hashes_of,
    invitation_of,
    tries_problem,
)
from gonghui.engines.campaigns.models import Stage, WrongCode
from gonghui.engines.campaigns.queries.votes import try_limit, wrong_codes
from gonghui.engines.campaigns.rules.invitations import wrong_code
from gonghui.kernel.lib.actions import SYSTEM, action, trace

KEPT = timedelta(days=1)


def try_code(stage: Stage, typed: str, source: Source) -> str:
    """Look at a code without letting anybody in; a wrong one is counted against device and address.

    Whoever has to wait waits with the right code too: else trying would go on. Requests at the same moment are
    each looked at, so a burst may pass the limit by their number. Side effects in order: the row; at the last
    code of the limit a trace, and a place without device and address counts as one.

    Args:
        stage: a vote of invited people.
        typed: by the visitor.
        source: where it came from.

    Returns:
        Why it does not count, as a sentence; "" when ``cast_ballot`` may follow.
    """
    if not typed.strip():
        return _("请填写邀请码；所选已保留。")
    if fault := tries_problem(stage, source):
        return fault
    if invitation_of(stage, typed) is not None:
        return ""
    return _count(stage, source)


def _count(stage: Stage, source: Source) -> str:
    hashes, now, limit = hashes_of(stage, source), timezone.now(), try_limit(stage)
    WrongCode.objects.create(
        stage=stage,
        device_hash=hashes["device"],
        address_hash=hashes["address"],
        tried_at=now,
    )
    device, address = wrong_codes(stage, now - timedelta(minutes=limit.minutes), **hashes)
    if limit.most == device or limit.address_most == address:
        close_place(actor=SYSTEM, stage=stage, device=device, address=address)
    left = min(limit.most - device, limit.address_most - address)
    return tries_problem(stage, source) or wrong_code(left)


@action
def close_place(*, actor: Any, stage: Stage, device: int, address: int) -> None:
    """Note that a device or an address reached the limit; the vote takes no code from there for a while. Traces.

    Args:
        actor: SYSTEM, as no visitor is named.
        stage: the vote.
        device: wrong codes of the device.
        address: wrong codes of the address.
    """
    trace(
        "campaigns.codes.refused",
        actor=actor,
        subject=stage,
        union_id=stage.campaign.union_id,
        device=device,
        address=address,
    )


def forget_wrong_codes() -> None:
    """Remove what was counted more than a day ago."""
    WrongCode.objects.filter(tried_at__lt=timezone.now() - KEPT).delete()
