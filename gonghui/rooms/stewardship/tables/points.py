"""Lists of leaders, contact points, visits and problems."""

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.stewardship.enums import PointStatus, Rating, VisitForm
from gonghui.rooms.stewardship.models import ContactPoint, Leader, Ticket, Visit
from gonghui.rooms.stewardship.queries import points, tickets
from gonghui.rooms.stewardship.rules.tickets import STATES

POINT_TONES = {
    PointStatus.NAMED: "info",
    PointStatus.ACTIVE: "good",
    PointStatus.ADJUSTED: "warn",
}
STATE_TONES = {"done": "good", "returned": "warn", "withdrawn": ""}


def to(url_name: str) -> Any:
    """A link to the page of a row."""
    return lambda row: reverse(url_name, args=[row.pk])


def to_case(row: Any) -> str:
    """A link to the case of a row."""
    return reverse("casework:case-detail", args=[row.case_id])


def case_tone(row: Any) -> str:
    """The colour of a case's state."""
    return STATE_TONES.get(row.case.state_kind, "info")


def _days(row: Any) -> Decimal:
    return Decimal(row.halves) / 2


def _until(row: Any) -> Any:
    return None if row.valid_to == FOREVER else row.valid_to


def _in_force(rows: QuerySet, value: str) -> QuerySet:
    running = dates.valid_on(dates.today())
    return rows.filter(running) if value == "1" else rows.exclude(running)


class LeaderTable(Table):
    """The roster with this year's figures."""

    key = "stewardship.leaders"
    label = "领导干部"
    columns = (
        Column("name", "姓名", link=to("stewardship:leader-detail"), sort="name"),
        Column("duty", "职务", sort="duty"),
        Column("union", "所在工会", "union__name", sort="union__path", phone=False),
        Column("point_count", "联系点", kind="number", sort="point_count"),
        Column("visit_count", "今年走访（次）", kind="number", sort="visit_count"),
        Column("days", "今年天数", _days, kind="number", sort="halves"),
        Column("reported", "调研报告", kind="yes_no"),
        Column("obliged", "须联系基层", kind="yes_no", shown=False),
    )
    filters = (
        UnionFilter("union", "范围"),
        YesNoFilter("in_force", "在职", default="1", apply_with=_in_force),
    )
    default_sort = ("union", "name")
    search_fields = ("name", "duty")
    search_hint = "姓名、职务"
    empty = EmptyState(
        "还没有领导干部名册",
        "列入名册后，才能确定联系点、登记走访、计算达标率。",
        "stewardship:leader-create",
        "列入名册",
        "person-badge",
    )

    def rows(self) -> QuerySet[Leader]:
        """Leaders in scope."""
        return points.list_leaders()


class PointTable(Table):
    """Contact points of all years."""

    key = "stewardship.points"
    label = "定点联系单位"
    exchange = "stewardship.points"
    columns = (
        Column(
            "union",
            "联系单位",
            "union__name",
            link=to("stewardship:point-detail"),
            sort="union__name",
        ),
        Column("leader", "联系领导", "leader__name", sort="leader__name"),
        Column("theme", "联系主题", phone=False),
        Column("valid_from", "确定日期", kind="date", sort="valid_from"),
        Column("until", "至", _until, kind="date", sort="valid_to", phone=False),
        Column("visit_count", "今年走访（次）", kind="number", sort="visit_count"),
        Column("open_count", "未销号问题", kind="number", sort="open_count"),
        Column("replaced_by", "调整为", "replaced_by__union", shown=False),
        Column("document_no", "公布文号", shown=False),
        Column("status", "状态", kind="state", tone=POINT_TONES),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("status", "状态", choices=PointStatus.choices),
        YesNoFilter("in_force", "现为联系点", default="1", apply_with=_in_force),
    )
    default_sort = ("union",)
    search_fields = ("union__name", "leader__name", "theme")
    search_hint = "单位、领导、主题"
    empty = EmptyState(
        "还没有定点联系单位",
        "在领导干部页面确定联系点；被调整的单独列出，不计入期末数。",
        "stewardship:leader-list",
        "领导干部名册",
        "pin-map",
    )

    def rows(self) -> QuerySet[ContactPoint]:
        """Points in scope."""
        return points.list_points()


def _places(row: Visit) -> str:
    return "、".join(str(stop.union) for stop in row.stops.all())


class VisitTable(Table):
    """Visits of all leaders."""

    key = "stewardship.visits"
    label = "走访"
    exchange = "stewardship.visits"
    columns = (
        Column("theme", "内容", link=to("stewardship:visit-detail"), sort="theme"),
        Column("leader", "领导", "leader__name", sort="leader__name"),
        Column("form", "方式", sort="form"),
        Column("places", "到访单位", _places),
        Column("first_day", "开始", kind="date", sort="first_day"),
        Column("last_day", "结束", kind="date", sort="last_day", phone=False),
        Column("days", "天数", _days, kind="number", sort="halves"),
        Column("people_met", "接触职工", kind="number", shown=False),
        Column("problems", "问题", kind="number", sort="problems"),
        Column("counted", "计入联系点走访", kind="yes_no", shown=False),
    )
    filters = (
        UnionFilter("union", "范围", path_field="owner__path"),
        ChoiceFilter("form", "方式", choices=VisitForm.choices),
        DateFilter("first_day", "开始日期"),
        YesNoFilter("counted", "计入联系点走访", more=True),
    )
    default_sort = ("-first_day",)
    search_fields = ("theme", "leader__name", "participants")
    search_hint = "内容、领导、同行人员"
    empty = EmptyState(
        "还没有走访记录",
        "在领导干部页面登记走访，按半天计；反映的问题逐个交办。",
        "stewardship:leader-list",
        "领导干部名册",
        "signpost-2",
    )

    def rows(self) -> QuerySet[Visit]:
        """Visits in scope."""
        return points.list_visits()


def _late(rows: QuerySet[Ticket], value: str) -> QuerySet[Ticket]:
    late = Q(case__is_open=True, due_on__lt=dates.today())
    return rows.filter(late) if value == "1" else rows.exclude(late)


class TicketTable(Table):
    """Problems raised on visits."""

    key = "stewardship.tickets"
    label = "联系点问题"
    columns = (
        Column("text", "问题", link=to_case),
        Column("union", "提出单位", "union__name", sort="union__name"),
        Column("leader", "联系领导", "visit__leader__name", phone=False),
        Column("raised_on", "提出日期", kind="date", sort="raised_on"),
        Column("handler_name", "承办", phone=False),
        Column("due_on", "办理期限", kind="date", sort="due_on"),
        Column("rating", "评价"),
        Column("closed_on", "销号日期", kind="date", sort="closed_on", shown=False),
        Column("state", "状态", lambda row: row.case.state.label, kind="state", tone=case_tone),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter(
            "state", "状态", field="case__state_id", choices=[(s.id, s.label) for s in STATES]
        ),
        ChoiceFilter("rating", "评价", choices=Rating.choices),
        YesNoFilter("late", "已逾期", apply_with=_late, more=True),
    )
    default_sort = ("-raised_on",)
    search_fields = ("text", "union__name", "handler_name")
    search_hint = "问题、单位、承办"
    empty = EmptyState(
        "没有问题工单", "走访中反映的问题登记后在这里跟踪到销号。", icon="check2-circle"
    )

    def rows(self) -> QuerySet[Ticket]:
        """Problems in scope."""
        return tickets.list_tickets()
