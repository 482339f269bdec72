"""Figures of the rectification ledger; their rows open to leaders and supervisors only."""

from typing import Any

from django.urls import reverse

from gonghui.kernel.indicators.api import Count, Indicator, Ratio, RowColumn, RowSet
from gonghui.kernel.indicators.measures import Measure
from gonghui.rooms.stewardship.indicators.measures import Beside, RatioBeside
from gonghui.rooms.stewardship.queries import item_figures as figures
from gonghui.rooms.stewardship.rules.rectification import READ

SOURCE = "整改台账（省教育科技工会）"


def _case(row: Any) -> str:
    return reverse("casework:case-detail", args=[row.case_id])


COLUMNS = (
    RowColumn("事项", str, _case),
    RowColumn("批次", lambda row: str(row.batch)),
    RowColumn("整改类型", lambda row: row.get_kind_display()),
    RowColumn("责任部门", lambda row: row.owner_unit),
    RowColumn("期限", lambda row: row.due_on),
    RowColumn("现在状态", lambda row: row.case.state.label),
    RowColumn("反弹次数", lambda row: row.reopened),
)
RULE_COLUMNS = (
    RowColumn(
        "制度",
        lambda row: row.title,
        lambda row: reverse("stewardship:item-page", args=[row.item_id]),
    ),
    RowColumn("事项", lambda row: str(row.item)),
    RowColumn("印发日期", lambda row: row.made_on),
    RowColumn("新建或修订", lambda row: "修订" if row.revised else "新建"),
)


def _indicator(key: str, name: str, unit: str, definition: str, measure: Measure) -> Indicator:
    return Indicator(
        key=f"stewardship.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=RULE_COLUMNS if key == "new_rules" else COLUMNS,
        permission=READ,
        source=SOURCE,
    )


CLAIMED = RowSet("claimed", "基本完成（待核，不计入销号）", figures.claimed)

ITEMS = (
    _indicator(
        "issues",
        "反馈问题",
        "个",
        "期内反馈批次中的问题。",
        Count(figures.issues, "问题"),
    ),
    _indicator(
        "issues_closed",
        "完成整改（销号）",
        "个",
        "期内反馈的问题中，期末已由责任人以外的人核销、未反弹的；基本完成另列，不计入。",
        Beside(figures.closed, "销号", (CLAIMED,)),
    ),
    _indicator(
        "issues_long_term",
        "长期坚持",
        "个",
        "期内反馈的问题中，整改类型为长期坚持的；不设期限，单独列出。",
        Count(figures.long_term, "长期坚持"),
    ),
    _indicator(
        "new_rules",
        "整改中新建、修订制度",
        "项",
        "期内印发的、因整改事项新建或修订的制度。",
        Count(figures.rules_made, "制度"),
    ),
    _indicator(
        "completion",
        "整改完成率",
        "%",
        "销号 ÷（反馈问题 − 长期坚持）；基本完成另列，不计入分子。",
        RatioBeside(
            figures.closed_with_a_date, figures.with_a_date, ("销号", "应销号"), (CLAIMED,)
        ),
    ),
    _indicator(
        "on_time",
        "按期核销率",
        "%",
        "核销日期不晚于当时期限的 ÷ 有期限的销号问题；期限调整须督办人写明原因，原期限留存。",
        Ratio(figures.closed_on_time, figures.closed_with_due, ("按期", "有期限的销号")),
    ),
    _indicator(
        "relapse",
        "整改反弹率",
        "%",
        "回头看后重新整改的 ÷ 曾经销号的问题。",
        Ratio(figures.relapsed, figures.ever_closed, ("反弹", "曾经销号")),
    ),
)
