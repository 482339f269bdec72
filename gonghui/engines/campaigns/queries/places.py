"""Who has an entry: its drafter, the level it is at, the organiser, whoever looks into an objection."""

from datetime import date, timedelta
from typing import Any

from gonghui.engines.campaigns.queries.entries import entry_of
from gonghui.engines.casework.api import Case
from gonghui.kernel.lib import dates


def drafter_of(case: Case) -> Any:
    """Who fills in the form: the member who began it, else the union."""
    entry = entry_of(case)
    maker = entry.entered_by
    own = maker is not None and maker.person_id is not None and maker.person_id == entry.person_id
    return maker if own else entry.union


def at_union_of(case: Case) -> Any:
    """The level that has it now."""
    return entry_of(case).at_union


def organiser_of(case: Case) -> Any:
    """The union that organises the campaign."""
    return entry_of(case).campaign.union


def objection_at(case: Case) -> Any:
    """Who looks into an objection: whoever posted the name."""
    at_unit = "unit_publicity" in (case.state_id, case.returned_from)
    return case.union if at_unit else organiser_of(case)


def day_before(_case: Case) -> date:
    """Yesterday, for a clock that counts today."""
    return dates.today() - timedelta(days=1)


PLACES = {
    "drafter": drafter_of,
    "at_union": at_union_of,
    "organiser": organiser_of,
    "objection_at": objection_at,
}
"""By name, as the tables write them behind ``campaigns.``."""
