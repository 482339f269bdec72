"""The list of trained people as an exchange target: trainings of before and of other organisers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.exchange.api import (
    Checker,
    HolderSettling,
    Setting,
    Settling,
    Target,
    Writer,
    write_row_key,
)
from gonghui.kernel.unions.api import Union, UnionKind
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.imports.checker import TrainingChecker
from gonghui.rooms.learning.imports.columns import COLUMNS, UNIT
from gonghui.rooms.learning.imports.writer import TrainingWriter
from gonghui.rooms.learning.models import TrainingRecord

KEY = "learning.records"
PIECE = 2000


class TrainingTarget(Target):
    """培训记录."""

    key = KEY
    label = "培训记录"
    permission = MANAGE
    columns = COLUMNS
    keys = ("name", "title")
    fill_key = UNIT
    ordinal = "ordinal"
    row_name = "姓名"
    row_detail = "培训"
    reasons = {
        "not_over": "没有结果",
        "date_short": "日期没有写到日",
        "hours_odd": "学时不对",
        "namesakes": "有同名会员",
        "no_member": "不在会员名册",
        "own_event": "以签到和结班为准",
        "crowd": "不是一个人",
        "days": "天数当作学时",
        "about": "不是确数",
        "unit_unknown": "单位没有对应的工会",
    }

    def checker(self, setting: Setting) -> Checker:
        """Start checking a list."""
        return TrainingChecker(setting, self.key)

    def writer(self, setting: Setting) -> Writer:
        """Start writing a batch."""
        return TrainingWriter(setting)

    def unions(self, allowed: QuerySet[Union]) -> QuerySet[Union]:
        """Every union that keeps trainings of its own; no branches."""
        kinds = (UnionKind.INDUSTRIAL, UnionKind.GRASSROOTS, UnionKind.JOINT)
        return allowed.filter(kind__in=kinds)

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Organiser and hours of new records."""
        return [_summary(row) for (row,) in payloads]

    def export_columns(self, *, unmasked: bool) -> Any:  # noqa: ARG002 -- a number is never kept, so never sent
        """All but the number, which is only asked for."""
        return tuple(column for column in self.columns if not column.left_out)

    def export(
        self,
        union: Any,
        rows: QuerySet[TrainingRecord],
        *,
        unmasked: bool,  # noqa: ARG002 -- nothing sensitive goes out
    ) -> Iterator[tuple[list[Any], str]]:
        """Records of the list, in the form in which they may come back."""
        keys = [column.key for column in self.export_columns(unmasked=False)]
        for number, record in enumerate(rows.iterator(PIECE), 1):
            values = _values(record, number)
            key = write_row_key(self.key, union.pk, record.pk, str(record.version))
            yield [values[each] for each in keys], key

    def settling(self, setting: Setting) -> Settling:
        """Units have to be led to unions before the check."""
        return HolderSettling(setting)


def _summary(row: Any) -> str:
    hours = f"{row['hours']} 学时" if row["hours"] else ""
    status = RecordStatus(row["status"]).label
    return " · ".join(filter(None, (row["organiser_name"], hours, status)))


def _values(record: TrainingRecord, number: int) -> dict[str, Any]:
    event = record.event
    return {
        "ordinal": number,
        "organiser_name": event.organiser_name,
        "organiser_level": Level(event.organiser_level).label,
        "title": event.title,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "document_no": event.document_no,
        "status": RecordStatus(record.status).label,
        "hours": record.hours or None,
        "score": record.score,
        **{key: getattr(record, key) for key in ("name", UNIT, "duty", "certificate_no", "reason")},
    }
