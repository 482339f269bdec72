"""The way of an entry, compiled from the frozen plan: only the stages that a cadre chose exist.

The full way is handbook contests §2.3. States that the plan leaves out are skipped; each step keeps its
name wherever it leads, so that actions say ``submit`` or ``award`` and need not know the plan.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.rules.lines import Walk
from gonghui.engines.casework.api import (
    BACK,
    PERSON,
    ClockRule,
    Holder,
    State,
    StateTable,
    StepField,
    Transition,
)

FAMILY = "campaigns.entry"
NOMINATE = "campaigns.entry:nominate"
RECOMMEND = "campaigns.entry:recommend"
MANAGE = "campaigns.campaign:manage"
OBJECTIONS = "campaigns.objection:handle"

DRAFTER = "campaigns.drafter"
AT = "campaigns.at_union"
ORGANISER = "campaigns.organiser"
OBJECTED = "campaigns.objection_at"
"""Places: who drafts it, where it is now, who organises, who looks into an objection."""

UNIT_DAYS = 5
"""Working days of a public notice at the unit, unless the plan says otherwise (handbook §2.4)."""

LABELS = {
    "draft": "草稿",
    "unit_review": "单位审核",
    "unit_publicity": "单位公示",
    "recommended": "待上级审核",
    "level_review": "主办工会审查",
    "eligible": "符合条件",
    "ranked": "已排名",
    "reserve": "递补",
    "proposed": "拟表彰",
    "publicity": "公示中",
    "approved": "已通过",
    "awarded": "已表彰",
    "objection": "异议核查",
    "returned": "退回修改",
    "rejected": "未通过审查",
    "not_selected": "未入选",
    "withdrawn": "已撤回",
}
KINDS = {
    "draft": "working",
    "unit_review": "working",
    "level_review": "working",
    "awarded": "done",
    "objection": "returned",
    "returned": "returned",
    "rejected": "refused",
    "not_selected": "refused",
    "withdrawn": "withdrawn",
}
HOLDERS = {
    "draft": Holder(NOMINATE, DRAFTER),
    "returned": Holder(NOMINATE, DRAFTER),
    "unit_review": Holder(NOMINATE),
    "unit_publicity": Holder(NOMINATE),
    "recommended": Holder(RECOMMEND, AT),
    "objection": Holder(OBJECTIONS, OBJECTED),
}
CLOSED = ("awarded", "rejected", "not_selected", "withdrawn")
CLOCK = "unit_publicity"

SUBMITTING = (
    "campaigns.before_deadline",
    "campaigns.form_complete",
    "campaigns.consented",
    "campaigns.within_quota",
)
FREEZE = ("campaigns.freeze_answers",)
SIGNED = (StepField("signer", "签署人"), StepField("signed_on", "签署日期", "day"))
UNTIL = (StepField("until", "补正期限", "day", False, help="不填则须在申报截止前重新提交"),)
NOTICE = (
    StepField("channels", "公示渠道", help="如单位公告栏、校园网"),
    StepField("statement", "公示情况", "long", help="如：公示期间未收到异议。"),
)
RESULTS = {
    "ranked": ("rank", "列入排名", ("campaigns.has_rank",)),
    "proposed": ("propose", "列入拟定名单", ("campaigns.on_slate",)),
    "publicity": ("post", "公示", ("campaigns.is_posted",)),
    "approved": (
        "approve",
        "公示期满，通过",
        ("campaigns.notice_over", "campaigns.no_open_objection"),
    ),
    "awarded": ("award", "表彰", ("campaigns.is_decided",)),
}
"""How an entry comes to a state behind the checks: step, label, guards that ask the records."""


def key_of(campaign_id: int) -> str:
    """The key of the table of a campaign's entries."""
    return f"{FAMILY}.{campaign_id}"


def entry_table(plan: Mapping[str, Any], campaign_id: int) -> StateTable:
    """The state table of the entries of a campaign.

    Args:
        plan: ``Campaign.plan``, or any JSON with ``stages`` of kind and settings, and a title.
        campaign_id: for the key.
    """
    stages = [[each["kind"], each.get("settings") or {}] for each in plan.get("stages", ())]
    title = str(plan.get("title", "")) or "评选申报"
    return _compiled(json.dumps(stages, sort_keys=True), title[:64], campaign_id)


