"""Giving one's matters to somebody else for some days, and taking them back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Delegation
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused


@action
def delegate(
    *,
    actor: Any,
    to: Any,
    valid_from: date,
    valid_to: date,
    table_key: str = "",
    reason: str = "",
) -> Delegation:
    """Let ``to`` act on the actor's authority from one day to another, the end excluded.

    What was given cannot be given on: only the giver's own posts count.

    Raises:
        ValidationError: to oneself, to a closed account, or the days are the wrong way round.
    """
    if to == actor:
        raise ValidationError(_("不能委托给自己。"))
    if not to.is_active:
        raise ValidationError(_("对方的账号已停用，请另选一人。"))
    if valid_to <= max(valid_from, dates.today()):
        raise ValidationError(_("结束日期须晚于开始日期，并且不早于明天。"))
    made = Delegation.objects.create(
        giver=actor,
        taker=to,
        valid_from=valid_from,
        valid_to=valid_to,
        table_key=table_key,
        reason=reason,
    )
    trace("casework.delegation.made", actor=actor, subject=made, to=to.pk, table=table_key)
    return made


@action
def end_delegation(*, actor: Any, delegation: Delegation) -> Delegation:
    """Take it back from today on; a delegation not yet begun never begins.

    Raises:
        Refused: somebody else's delegation.
    """
    if actor != delegation.giver:
        raise Refused(_("只有委托人本人可以收回委托。"))
    delegation.valid_to = max(min(delegation.valid_to, dates.today()), delegation.valid_from)
    delegation.version += 1
    delegation.save()
    trace("casework.delegation.ended", actor=actor, subject=delegation)
    return delegation
