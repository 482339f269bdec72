"""What happens to records when two people turn out to be one, or somebody is erased."""

from typing import Any

from gonghui.rooms.learning.enums import COUNTS, RecordStatus
from gonghui.rooms.learning.models import TrainingRecord

ERASED = "已抹除"
TWICE = "人员合并，同一培训只计一次"


def move_records(kept: Any, gone: Any) -> int:
    """Records go over; of two that count in one training the completed one stays, the other is 已退出."""
    rows = TrainingRecord._base_manager
    own = {row.event_id: row for row in rows.filter(person=kept, status__in=COUNTS)}
    for row in rows.filter(person=gone, event__in=own, status__in=COUNTS):
        same = own[row.event_id]
        extra = same if row.status == RecordStatus.COMPLETED else row
        rows.filter(pk=extra.pk).update(status=RecordStatus.WITHDRAWN, reason=TWICE)
    return rows.filter(person=gone).update(person=kept)


def clear_erased(*, person: Any, **_said: Any) -> None:
    """The name goes, the record stays: figures rest on it."""
    TrainingRecord._base_manager.filter(person=person).update(name=ERASED, duty="", reason="")
