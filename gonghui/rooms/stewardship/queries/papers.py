"""The lists of a batch as documents: problems, tasks, duties, progress (handbook homes §12)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.documents.api import SummaryColumn, SummaryTable
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.scoping import everything
from gonghui.rooms.stewardship.enums import SummaryState
from gonghui.rooms.stewardship.models import Batch, RectItem

Cells = Callable[[RectItem], tuple[str, ...]]
NO = SummaryColumn("序号", 5)


def _wide(label: str, width: int = 30) -> SummaryColumn:
    return SummaryColumn(label, width, "left")


def _day(item: RectItem) -> str:
    return f"{item.due_on:%Y-%m-%d}" if item.due_on else _("长期坚持")


def _problem(item: RectItem) -> tuple[str, ...]:
    return (item.category, item.wording, item.get_kind_display())


def _task(item: RectItem) -> tuple[str, ...]:
    return (item.title, item.measures, item.target, _day(item))


def _duty(item: RectItem) -> tuple[str, ...]:
    leader = item.leader.name if item.leader else ""
    return (item.title, leader, item.owner_unit, str(item.owner or ""), _day(item))


def _progress(item: Any) -> tuple[str, ...]:
    last = next(iter(item.progress.all()), None)
    checked = [c.checked_on for c in item.claims.all() if c.checked_on < FOREVER <= c.reopened_on]
    closed = f"{checked[-1]:%Y-%m-%d}" if checked else ""
    said = f"{last.done_on:%Y-%m-%d} {last.text}" if last else ""
    return (item.title, item.owner_unit, _day(item), said, item.case.state.label, closed)


PAPERS: dict[str, tuple[str, tuple[SummaryColumn, ...], Cells]] = {
    "problems": (
        "问题清单",
        (SummaryColumn("类别", 10), _wide("反馈问题", 60), SummaryColumn("整改类型", 10)),
        _problem,
    ),
    "tasks": (
        "任务清单",
        (_wide("事项", 20), _wide("整改措施", 40), _wide("整改目标"), SummaryColumn("期限", 10)),
        _task,
    ),
    "duties": (
        "责任清单",
        (
            _wide("事项"),
            SummaryColumn("责任领导", 10),
            SummaryColumn("责任部门", 14),
            SummaryColumn("责任人", 10),
            SummaryColumn("期限", 10),
        ),
        _duty,
    ),
    "progress": (
        "整改进展表",
        (
            _wide("事项", 20),
            SummaryColumn("责任部门", 12),
            SummaryColumn("期限", 10),
            _wide("最近进展"),
            SummaryColumn("状态", 10),
            SummaryColumn("销号日期", 10),
        ),
        _progress,
    ),
}


def paper_of(batch: Batch, kind: str) -> SummaryTable:
    """One of the lists; LookupError for another."""
    label, columns, cells = PAPERS[kind]
    rows = tuple((str(item.item_no), *cells(item)) for item in _items(batch))
    return SummaryTable(title=f"{batch.name}{label}", columns=(NO, *columns), rows=rows)


def released_summary(pk: int) -> Batch | None:
    """A batch whose text for the public was released, for whoever asks."""
    with everything("released summaries are public"):
        rows = Batch.objects.filter(public_state=SummaryState.RELEASED).select_related("union")
        return rows.filter(pk=pk).first()


def _items(batch: Batch) -> QuerySet[RectItem]:
    rows = batch.items.select_related("leader", "owner", "case__table_version")
    return rows.prefetch_related("progress", "claims").order_by("item_no")
