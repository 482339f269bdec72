"""The transfer of a membership between two unions as a state table (handbook organisation §8).

The letting union issues, the receiving union accepts: no transfer without both. The member may begin it
and confirm it; until it is accepted the member counts at the old union.
"""

from gonghui.engines.casework.api import (
    PERSON,
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

KEY = "organising.transfer"
ISSUE = "people.transfer:decide"
ACCEPT = "people.transfer:decide"
RECEIVER = "organising.receiver"

_ACCEPTED = (StepField("accepted_on", "接收日期", "day"),)

STATES = (
    State("requested", "waiting", "待转出工会同意", Holder(ISSUE), ("accept",)),
    State("issued", "waiting", "待转入工会接收", Holder(ACCEPT, RECEIVER), ("accept",)),
    State(
        "confirmed", "waiting", "本人已确认，待转入工会接收", Holder(ACCEPT, RECEIVER), ("accept",)
    ),
    State("accepted", "done", "已接收"),
    State("declined", "refused", "转出工会未同意"),
    State("rejected", "refused", "转入工会未接收"),
    State("withdrawn", "withdrawn", "已撤回"),
)

TRANSITIONS = (
    Transition(
        "issue",
        ("requested",),
        "issued",
        "同意转出",
        ISSUE,
        needs_fields=(StepField("issued_on", "转出日期", "day"),),
        effects=("organising.issue_transfer",),
    ),
    Transition(
        "decline", ("requested",), "declined", "不同意转出", ISSUE, needs_note=True, tone="stop"
    ),
    Transition(
        "confirm",
        ("issued",),
        "confirmed",
        "确认转入",
        PERSON,
        effects=("organising.confirm_transfer",),
    ),
    Transition(
        "accept",
        ("issued", "confirmed"),
        "accepted",
        "接收",
        ACCEPT,
        needs_fields=_ACCEPTED,
        effects=("organising.accept_transfer",),
    ),
    Transition(
        "reject",
        ("issued", "confirmed"),
        "rejected",
        "不予接收",
        ACCEPT,
        needs_note=True,
        effects=("organising.undo_transfer",),
        tone="stop",
    ),
    Transition("cancel", ("requested",), "withdrawn", "撤回申请", PERSON, tone="stop"),
    Transition(
        "withdraw",
        ("issued", "confirmed"),
        "withdrawn",
        "撤回转出",
        ISSUE,
        at="own",
        needs_note=True,
        effects=("organising.undo_transfer",),
        tone="stop",
    ),
)

CLOCKS = (
    ClockRule(
        "accept",
        "转接期限",
        30,
        "day",
        "handbook organisation §12 [U]",
        option="organising.transfer_days",
        remind=(7,),
    ),
)

TRANSFER = StateTable(KEY, 1, "会籍转移", STATES, TRANSITIONS, CLOCKS)
DIGEST = "e7ec73bcf94789ae4174a5ad2f0ff9aeea4c34a37fe13ed06a174494de869f60"
