"""Lists of batches and items of the ledger."""

from django.db.models import QuerySet

from gonghui.kernel.ui.api import (
    ChoiceFilter,
    Column,
    DateFilter,
    EmptyState,
    Table,
    UnionFilter,
    YesNoFilter,
)
from gonghui.rooms.stewardship.enums import BatchSource, ItemKind
from gonghui.rooms.stewardship.models import Batch, RectItem
from gonghui.rooms.stewardship.queries import items
from gonghui.rooms.stewardship.rules.rectification import STATES
from gonghui.rooms.stewardship.tables.points import to, to_case

TONES = {
    "not_started": "",
    "underway": "info",
    "sent_back": "bad",
    "claimed": "warn",
    "long_term": "info",
    "closed": "good",
}


def _late(rows: QuerySet[RectItem], value: str) -> QuerySet[RectItem]:
    late = items.late_condition()
    return rows.filter(late) if value == "1" else rows.exclude(late)


def _reopened(rows: QuerySet[RectItem], value: str) -> QuerySet[RectItem]:
    return rows.filter(reopened__gt=0) if value == "1" else rows.filter(reopened=0)


class BatchTable(Table):
    """Batches with their progress; 基本完成 beside 销号, never added to it."""

    key = "stewardship.batches"
    label = "整改批次"
    columns = (
        Column("name", "批次", link=to("stewardship:batch-detail"), sort="name"),
        Column("union", "整改单位", "union__name", sort="union__path", phone=False),
        Column("source", "来源", sort="source"),
        Column("received_on", "反馈日期", kind="date", sort="received_on"),
        Column("all_items", "问题", kind="number", sort="all_items"),
        Column("closed", "销号", kind="number", sort="closed"),
        Column("claimed", "基本完成（待核）", kind="number", sort="claimed"),
        Column("long_term", "长期坚持", kind="number", sort="long_term", phone=False),
        Column("late", "逾期", kind="number", sort="late"),
        Column("public_state", "公开稿", phone=False),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter("source", "来源", choices=BatchSource.choices),
    )
    default_sort = ("-received_on",)
    search_fields = ("name", "document_no")
    search_hint = "批次、文号"
    empty = EmptyState(
        "没有您可以查看的整改批次",
        "整改事项只对领导、督办人和责任人开放；督办人在这里登记批次，再用 Excel 导入问题。",
        icon="clipboard-check",
    )

    def rows(self) -> QuerySet[Batch]:
        """Batches this account may read."""
        return items.with_counts(items.visible_batches(self.user))


class ItemTable(Table):
    """Items; the verbatim wording stands on the page of each, not in the list."""

    key = "stewardship.items"
    label = "整改事项"
    exchange = "stewardship.items"
    columns = (
        Column("title", "事项", link=to_case, sort="title"),
        Column("item_no", "序号", kind="number", sort="item_no"),
        Column("batch", "批次", "batch__name", sort="batch__name", phone=False),
        Column("category", "类别", sort="category", shown=False),
        Column("kind", "整改类型", sort="kind", phone=False),
        Column("leader", "责任领导", "leader__name", sort="leader__name", shown=False),
        Column("owner_unit", "责任部门", sort="owner_unit", phone=False),
        Column("owner", "责任人", "owner__display_name", sort="owner__display_name"),
        Column("due_on", "期限", kind="date", sort="due_on"),
        Column("reopened", "反弹", kind="number", sort="reopened", shown=False),
        Column(
            "state",
            "状态",
            lambda row: row.case.state.label,
            kind="state",
            tone=lambda row: TONES.get(row.case.state_id, ""),
        ),
    )
    filters = (
        UnionFilter("union", "范围"),
        ChoiceFilter(
            "state", "状态", field="case__state_id", choices=[(s.id, s.label) for s in STATES]
        ),
        ChoiceFilter("kind", "整改类型", choices=ItemKind.choices),
        YesNoFilter("late", "已逾期", apply_with=_late),
        DateFilter("due_on", "期限", more=True),
        YesNoFilter("reopened", "反弹过", apply_with=_reopened, more=True),
    )
    default_sort = ("batch", "item_no")
    search_fields = ("title", "batch__name", "owner_unit", "category")
    search_hint = "事项、批次、部门、类别"
    empty = EmptyState(
        "没有您可以查看的整改事项",
        "整改事项只对领导、督办人和责任人开放；督办人登记批次后，可用 Excel 导入问题清单。",
        icon="clipboard-check",
    )

    def rows(self) -> QuerySet[RectItem]:
        """Items this account may read."""
        return items.visible_items(self.user)
