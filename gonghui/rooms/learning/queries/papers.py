"""Papers of this room as tables for .xlsx, .docx and PDF: the roster, the yearly table (handbook homes §12)."""

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.documents.api import SummaryColumn, SummaryTable
from gonghui.rooms.learning.enums import COUNTS, RecordStatus
from gonghui.rooms.learning.models import TrainingEvent
from gonghui.rooms.learning.queries.events import list_events
from gonghui.rooms.learning.queries.records import roster_of
from gonghui.rooms.learning.rules.attendance import days_said, trimmed

ROSTER = (
    *(("序号", 6), ("姓名", 10), ("单位", 22), ("职务", 16), ("状态", 10)),
    *(("学时", 8), ("成绩", 8), ("证书编号", 20)),
)
YEAR = (
    *(("序号", 6), ("培训名称", 28), ("主办单位", 20), ("级别", 12), ("时间", 22)),
    *(("学时", 8), ("结业人次", 10)),
)


def roster_table(event: TrainingEvent) -> SummaryTable:
    """花名册: who is in, with what result, as far as the scope shows."""
    rows = roster_of(event).filter(status__in=COUNTS)
    lines = tuple(
        (
            str(place),
            row.name,
            row.unit_name,
            row.duty,
            RecordStatus(row.status).label,
            str(trimmed(row.hours)) if row.hours else "",
            "" if row.score is None else str(trimmed(row.score)),
            row.certificate_no,
        )
        for place, row in enumerate(rows, 1)
    )
    days = days_said(event.starts_on, event.ends_on)
    title = _("%(event)s学员名册") % {"event": event}
    return SummaryTable(title, _columns(ROSTER), lines, before=f"{event.organiser_name} · {days}")


def year_table(year: int) -> SummaryTable:
    """年度培训表: trainings that ended in a calendar year, as far as the scope shows."""
    rows = list_events().filter(ends_on__year=year).order_by("starts_on", "pk")
    lines = tuple(
        (
            str(place),
            row.title,
            row.organiser_name,
            Level(row.organiser_level).label,
            days_said(row.starts_on, row.ends_on),
            str(trimmed(row.hours)),
            str(row.completed),  # type: ignore[attr-defined]  # annotated by list_events
        )
        for place, row in enumerate(rows, 1)
    )
    return SummaryTable(_("%(year)d年工会干部培训表") % {"year": year}, _columns(YEAR), lines)


def _columns(pairs: tuple[tuple[str, int], ...]) -> tuple[SummaryColumn, ...]:
    return tuple(SummaryColumn(label, width) for label, width in pairs)
