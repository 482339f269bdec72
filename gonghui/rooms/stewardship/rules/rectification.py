"""Putting an issue right, as a state table (handbook homes §8).

A changed table needs a new version and a newly signed digest; running cases keep theirs. A failed
re-inspection (回头看) opens a further case of the same item, because a closed case never goes on.
"""

from gonghui.engines.casework.api import (
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

KEY = "stewardship.rectification"
READ = "stewardship.item:read"
SUPERVISE = "stewardship.item:supervise"
FOLLOW = "stewardship.item:follow"
OWNER = "stewardship.owner"
CLOCK = "due"
LENGTH = 90

_SUPERVISOR, _OWNER = Holder(SUPERVISE), Holder(FOLLOW, OWNER)

STATES = (
    State("not_started", "waiting", "未启动", _SUPERVISOR),
    State("underway", "working", "整改中", _OWNER, (CLOCK,)),
    State("sent_back", "working", "退回", _OWNER, (CLOCK,)),
    State("claimed", "waiting", "已完成待核", _SUPERVISOR),
    State("long_term", "working", "长期坚持", _OWNER),
    State("closed", "done", "销号"),
)

TRANSITIONS = (
    Transition(
        "approve",
        ("not_started",),
        "underway",
        "批准方案，开始整改",
        SUPERVISE,
        guards=("stewardship.planned",),
        effects=("stewardship.begin_item",),
    ),
    Transition(
        "approve_long_term",
        ("not_started",),
        "long_term",
        "批准方案，长期坚持",
        SUPERVISE,
        guards=("stewardship.planned_long",),
        effects=("stewardship.begin_item",),
    ),
    Transition(
        "claim",
        ("underway", "sent_back"),
        "claimed",
        "申报完成",
        FOLLOW,
        at=OWNER,
        guards=("stewardship.has_evidence",),
        needs_note=True,
        effects=("stewardship.keep_claim",),
    ),
    Transition(
        "close",
        ("claimed",),
        "closed",
        "核销",
        SUPERVISE,
        at="own",
        guards=("stewardship.not_owner", "stewardship.accepted"),
        effects=("stewardship.close_item",),
    ),
    Transition(
        "return",
        ("claimed",),
        "sent_back",
        "退回整改",
        SUPERVISE,
        at="own",
        guards=("stewardship.not_owner",),
        needs_note=True,
        effects=("stewardship.return_claim",),
        new_round=True,
        tone="back",
    ),
    Transition(
        "keep_up",
        ("underway",),
        "long_term",
        "转为长期坚持",
        SUPERVISE,
        at="own",
        guards=("stewardship.not_owner",),
        needs_note=True,
        effects=("stewardship.keep_up",),
        tone="back",
    ),
    Transition(
        "set_date",
        ("long_term",),
        "underway",
        "转为限期整改",
        SUPERVISE,
        at="own",
        guards=("stewardship.not_owner", "stewardship.due_ahead"),
        needs_note=True,
        needs_fields=(StepField("due", "整改期限", "day"),),
        effects=("stewardship.set_date",),
        tone="back",
    ),
)

CLOCKS = (
    ClockRule(
        CLOCK,
        "整改期限",
        LENGTH,
        "day",
        "handbook homes §8 [U]",
        starts="stewardship.due_start",
        remind=(),
    ),
)
"""The clock starts its length before the day of the plan, so that it ends on that day."""

RECTIFICATION = StateTable(KEY, 1, "整改事项", STATES, TRANSITIONS, CLOCKS)
DIGEST = "72f0c559d3b34c15c1a74143622322b0898d0f572b4dfd0a1b1ff4309a27cb0f"

STEADY = ("not_started", "underway", "sent_back", "claimed", "long_term", "closed")
"""The states in the order of reports."""