@lru_cache(maxsize=256)
def _compiled(stages: str, title: str, campaign_id: int) -> StateTable:
    """The table, made once for each content: every entry that is begun asks for it."""
    parts = [{"kind": kind, "settings": settings} for kind, settings in json.loads(stages)]
    walk = Walk.of({"stages": parts})
    steps = tuple(_steps(walk))
    ids = {*walk.line, *(step.target for step in steps if step.target != BACK)}
    states = tuple(_state(each) for each in LABELS if each in ids)
    clocks = (_unit_clock(walk),) if CLOCK in ids else ()
    return StateTable(key_of(campaign_id), 1, title, states, steps, clocks)


def _state(state: str) -> State:
    kind = KINDS.get(state, "waiting")
    if state in CLOSED:
        return State(state, kind, LABELS[state])
    holder = HOLDERS.get(state, Holder(MANAGE, ORGANISER))
    return State(state, kind, LABELS[state], holder, (CLOCK,) if state == CLOCK else ())


def _unit_clock(walk: Walk) -> ClockRule:
    """The public notice at the unit; 公示 counts its first day, unless the plan says otherwise (§2.4)."""
    counted = walk.setting(StageKind.UNIT_PUBLICITY, "count_start_day", True)
    return ClockRule(
        CLOCK,
        "公示期",
        int(walk.setting(StageKind.UNIT_PUBLICITY, "days", UNIT_DAYS) or UNIT_DAYS),
        "workday",
        "handbook contests §2.4",
        starts="campaigns.day_before" if counted else "",
        remind=(),
    )


def _steps(walk: Walk) -> Iterator[Transition]:
    yield from _handing_in(walk)
    yield from _agreeing(walk)
    yield from _recommending(walk)
    yield from _returning(walk)
    yield from _proposing(walk)
    yield from _objecting(walk)
    yield from _leaving(walk)


def _arrival(target: str) -> tuple[str, ...]:
    """What happens when an entry comes to a state."""
    if target == "unit_publicity":
        return ("campaigns.post_at_unit",)
    return ("campaigns.climb",) if target in ("recommended", "level_review") else ()


def _step(step: str, source: Any, target: str, label: str, **more: Any) -> Transition:
    """A step of the organiser, unless ``more`` says otherwise."""
    sources = (source,) if isinstance(source, str) else source
    asked = {"permission": MANAGE, "at": ORGANISER} | more
    return Transition(step, sources, target, label, **asked)


def _handing_in(walk: Walk) -> Iterator[Transition]:
    target = walk.after("draft")
    unit = {"permission": NOMINATE, "at": "own", "guards": SUBMITTING}
    yield _step("submit", "draft", target, "提交", effects=(*FREEZE, *_arrival(target)), **unit)
    yield _step("resubmit", "returned", BACK, "修改后重新提交", effects=FREEZE, **unit)
    if walk.by_member:
        own = {"permission": PERSON, "guards": ("campaigns.own_entry", *SUBMITTING)}
        yield _step("submit_own", "draft", "unit_review", "提交", effects=FREEZE, **own)
        yield _step("resubmit_own", "returned", BACK, "修改后重新提交", effects=FREEZE, **own)


def _agreeing(walk: Walk) -> Iterator[Transition]:
    """The unit agrees, then posts the name."""
    unit = {"permission": NOMINATE, "at": "own"}
    if "unit_review" in walk.line:
        target = walk.after("unit_review")
        democratic = walk.has(StageKind.DEMOCRATIC)
        guard = "campaigns.agreed" if democratic else "campaigns.not_enterer"
        label = "民主程序通过" if democratic else "单位同意推荐"
        effects = _arrival(target)
        yield _step(
            "decide", "unit_review", target, label, guards=(guard,), effects=effects, **unit
        )
    if CLOCK in walk.line:
        target = walk.after(CLOCK)
        yield _step(
            "finish_notice",
            CLOCK,
            target,
            "公示期满，无异议上报",
            guards=("campaigns.unit_notice_over", "campaigns.no_open_objection"),
            needs_fields=NOTICE,
            effects=("campaigns.seal_unit_notice", *_arrival(target)),
            **unit,
        )


