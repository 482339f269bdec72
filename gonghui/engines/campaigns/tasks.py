"""What the clock starts."""

from gonghui.engines.campaigns.actions.award_events import expire_awards
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM


def mark_expired_awards() -> None:
    """Say of awards whose validity is over that it is."""
    with scoping.everything("validity ends everywhere"):
        expire_awards(actor=SYSTEM)
