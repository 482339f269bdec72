"""Who wants to know of every award that a decision gives: rooms keep what only they know."""

from collections.abc import Callable
from typing import Any

from gonghui.engines.campaigns.models import Award, Campaign
from gonghui.kernel.lib.registry import Registry

Outcome = Callable[..., None]
outcomes: Registry[Outcome] = Registry("outcome of a campaign")


def register_outcome(key: str, function: Outcome) -> Outcome:
    """Have ``function(actor=…, award=…)`` called for each award of campaigns whose outcome is ``key``.

    It runs inside the transaction of the decision, after the awards were written.
    """
    return outcomes.register(key, function)


def tell_room(*, actor: Any, campaign: Campaign, awards: list[Award]) -> None:
    """Call the function that the campaign names, once for each award; nothing without one."""
    if not campaign.outcome:
        return
    function = outcomes.get(campaign.outcome)
    for award in awards:
        function(actor=actor, award=award)
