"""The founding of a union as a state table (handbook organisation §5).

A changed table needs a new version and a newly signed digest; running cases keep theirs.
"""

from gonghui.engines.casework.api import (
    BACK,
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

KEY = "organising.founding"
HANDLE = "organising.founding:handle"
APPROVE = "organising.founding:approve"

_HANDLER = Holder(HANDLE)
_APPROVER = Holder(APPROVE)
_WITHIN = ("found_within",)
_APPROVAL = (
    StepField("approval_no", "批复文号", help="如：苏教科工〔2026〕15号"),
    StepField("approved_on", "批复日期", "day"),
)
_TERM = StepField("term_years", "任期", "choice", choices=(("3", "三年"), ("5", "五年")))

STATES = (
    State("surveyed", "working", "摸排", _HANDLER, _WITHIN),
    State("contacted", "working", "发动", _HANDLER, _WITHIN),
    State("preparing", "working", "筹备", _HANDLER, _WITHIN),
    State("preparation_reply", "waiting", "批复筹建", _APPROVER, ("reply", *_WITHIN)),
    State("recruiting", "working", "会员发展", _HANDLER, _WITHIN),
    State("electing", "working", "选举", _HANDLER, _WITHIN),
    State("results_submitted", "waiting", "报批", _APPROVER, ("reply", *_WITHIN)),
    State("returned", "returned", "退回补正", _HANDLER, _WITHIN),
    State("approved", "working", "批准成立", _HANDLER),
    State("registered", "working", "法人登记", _HANDLER),
    State("active", "done", "正常"),
    State("refused", "refused", "拒绝"),
    State("not_approved", "refused", "不予批准"),
    State("exempt", "exempt", "不适用"),
    State("abandoned", "withdrawn", "中止"),
)

TRANSITIONS = (
    Transition(
        "contact", ("surveyed",), "contacted", "转入发动", HANDLE, guards=("organising.visited",)
    ),
    Transition("prepare", ("contacted",), "preparing", "开始筹备", HANDLE),
    Transition(
        "request",
        ("preparing",),
        "preparation_reply",
        "提交筹建请示",
        HANDLE,
        guards=("organising.group_named",),
        needs_fields=(
            StepField("request_no", "请示文号", required=False),
            StepField("requested_on", "请示日期", "day"),
        ),
    ),
    Transition(
        "approve_preparation",
        ("preparation_reply",),
        "recruiting",
        "批复同意筹建",
        APPROVE,
        needs_fields=_APPROVAL,
        effects=("organising.keep_preparation",),
    ),
    Transition(
        "elect",
        ("recruiting",),
        "electing",
        "进入选举",
        HANDLE,
        guards=("organising.enough_members",),
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
        "approved",
        "批准成立",
        APPROVE,
        guards=("organising.election_stands",),
        needs_fields=(*_APPROVAL, _TERM),
        effects=("organising.found_union",),
    ),
    Transition(
        "register",
        ("approved",),
        "registered",
        "完成法人登记",
        HANDLE,
        needs_fields=(
            StepField("uscc", "工会统一社会信用代码", help="18 位，以 81 开头"),
            StepField("certificate_no", "法人证书编号", required=False),
            StepField("valid_to", "证书有效期至", "day", required=False),
        ),
        effects=("organising.register_union",),
    ),
    Transition("activate", ("registered",), "active", "转入正常", HANDLE),
    Transition(
        "activate_unregistered",
        ("approved",),
        "active",
        "暂不登记法人，转入正常",
        HANDLE,
        needs_note=True,
        tone="back",
    ),
    Transition(
        "return",
        ("preparation_reply", "results_submitted"),
        "returned",
        "退回补正",
        APPROVE,
        needs_note=True,
        tone="back",
    ),
    Transition("resubmit", ("returned",), BACK, "补正后重新提交", HANDLE),
    Transition(
        "reject",
        ("preparation_reply", "results_submitted"),
        "not_approved",
        "不予批准",
        APPROVE,
        needs_note=True,
        tone="stop",
    ),
    Transition(
        "exempt",
        ("surveyed", "contacted"),
        "exempt",
        "认定不适用",
        "unions.unit:exempt",
        needs_note=True,
        effects=("organising.exempt_unit",),
        tone="stop",
    ),
    Transition(
        "refuse",
        ("contacted", "preparing"),
        "refused",
        "单位拒绝",
        HANDLE,
        needs_note=True,
        tone="stop",
    ),
    Transition(
        "abandon",
        ("surveyed", "preparing", "recruiting", "electing", "returned"),
        "abandoned",
        "中止建会",
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
    ClockRule(
        "found_within",
        "建会期限",
        12,
        "month",
        "handbook organisation §5 [U]",
        option="organising.found_within_months",
        starts="organising.founding_starts",
        remind=(90, 30),
    ),
)

FOUNDING = StateTable(KEY, 1, "建会", STATES, TRANSITIONS, CLOCKS)
DIGEST = "b8bcd8c5bc9d0a6f8823b9e7751d76445d9de60af6cde9d4efaa208451decfdb"

MAIN_LINE = (
    "surveyed",
    "contacted",
    "preparing",
    "preparation_reply",
    "recruiting",
    "electing",
    "results_submitted",
    "approved",
    "registered",
    "active",
)
"""The states of an undisturbed founding, for the progress bar."""
