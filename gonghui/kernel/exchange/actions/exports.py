"""Letting a list out as a workbook: masked and marked with who and when; whole numbers only for a reason."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.columns import ExchangeColumn
from gonghui.kernel.exchange.purposes import EXPORT
from gonghui.kernel.exchange.queries import find_target
from gonghui.kernel.exchange.workbook.sheets import SheetWriter
from gonghui.kernel.files.api import StoredFile, store_bytes
from gonghui.kernel.jobs.api import Job, start
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.ui.api import Table
from gonghui.kernel.unions.api import Union

EXPORT_JOB = "exchange.export"
UNMASK = "people.member:unmask"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 2000


@dataclass(frozen=True)
class Wish:
    """Which list is wanted: its class, its query, for which union its row keys are signed, and with what."""

    table: str
    query: str
    union_id: int | None = None
    unmasked: bool = False
    reason: str = ""

    def build(self, user: Any) -> Table:
        """The list, in the user's scope."""
        return Table.from_query(self.table, user, self.query)


@action
def start_export(*, actor: Any, wish: Wish) -> Job:
    """Write the workbook in the background; the actor finds it behind the job's link.

    Raises:
        Refused: whole numbers are wanted and the actor may not see them.
        ValidationError: whole numbers are wanted without a reason.
    """
    check_wish(actor, wish)
    label = wish.build(actor).label
    return start(
        actor=actor,
        key=EXPORT_JOB,
        title=_("导出%(label)s") % {"label": label},
        arguments={"wish": asdict(wish)},
    )


@action
def export_table(*, actor: Any, wish: Wish, progress: Any = None) -> StoredFile:
    """Write the workbook of a list and keep it for a week, for the actor alone. Traces list, rows, reason.

    Raises:
        Refused: whole numbers are wanted and the actor may not see them.
        ValidationError: whole numbers are wanted without a reason.
    """
    check_wish(actor, wish)
    table = wish.build(actor)
    data, rows = table_workbook(actor, table, wish, progress)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    stored = store_bytes(
        actor=actor,
        name=f"{table.label}-{stamp}.xlsx",
        data=data,
        purpose=EXPORT,
        content_type=XLSX,
    )
    trace(
        "exchange.table.exported",
        actor=actor,
        subject=stored,
        union_id=wish.union_id,
        label=table.label,
        rows=rows,
        unmasked=wish.unmasked,
        reason=wish.reason,
    )
    return stored


def check_wish(actor: Any, wish: Wish) -> None:
    """Whole numbers need the permission and a reason."""
    if not wish.unmasked:
        return
    union = Union.objects.filter(pk=wish.union_id).first()
    require(actor, UNMASK, union)
    if not wish.reason.strip():
        raise ValidationError(_("导出完整证件号码须写明事由。"))


def table_workbook(actor: Any, table: Table, wish: Wish, progress: Any) -> tuple[bytes, int]:
    """The bytes and the number of rows: a target's own columns with row keys, else what the list shows."""
    target = find_target(table.exchange) if table.exchange else None
    mark = watermark(actor, table.label)
    union = Union.objects.filter(pk=wish.union_id).first()
    count = 0
    if target is not None and union is not None:
        columns = target.export_columns(unmasked=wish.unmasked)
        writer = SheetWriter(columns, table.label, mark=mark, keyed=True)
        rows = target.export(union, table.queryset(), unmasked=wish.unmasked)
    else:
        shown = table.columns_shown
        columns = tuple(ExchangeColumn(one.key, one.label, width=16) for one in shown)
        writer = SheetWriter(columns, table.label, mark=mark)
        rows = (
            ([column.exported(row) for column in shown], "")
            for row in table.queryset().iterator(PIECE)
        )
    for values, key in rows:
        writer.write(values, key)
        count += 1
        if progress is not None and count % PIECE == 0:
            progress.report(count, 0, _("写表"))
    return writer.finish(), count


def watermark(actor: Any, label: str) -> str:
    """Who exported what and when; printed above the titles and on every page."""
    when = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return _("%(label)s　导出人：%(who)s　%(when)s　内部资料，注意保密") % {
        "label": label,
        "who": actor,
        "when": when,
    }