def _recommending(walk: Walk) -> Iterator[Transition]:
    """Every level above the unit has its say; the organiser accepts and checks."""
    if "recommended" in walk.line:
        level = {"permission": RECOMMEND, "at": "holder"}
        signed = bool(walk.setting(StageKind.RECOMMEND, "opinion", True))
        asked = (StepField("opinion", "推荐意见", "long"), *SIGNED) if signed else ()
        above = ("campaigns.not_enterer", "campaigns.level_open", "campaigns.ranked_here")
        yield _step(
            "endorse",
            "recommended",
            "recommended",
            "同意，上报上级",
            guards=("campaigns.below_organiser", *above, "campaigns.within_quota"),
            needs_fields=asked,
            effects=("campaigns.sign", "campaigns.climb"),
            **level,
        )
        received = ("campaigns.at_organiser", "campaigns.not_enterer")
        yield _step("accept", "recommended", "level_review", "受理", guards=received, **level)
    checks = ("campaigns.checks_passed",) if walk.checks_early else ()
    guards = ("campaigns.not_enterer", *checks)
    yield _step("pass", "level_review", "eligible", "审查通过", guards=guards)


def _returning(walk: Walk) -> Iterator[Transition]:
    waiting = walk.among("recommended", "level_review")
    level = {"permission": RECOMMEND, "at": AT, "needs_note": True}
    back = {**level, "needs_fields": UNTIL, "tone": "back"}
    yield _step("send_back", waiting, "returned", "退回修改", **back)
    if walk.among("unit_review", CLOCK):
        label = "退回，重新履行民主程序和公示"
        again = {"effects": ("campaigns.come_back",), "new_round": True}
        yield _step("send_back_anew", waiting, "draft", label, **back, **again)
    yield _step("reject", waiting, "rejected", "不予推荐", tone="stop", **level)


def _proposing(walk: Walk) -> Iterator[Transition]:
    """What results, slate, notice and decision bring about."""
    line = walk.line[walk.line.index("eligible") :]
    late = ("campaigns.checks_passed",) if walk.checks_late else ()
    for source, target in pairwise(line):
        step, label, guards = RESULTS[target]
        if target == "approved" and source != "publicity":
            label, guards = "通过", late
        if target == "proposed":
            yield _step(step, (source, "reserve"), target, label, guards=(*guards, *late))
            yield _step(
                "unpropose",
                target,
                source,
                "移出拟定名单",
                guards=("campaigns.off_slate",),
                tone="back",
            )
            yield _step("reserve", source, "reserve", "列入递补", guards=("campaigns.on_reserve",))
        else:
            yield _step(step, source, target, label, guards=guards)


def _objecting(walk: Walk) -> Iterator[Transition]:
    """An objection holds up the decision, never the notice (handbook §2.3)."""
    posted = walk.among(CLOCK, "proposed", "publicity")
    if not posted:
        return
    officer = {"permission": OBJECTIONS, "at": OBJECTED}
    yield _step(
        "object",
        posted,
        "objection",
        "暂缓，核查异议",
        guards=("campaigns.has_open_objection",),
        tone="back",
        **officer,
    )
    settled = ("campaigns.no_open_objection",)
    yield _step("dismiss", "objection", BACK, "异议不成立", guards=settled, **officer)
    yield _step(
        "uphold",
        "objection",
        "withdrawn",
        "异议成立，取消资格",
        guards=("campaigns.objection_upheld",),
        tone="stop",
        **officer,
    )


def _leaving(walk: Walk) -> Iterator[Transition]:
    """Failed checks, not selected, withdrawn by the unit, taken out by the organiser."""
    out = {"needs_note": True, "tone": "stop"}
    judged = walk.among("level_review", "eligible", "ranked", "reserve")
    yield _step("fail", judged, "rejected", "审查不通过", **out)
    left = walk.among("eligible", "ranked", "reserve", "proposed")
    yield _step("not_select", left, "not_selected", "未入选", tone="stop")
    own = ("returned", *walk.line[: walk.line.index("eligible")])
    unit = {"permission": NOMINATE, "at": "own", **out}
    yield _step("withdraw", own, "withdrawn", "撤回申报", **unit)
    chosen = walk.among("eligible", "ranked", "reserve", "proposed", "publicity", "approved")
    yield _step("pull", chosen, "withdrawn", "取消参评", **out)


def samples() -> Iterator[StateTable]:
    """Tables that between them use every name (system check casework.E001)."""
    every = [{"kind": kind} for kind in StageKind.values]
    member = {"kind": StageKind.NOMINATE.value, "settings": {"by_member": True}}
    plans = (
        every,
        [member, *(each for each in every if each["kind"] != StageKind.NOMINATE)],
        [member, {"kind": "ranking"}, {"kind": "qualification"}, {"kind": "slate"}],
        [{"kind": "nominate"}],
    )
    for number, stages in enumerate(plans):
        yield entry_table({"title": "评选", "stages": stages}, number)
