"""Re-election (换届) as a state table (handbook organisation §4, §6, §7)."""

from gonghui.engines.casework.api import (
    BACK,
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

KEY = "organising.term"
HANDLE = "organising.term:handle"
APPROVE = "organising.term:approve"
APPROVER = "organising.approver"

_HANDLER = Holder(HANDLE)
_APPROVER = Holder(APPROVE, APPROVER)
_APPROVAL = (
    StepField("approval_no", "批复文号", help="如：苏教科工〔2026〕15号"),
    StepField("approved_on", "批复日期", "day"),
)

STATES = (
    State("preparing", "working", "筹备换届", _HANDLER),
    State("electing", "working", "选举", _HANDLER),
    State("results_submitted", "waiting", "报批", _APPROVER, ("reply",)),
    State("extension_asked", "waiting", "申请延期", _APPROVER, ("reply",)),
    State("returned", "returned", "退回补正", _HANDLER),
    State("renewed", "done", "已换届"),
    State("not_approved", "refused", "不予批准"),
    State("abandoned", "withdrawn", "中止"),
)

TRANSITIONS = (
    Transition("elect", ("preparing",), "electing", "进入选举", HANDLE),
    Transition(
        "ask_extension",
        ("preparing", "electing"),
        "extension_asked",
        "申请延期换届",
        HANDLE,
        guards=("organising.not_extended",),
        needs_note=True,
        needs_fields=(StepField("until", "延期至", "day"),),
        effects=("organising.ask_extension",),
        tone="back",
    ),
    Transition(
        "grant_extension",
        ("extension_asked",),
        "preparing",
        "同意延期",
        APPROVE,
        needs_fields=_APPROVAL,
        effects=("organising.extend_term",),
    ),
    Transition(
        "refuse_extension",
        ("extension_asked",),
        "preparing",
        "不同意延期",
        APPROVE,
        needs_note=True,
        tone="back",
    ),
    Transition(
        "repeat_election",
        ("electing",),
        "electing",
        "选举无效，重新选举",
        HANDLE,
        needs_note=True,
        new_round=True,
        tone="back",
    ),
    Transition(
        "submit_results",
        ("electing",),
        "results_submitted",
        "报送选举结果",
        HANDLE,
        guards=("organising.election_stands",),
        needs_fields=(StepField("reported_on", "报送日期", "day"),),
    ),
    Transition(
        "approve",
        ("results_submitted",),
        "renewed",
        "批准选举结果",
        APPROVE,
        guards=("organising.election_stands",),
        needs_fields=(
            *_APPROVAL,
            StepField("started_on", "新一届起始日期", "day"),
            StepField("term_years", "任期", "choice", choices=(("3", "三年"), ("5", "五年"))),
        ),
        effects=("organising.renew_term",),
    ),
    Transition(
        "return",
        ("results_submitted", "extension_asked"),
        "returned",
        "退回补正",
        APPROVE,
        needs_note=True,
        tone="back",
    ),
    Transition("resubmit", ("returned",), BACK, "补正后重新提交", HANDLE),
    Transition(
        "reject",
        ("results_submitted",),
        "not_approved",
        "不予批准",
        APPROVE,
        needs_note=True,
        tone="stop",
    ),
    Transition(
        "abandon",
        ("preparing", "electing", "returned"),
        "abandoned",
        "中止",
        HANDLE,
        needs_note=True,
        tone="stop",
    ),
)

CLOCKS = (
    ClockRule(
        "reply",
        "上级批复期限",
        15,
        "day",
        "handbook organisation §12 [U]",
        option="organising.reply_days",
        remind=(5, 1),
    ),
)

RENEWAL = StateTable(KEY, 1, "换届", STATES, TRANSITIONS, CLOCKS)
DIGEST = "e7c5110e2ffb6f5393cea15ada9cd89ea792cda89438f05b4bad82aed7ed4856"

MAIN_LINE = ("preparing", "electing", "results_submitted", "renewed")
"""The states of an undisturbed re-election, for the progress bar."""
