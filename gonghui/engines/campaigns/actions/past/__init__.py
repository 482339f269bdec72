"""Finished campaigns entered from records (补录往届评选): one act, everything that the acts of then would have left."""

from gonghui.engines.campaigns.actions.past.campaigns import record_campaign
from gonghui.engines.campaigns.actions.past.records import (
    PastCampaign,
    PastEntry,
    PastPanel,
)
from gonghui.engines.campaigns.actions.past.withdrawing import withdraw_recorded
from gonghui.engines.campaigns.rules.past import Diary

__all__ = [
    "Diary",
    "PastCampaign",
    "PastEntry",
    "PastPanel",
    "record_campaign",
    "withdraw_recorded",
]
