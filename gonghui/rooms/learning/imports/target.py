"""The list of trained people as a register: trainings of before and of other organisers, one row a person."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.exchange.api import HolderSettling, RegisterTarget, Row, Setting, Settling
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import KEEPING, Union
from gonghui.rooms.learning.actions.events import MANAGE
from gonghui.rooms.learning.actions.history import (
    PastEvent,
    PastRecord,
    correct_record,
    import_records,
    take_back_records,
)
from gonghui.rooms.learning.enums import EventSource, RecordStatus
from gonghui.rooms.learning.imports.columns import COLUMNS, OWN, UNIT
from gonghui.rooms.learning.imports.completing import RecordDesk
from gonghui.rooms.learning.models import TrainingRecord
from gonghui.rooms.learning.rules.attendance import trimmed

KEY = "learning.records"
PLAIN = ("name", UNIT, "duty", "status", "certificate_no", "reason")
ELSEWHERE = "培训班的信息不在名单里改。"


class TrainingTarget(RegisterTarget):
    """培训记录."""

    key = KEY
    label = "培训记录"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("name", "title")
    fill_key = UNIT
    ordinal = "ordinal"
    row_name = "姓名"
    reasons = {
        "not_over": "没有结果",
        "date_short": "日期没有写到日",
        "hours_odd": "学时不对",
        "namesakes": "有同名会员",
        "no_member": "不在会员名册",
        "known_otherwise": "已用其他姓名登记",
        "crowd": "不是一个人",
        "days": "天数当作学时",
        "about": "不是确数",
        "unit_unknown": "单位没有对应的工会",
    }
    changeable = OWN
    known_by = (("name", UNIT, "title", "organiser_level", "starts_on"),)
    where_to_change = {"organiser_name": ELSEWHERE, "ends_on": ELSEWHERE}
    words = {
        "status": dict(RecordStatus.choices),
        "organiser_level": {str(level.value): level.label for level in Level},
    }

    def settling(self, setting: Setting) -> Settling:
        """Units have to be led to unions before the check."""
        return HolderSettling(setting)

    def desk(self, setting: Setting) -> RecordDesk:
        """Whose name it is today, dates and hours that cannot be."""
        return RecordDesk(setting)

    def summaries(self, payloads: Sequence[Any]) -> list[str]:
        """Training, organiser and hours of new records."""
        return [_summary(row) for (row,) in payloads]

    def present(self, setting: Setting) -> QuerySet[TrainingRecord]:
        """Records of trainings that the union keeps."""
        rows = TrainingRecord.objects.filter(event__union=setting.union)
        return rows.select_related("event__union", "union")

    def row_of(self, record: TrainingRecord) -> Row:
        """What a row would say of it."""
        event = record.event
        return {
            **{key: getattr(record, key) for key in PLAIN},
            "title": event.title,
            "organiser_name": event.organiser_name,
            "organiser_level": str(event.organiser_level),
            "starts_on": event.starts_on.isoformat(),
            "ends_on": event.ends_on.isoformat(),
            "document_no": event.document_no,
            "hours": str(trimmed(record.hours)) if record.hours else "",
            "score": "" if record.score is None else str(trimmed(record.score)),
        }

    def why_not_change(self, setting: Setting, record: TrainingRecord) -> str:  # noqa: ARG002 -- the setting does not matter
        """Results of own trainings follow from check-ins."""
        own = record.event.source == EventSource.OWN
        return "本系统办的培训以签到和结班为准，不能用表格修改。" if own else ""

    def create(self, setting: Setting, row: Row) -> int:
        """One record."""
        return self.create_many(setting, [row])[0]

    def create_many(self, setting: Setting, rows: Sequence[Row]) -> list[int]:
        """Many records by one action; trainings that are not known yet are made."""
        unions = Union.objects.in_bulk({row["union_id"] for row in rows if row["union_id"]})
        people = Person.objects.in_bulk({row["person_id"] for row in rows if row["person_id"]})
        records = [
            PastRecord(
                event=_event(row),
                union=unions.get(row["union_id"], setting.union),
                person=people.get(row["person_id"]),
                **_values(row, (*PLAIN, "hours", "score")),
            )
            for row in rows
        ]
        made = import_records(
            actor=setting.actor, kept_by=setting.union, records=records, batch=setting.batch_id
        )
        return [record.pk for record in made]

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:
        """Correct one record."""
        row = correct_record(
            actor=setting.actor,
            record=self.present(setting).get(pk=record),
            expected_version=version,
            **_values(changes, changes),
        )
        return row.version

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take imported records back."""
        return take_back_records(
            actor=setting.actor, kept_by=setting.union, ids=ids, batch=setting.batch_id
        )


def _values(row: Row, keys: Any) -> Row:
    """Cells as the columns of a record take them."""
    found = {key: row[key] or "" for key in keys}
    if "hours" in found:
        found["hours"] = Decimal(found["hours"] or 0)
    if "score" in found:
        found["score"] = Decimal(found["score"]) if found["score"] else None
    return found


def _event(row: Row) -> PastEvent:
    level = int(row["organiser_level"])
    return PastEvent(
        title=row["title"],
        organiser_level=level,
        organiser_name=row["organiser_name"] or Level(level).label,
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        hours=Decimal(row["hours"] or 0),
        document_no=row["document_no"] or "",
    )


def _summary(row: Row) -> str:
    hours = f"{row['hours']} 学时" if row["hours"] else ""
    level = Level(int(row["organiser_level"])).label
    return " · ".join(filter(None, (row["title"], level, row["starts_on"], hours)))
