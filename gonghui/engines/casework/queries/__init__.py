"""Reads: what may follow, who has what, how much time is left."""

from gonghui.engines.casework.queries.deadlines import ClockView, clock_views, due_of, view_clock
from gonghui.engines.casework.queries.documents import (
    documents_of_case,
    may_add_document,
    may_fetch_document,
)
from gonghui.engines.casework.queries.history import Happening, view_history
from gonghui.engines.casework.queries.holders import (
    authorities_of,
    cases_of_person,
    count_waiting,
    delegations_of,
    escalated_to,
    holder_keys,
    holders_at,
    holders_of,
    inbox_of,
    place_of,
    upper_of,
)
from gonghui.engines.casework.queries.offers import (
    Answers,
    StepOffer,
    available_steps,
    cases_of,
    decide_step,
    find_case,
    may_open,
    offered_step,
    offers_for_person,
)
from gonghui.engines.casework.queries.returns import (
    Return,
    annotate_returns,
    return_of,
    with_returns,
)
from gonghui.engines.casework.queries.tables import (
    changed_tables,
    current_table,
    tables_in_use,
    unknown_names,
)

__all__ = [
    "Answers",
    "ClockView",
    "Happening",
    "Return",
    "StepOffer",
    "annotate_returns",
    "authorities_of",
    "available_steps",
    "cases_of",
    "cases_of_person",
    "changed_tables",
    "clock_views",
    "count_waiting",
    "current_table",
    "decide_step",
    "delegations_of",
    "documents_of_case",
    "due_of",
    "escalated_to",
    "find_case",
    "holder_keys",
    "holders_at",
    "holders_of",
    "inbox_of",
    "may_add_document",
    "may_fetch_document",
    "may_open",
    "offered_step",
    "offers_for_person",
    "place_of",
    "return_of",
    "tables_in_use",
    "unknown_names",
    "upper_of",
    "view_clock",
    "view_history",
    "with_returns",
]
