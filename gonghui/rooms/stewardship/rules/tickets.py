"""A problem raised on a visit, as a state table (handbook homes §7).

A changed table needs a new version and a newly signed digest; running cases keep theirs.
"""

from gonghui.engines.casework.api import (
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

KEY = "stewardship.ticket"
HANDLE = "stewardship.ticket:handle"
RATE = "stewardship.ticket:rate"
HANDLER, CONCERNED = "stewardship.handler", "stewardship.concerned"
CLOCK = "answer"

STATES = (
    State("registered", "working", "登记", Holder(HANDLE)),
    State("assigned", "waiting", "交办", Holder(HANDLE, HANDLER)),
    State("working", "working", "办理", Holder(HANDLE, HANDLER), (CLOCK,)),
    State("answered", "waiting", "反馈", Holder(RATE, CONCERNED)),
    State("rated", "waiting", "评价", Holder(HANDLE)),
    State("closed", "done", "销号"),
    State("withdrawn", "withdrawn", "撤回"),
)

_DUE = StepField("due", "办理期限", "day")

TRANSITIONS = (
    Transition(
        "assign",
        ("registered",),
        "assigned",
        "交办",
        HANDLE,
        guards=("stewardship.due_ahead",),
        needs_fields=(
            StepField(
                "handler",
                "由谁办理",
                "choice",
                choices=(("own", "本会"), ("concerned", "联系单位")),
            ),
            StepField("handler_name", "承办部门或承办人"),
            _DUE,
        ),
        effects=("stewardship.keep_assignment",),
    ),
    Transition(
        "withdraw",
        ("registered",),
        "withdrawn",
        "撤回登记",
        HANDLE,
        needs_note=True,
        tone="stop",
    ),
    Transition("accept", ("assigned",), "working", "开始办理", HANDLE),
    Transition(
        "answer",
        ("working",),
        "answered",
        "反馈结果",
        HANDLE,
        needs_fields=(StepField("answer", "办理结果", "long"),),
        effects=("stewardship.keep_answer",),
    ),
    Transition(
        "rate",
        ("answered",),
        "rated",
        "评价",
        RATE,
        at=CONCERNED,
        guards=("stewardship.from_concerned",),
        needs_fields=(
            StepField(
                "rating",
                "对办理结果",
                "choice",
                choices=(
                    ("satisfied", "满意"),
                    ("basic", "基本满意"),
                    ("unsatisfied", "不满意"),
                ),
            ),
        ),
        effects=("stewardship.keep_rating",),
    ),
    Transition(
        "close",
        ("rated",),
        "closed",
        "销号",
        HANDLE,
        guards=("stewardship.rated_well",),
        effects=("stewardship.close_ticket",),
    ),
    Transition(
        "redo",
        ("rated",),
        "assigned",
        "退回重办",
        HANDLE,
        guards=("stewardship.due_ahead",),
        needs_note=True,
        needs_fields=(_DUE,),
        effects=("stewardship.keep_assignment",),
        new_round=True,
        tone="back",
    ),
)

CLOCKS = (ClockRule(CLOCK, "办理期限", 30, "day", "handbook homes §7 [U]", remind=(5, 1)),)

TICKET = StateTable(KEY, 1, "联系点问题", STATES, TRANSITIONS, CLOCKS)
DIGEST = "34c2639a98982452a84ef9f346f2054edf1717435f3261f3d295e4a05cab7baf"
