"""Figures of contact points and visits."""

from typing import Any

from django.urls import reverse

from gonghui.kernel.indicators.api import Count, Indicator, Ratio, RowColumn, RowSet
from gonghui.kernel.indicators.measures import Measure
from gonghui.rooms.stewardship.enums import Half
from gonghui.rooms.stewardship.indicators.measures import Beside, HalfDays
from gonghui.rooms.stewardship.queries import figures

READ = "stewardship.point:read"
SOURCE = "联系基层台账（省教育科技工会）"


def _to(name: str) -> Any:
    return lambda row: reverse(f"stewardship:{name}", args=[row.pk])


def _case(row: Any) -> str:
    return reverse("casework:case-detail", args=[row.case_id])


def _visit(row: Any) -> str:
    return reverse("stewardship:visit-detail", args=[row.visit_id])


POINT_COLUMNS = (
    RowColumn("联系单位", lambda row: str(row.union), _to("point-detail")),
    RowColumn("联系领导", lambda row: row.leader.name),
    RowColumn("确定日期", lambda row: row.valid_from),
    RowColumn("至", lambda row: row.last_day),
    RowColumn("状态", lambda row: row.get_status_display()),
    RowColumn("调整为", lambda row: str(row.replaced_by.union) if row.replaced_by else ""),
    RowColumn("公布文号", lambda row: row.document_no),
)
VISIT_COLUMNS = (
    RowColumn("内容", lambda row: row.theme, _to("visit-detail")),
    RowColumn("领导", lambda row: row.leader.name),
    RowColumn("方式", lambda row: row.get_form_display()),
    RowColumn("开始", lambda row: row.first_day),
    RowColumn("结束", lambda row: row.last_day),
)
HALF_COLUMNS = (
    RowColumn("领导", lambda row: row.visit.leader.name, _visit),
    RowColumn("日期", lambda row: row.day),
    RowColumn("半天", lambda row: Half(row.half).label),
    RowColumn("内容", lambda row: row.visit.theme),
)
REPORT_COLUMNS = (
    RowColumn(
        "领导",
        lambda row: row.leader.name,
        lambda row: reverse("stewardship:leader-detail", args=[row.leader_id]),
    ),
    RowColumn("年度", lambda row: row.year),
    RowColumn("题目", lambda row: row.title),
    RowColumn("提交日期", lambda row: row.filed_on),
)
TICKET_COLUMNS = (
    RowColumn("问题", lambda row: row.text, _case),
    RowColumn("提出单位", lambda row: str(row.union)),
    RowColumn("联系领导", lambda row: row.visit.leader.name),
    RowColumn("办理期限", lambda row: row.due_on),
    RowColumn("评价", lambda row: row.get_rating_display() if row.rating else ""),
    RowColumn("销号日期", lambda row: row.closed_on),
)
LEADER_COLUMNS = (
    RowColumn("姓名", lambda row: row.name, _to("leader-detail")),
    RowColumn("职务", lambda row: row.duty),
    RowColumn("走访（次）", lambda row: row.visit_count),
    RowColumn("天数", lambda row: row.halves / 2),
    RowColumn("调研报告", lambda row: "有" if row.reported else "无"),
)


def _indicator(
    key: str, name: str, unit: str, definition: str, measure: Measure, columns: Any
) -> Indicator:
    return Indicator(
        key=f"stewardship.{key}",
        name=name,
        unit=unit,
        definition=definition,
        measure=measure,
        columns=columns,
        permission=READ,
        source=SOURCE,
        stock=key == "contact_points",
    )


POINTS = (
    _indicator(
        "contact_points",
        "省会以外高校工会定点联系单位",
        "个",
        "期末在联的、本会领导的定点联系单位中，单位类别为高校且不在省会的；期内被调整的另列，不计入。",
        Beside(
            figures.points_outside,
            "联系点",
            (RowSet("replaced", "期内被调整", figures.points_replaced),),
        ),
        POINT_COLUMNS,
    ),
    _indicator(
        "visits",
        "领导干部走访联系点",
        "次",
        "期内开始的、到过联系点的走访；到非联系点的调研不计。",
        Count(figures.visits, "走访"),
        VISIT_COLUMNS,
    ),
    _indicator(
        "visit_days",
        "领导干部在联系点天数",
        "天",
        "期内各领导在联系点的不重复半天数 ÷ 2；一次走访几个联系点的只计一次。",
        HalfDays(figures.half_days),
        HALF_COLUMNS,
    ),
    _indicator(
        "reports",
        "领导干部年度调研报告",
        "篇",
        "所属年度在期内的年度调研报告，每人每年一篇。",
        Count(figures.reports, "报告"),
        REPORT_COLUMNS,
    ),
    _indicator(
        "problems_solved",
        "走访解决问题",
        "个",
        "期内销号的联系点问题，提出单位评价为满意或基本满意。",
        Count(figures.problems_solved, "问题"),
        TICKET_COLUMNS,
    ),
    _indicator(
        "solve_rate",
        "联系点问题解决率",
        "%",
        "办理期限在期内的问题中，期末已销号且提出单位满意或基本满意的占比。",
        Ratio(figures.problems_due_solved, figures.problems_due, ("已解决", "到期问题")),
        TICKET_COLUMNS,
    ),
    _indicator(
        "compliance",
        "领导干部联系基层达标率",
        "%",
        "期末所在年度，走访次数、天数达到规定且提交调研报告的领导 ÷ 须联系基层的领导。",
        Ratio(figures.leaders_compliant, figures.leaders_obliged, ("达标", "须联系基层")),
        LEADER_COLUMNS,
    ),
    _indicator(
        "coverage",
        "联系点走访覆盖率",
        "%",
        "期末在联的联系点中，当年走访过的占比。",
        Ratio(figures.points_visited, figures.points_in_force, ("已走访", "联系点")),
        POINT_COLUMNS,
    ),
)
