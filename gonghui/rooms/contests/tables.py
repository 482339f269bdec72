"""The lists of this room."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gonghui.engines.campaigns.api import Award, AwardSource, Level, list_awards, of_series
from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.contests.enums import ListingKind
from gonghui.rooms.contests.models import LaborContest
from gonghui.rooms.contests.queries.labour import contests_in_scope
from gonghui.rooms.contests.rules.labour import LABOUR, STATES
from gonghui.rooms.contests.rules.titles import BY_KEY, RESULTS

TONES = {
    "running": "good",
    "commended": "gold",
    "suspended": "bad",
    "closed": "bad",
    "not_listed": "bad",
    "returned": "warn",
}


def _case(row: Any) -> str:
    return reverse("casework:case-detail", args=[row.case_id])


class LabourTable(Table):
    """Labour contests inside projects."""

    key = "contests.labour"
    label = "劳动竞赛"
    columns = (
        Column("name", "竞赛名称", link=_case, sort="name"),
        Column("project", "工程（项目）"),
        Column("union", "牵头工会", "union__name", sort="union__path"),
        Column(
            "state",
            "状态",
            lambda row: LABOUR.state(row.state_id).label,
            kind="state",
            tone=lambda row: TONES.get(row.state_id, "info"),
        ),
        Column("sector", "领域", sort="sector"),
        Column("begins_on", "计划开始", kind="date", sort="begins_on"),
        Column("ends_on", "计划结束", kind="date", sort="ends_on"),
        Column("enrolled", "参赛职工", kind="number", shown=False),
        Column("workers", "项目职工", kind="number", shown=False),
        Column("published_on", "公开日期", kind="date", shown=False),
    )
    filters = (
        ChoiceFilter(
            "state", "状态", field="state_id", choices=[(each.id, each.label) for each in STATES]
        ),
        UnionFilter("union", "范围"),
        ChoiceFilter("listing", "立项", field="listings__kind", choices=ListingKind.choices),
        YesNoFilter("redacted", "涉密", more=True),
        DateFilter("begins_on", "计划开始", more=True),
    )
    default_sort = ("-begins_on",)
    search_fields = ("name", "project", "sponsor", "sector")
    search_hint = "竞赛、工程、主办单位"
    empty = EmptyState(
        "还没有劳动竞赛",
        "劳动竞赛跟着工程走：先登记节点和比保项目，再报立项。",
        "contests:labour-create",
        "拟报劳动竞赛",
        "speedometer2",
    )

    def rows(self) -> QuerySet[LaborContest]:
        """Contests in scope."""
        return contests_in_scope()


class ResultTable(Table):
    """Results of contests, own and from outside."""

    key = "contests.results"
    label = "竞赛成绩"
    columns = (
        Column(
            "holder_name",
            "获奖者（成果）",
            link=lambda row: reverse("honours:award-detail", args=[row.pk]),
            sort="holder_name",
        ),
        Column("holder_unit_name", "单位（当时名称）", sort="holder_unit_name"),
        Column("title", "竞赛", sort="title"),
        Column("grade", "等次", sort="grade"),
        Column("rank", "名次", kind="number", sort="rank"),
        Column("honour_level", "级别", kind="state", sort="honour_level"),
        Column("granted_on", "授予日期", kind="date", sort="granted_on"),
        Column("source", "来源"),
        Column("union", "所属工会", "union__name", shown=False, sort="union__path"),
        Column("document_no", "文号", shown=False),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter(
            "contest",
            "竞赛",
            field="series__key",
            choices=[(each.key, each.name) for each in RESULTS],
        ),
        ChoiceFilter("level", "级别", field="honour_level", choices=Level.choices),
        ChoiceFilter("source", "来源", choices=AwardSource.choices, more=True),
        DateFilter("granted_on", "授予日期", more=True),
    )
    default_sort = ("-granted_on", "rank")
    search_fields = ("holder_name", "holder_unit_name", "title", "grade", "document_no")
    search_hint = "姓名、单位、竞赛、等次"
    empty = EmptyState(
        "还没有竞赛成绩",
        "本系统办的竞赛，表彰后自动记入；外部竞赛的成绩凭证明登记。",
        "contests:result-create",
        "登记外部成绩",
        "trophy",
    )

    def rows(self) -> QuerySet[Award]:
        """Awards of the known contests, in scope."""
        return of_series(list_awards(), *BY_KEY)
