"""What waits for leaders and supervisors on their first screen."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import decide
from gonghui.rooms.stewardship.models import Leader
from gonghui.rooms.stewardship.queries.items import late_condition, visible_items
from gonghui.rooms.stewardship.queries.points import Minimum, days_of, minimum_of, with_year
from gonghui.rooms.stewardship.rules.rectification import READ


@dataclass(frozen=True)
class OwnYear:
    """A leader's visits of this year against the minimum."""

    leader: Leader
    visits: int
    days: Decimal
    reported: bool
    minimum: Minimum


def own_year(user: Any) -> OwnYear | None:
    """The year of the leader whose account this is; None for everybody else."""
    year = dates.today().year
    rows = Leader.objects.filter(dates.valid_on(dates.today()), user=user, obliged=True)
    leader: Any = with_year(rows, year).select_related("union").first()
    if leader is None:
        return None
    return OwnYear(
        leader,
        leader.visit_count,
        days_of(leader, year),
        leader.reported,
        minimum_of(leader.union),
    )


def ledger_counts(user: Any) -> dict[str, int]:
    """Items this leader or supervisor looks after: claimed ones that wait for a check, late ones."""
    rows = visible_items(user)
    return {
        "claimed": rows.filter(case__state_id="claimed").count(),
        "late": rows.filter(late_condition()).count(),
    }


def desk_of(user: Any) -> dict[str, Any] | None:
    """Both, for who reads the ledger; None when there is nothing to say."""
    if not decide(user, READ):
        return None
    found = {"own_year": own_year(user), **ledger_counts(user)}
    return found if any(found.values()) else None
