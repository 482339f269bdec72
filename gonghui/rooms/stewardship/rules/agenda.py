"""The way of a first-agenda topic (handbook homes §9) and what may still be changed on it."""

from gonghui.rooms.stewardship.enums import AgendaState

NEXT = {
    AgendaState.POOLED: AgendaState.SCHEDULED,
    AgendaState.SCHEDULED: AgendaState.REVIEWED,
    AgendaState.REVIEWED: AgendaState.HELD,
    AgendaState.HELD: AgendaState.SIGNED,
    AgendaState.SIGNED: AgendaState.TRACKED,
    AgendaState.TRACKED: AgendaState.FILED,
}
OPEN = frozenset(
    {AgendaState.POOLED, AgendaState.SCHEDULED, AgendaState.REVIEWED, AgendaState.HELD}
)
"""States before the minutes were signed: the wording may still change."""
STUDIED = frozenset({AgendaState.HELD, AgendaState.SIGNED, AgendaState.TRACKED, AgendaState.FILED})
"""States of a topic that was studied; only these count."""
EDITABLE = frozenset(
    {
        *("theme", "source_title", "source_on", "form", "lead_reader", "speakers", "summary"),
        "place_no",
    }
)
