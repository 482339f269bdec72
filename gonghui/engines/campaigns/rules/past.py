"""The way that an entry of a finished campaign went, told by its outcome (补录往届评选)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.rules.lines import Walk

AWARDED, NOT_SELECTED, REJECTED, WITHDRAWN = "awarded", "not_selected", "rejected", "withdrawn"
OUTCOMES = (AWARDED, NOT_SELECTED, REJECTED, WITHDRAWN)
"""What may become of an entry; the state in which its case ends."""
CHOSEN_STEPS = ("propose", "post", "approve", "award")
BEFORE_CHECKS = {
    "draft": "submit",
    "unit_review": "decide",
    "unit_publicity": "finish_notice",
    "recommended": "accept",
}
"""The step that leaves each state on the way to the checks."""


@dataclass(frozen=True, kw_only=True)
class Diary:
    """The days of a campaign that is over, each on or after the one above it.

    Attributes:
        entered_on: entries were handed in.
        agreed_on: the units met and posted the names.
        reported_on: the notices at the units were over; entries went up.
        accepted_on: levels endorsed, the organiser took entries in.
        checked_on: conditions and departments.
        ranked_on: scores were closed.
        listed_on: the slate; a meeting about it has a day of its own.
        posted_on: the public notice began.
        closed_on: it was over.
    """

    opened_on: date
    entered_on: date
    agreed_on: date
    reported_on: date
    accepted_on: date
    checked_on: date
    ranked_on: date
    listed_on: date
    posted_on: date
    closed_on: date
    decided_on: date
    archived_on: date

    def problems(self) -> list[str]:
        """Names of days that lie before the one above them."""
        days = list(vars(self).items())
        return [late for (_early, a), (late, b) in pairwise(days) if b < a]

    def day_of(self, step: str) -> date:
        """When a step of an entry was taken."""
        return getattr(self, DAYS[step])


DAYS = {
    "submit": "entered_on",
    "decide": "agreed_on",
    "finish_notice": "reported_on",
    "send_back": "reported_on",
    "resubmit": "reported_on",
    "endorse": "accepted_on",
    "accept": "accepted_on",
    "pass": "checked_on",
    "fail": "checked_on",
    "withdraw": "checked_on",
    "rank": "ranked_on",
    "propose": "listed_on",
    "reserve": "listed_on",
    "post": "posted_on",
    "approve": "decided_on",
    "award": "decided_on",
    "not_select": "decided_on",
}
"""Which day of the diary a step belongs to."""


def way_of(
    walk: Walk, outcome: str, *, levels: int = 0, sent_back: bool = False, reserve: bool = False
) -> Iterator[str]:
    """The steps of an entry in their order.

    Args:
        walk: of the plan.
        outcome: one of ``OUTCOMES``.
        levels: between the unit and the organiser, each of which endorsed.
        sent_back: the first level above the unit returned it once, and it came again.
        reserve: it waited on the reserve of the slate.
    """
    waiting = "recommended" if "recommended" in walk.line else "level_review"
    for state in walk.line[: walk.line.index("eligible")]:
        if sent_back and state == waiting:
            yield from ("send_back", "resubmit")
        if state == "recommended":
            yield from ("endorse",) * levels
        if state in BEFORE_CHECKS:
            yield BEFORE_CHECKS[state]
    if outcome in (REJECTED, WITHDRAWN):
        yield "fail" if outcome == REJECTED else "withdraw"
        return
    yield "pass"
    if "ranked" in walk.line:
        yield "rank"
    if outcome == AWARDED:
        states = {"propose": "proposed", "post": "publicity"}
        yield from (step for step in CHOSEN_STEPS if states.get(step, "awarded") in walk.line)
    else:
        yield from (("reserve",) if reserve else ())
        yield "not_select"


def meets(walk: Walk) -> bool:
    """Whether units agree in a meeting before they recommend."""
    return walk.has(StageKind.DEMOCRATIC)
