"""A labour contest as a state table (handbook contests §5).

A changed table needs a new version and a newly signed digest; running cases keep theirs.
"""

from gonghui.engines.casework.api import BACK, Holder, State, StateTable, StepField, Transition

KEY = "contests.labour"
READ = "contests.labour:read"
HANDLE = "contests.labour:handle"
LIST = "contests.labour:list"
LISTER = "contests.lister"

_LEAD = Holder(HANDLE)
_UPPER = Holder(LIST, LISTER)
_DOCUMENT = StepField("document_no", "文号", help="如：苏教科工〔2026〕15号")

STATES = (
    State("proposed", "working", "拟报", _LEAD),
    State("reviewing", "waiting", "待立项", _UPPER),
    State("returned", "returned", "退回补正", _LEAD),
    State("listed", "working", "已立项", _LEAD),
    State("running", "working", "竞赛中", _LEAD),
    State("suspended", "working", "暂停", _LEAD),
    State("evaluated", "working", "已评估", _LEAD),
    State("commended", "working", "已表彰", _LEAD),
    State("archived", "done", "已归档"),
    State("not_listed", "refused", "不予立项"),
    State("closed", "withdrawn", "终止，不予表彰"),
)

TRANSITIONS = (
    Transition(
        "submit", ("proposed",), "reviewing", "提交立项", HANDLE, guards=("contests.planned",)
    ),
    Transition(
        "list",
        ("reviewing",),
        "listed",
        "批准立项",
        LIST,
        needs_fields=(_DOCUMENT, StepField("listed_on", "立项日期", "day")),
        effects=("contests.keep_listing",),
    ),
    Transition(
        "return", ("reviewing",), "returned", "退回补正", LIST, needs_note=True, tone="back"
    ),
    Transition("resubmit", ("returned",), BACK, "补正后重新提交", HANDLE),
    Transition(
        "refuse", ("reviewing",), "not_listed", "不予立项", LIST, needs_note=True, tone="stop"
    ),
    Transition(
        "start",
        ("listed",),
        "running",
        "启动竞赛",
        HANDLE,
        needs_fields=(StepField("started_on", "启动日期", "day"),),
    ),
    Transition(
        "suspend",
        ("running",),
        "suspended",
        "暂停竞赛",
        HANDLE,
        guards=("contests.incident_recorded",),
        needs_note=True,
        tone="back",
    ),
    Transition("resume", ("suspended",), "running", "整改到位，恢复竞赛", HANDLE, needs_note=True),
    Transition(
        "close",
        ("suspended",),
        "closed",
        "终止，不予表彰",
        HANDLE,
        needs_note=True,
        tone="stop",
    ),
    Transition(
        "accept",
        ("running",),
        "evaluated",
        "竣工验收，总评",
        HANDLE,
        guards=("contests.all_reached", "contests.all_scored"),
        needs_fields=(StepField("accepted_on", "验收日期", "day"),),
    ),
    Transition(
        "commend",
        ("evaluated",),
        "commended",
        "表彰",
        HANDLE,
        guards=("contests.guarantees_held",),
        needs_fields=(_DOCUMENT,),
    ),
    Transition("archive", ("commended",), "archived", "归档", HANDLE),
    Transition(
        "archive_plain",
        ("evaluated",),
        "archived",
        "不予表彰，归档",
        HANDLE,
        needs_note=True,
        tone="stop",
    ),
)

LABOUR = StateTable(KEY, 1, "劳动竞赛", STATES, TRANSITIONS)
DIGEST = "5e6a01163e5ad0e0576b09ef66ba82109e41b84de5f999302136ca707949b60c"

MAIN_LINE = ("proposed", "reviewing", "listed", "running", "evaluated", "commended", "archived")
"""The states of an undisturbed contest, for the progress bar."""
EDITABLE = frozenset({"proposed", "returned"})
"""Where the plan may still change."""
UNDER_WAY = frozenset({"listed", "running", "suspended"})
"""Where milestones and points are written down."""
MERITED = frozenset({"running", "suspended", "evaluated", "commended"})
"""Where merits on the post are recorded; a closed contest has none."""
