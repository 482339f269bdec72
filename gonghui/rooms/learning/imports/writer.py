"""Writes the checked rows through the room's bulk action, and takes them back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from gonghui.kernel.exchange.api import Progress, Setting, Stale, Writer
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.records import Stale as RowStale
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.learning.actions.history import (
    PastEvent,
    PastRecord,
    correct_record,
    import_records,
    take_back_records,
)
from gonghui.rooms.learning.imports.columns import UNIT
from gonghui.rooms.learning.models import TrainingRecord

AT_ONCE = 500
REASON = "a batch is written for the union that it was checked for"
PLAIN = ("name", UNIT, "duty", "status", "certificate_no", "reason")


class TrainingWriter(Writer):
    """Writes for one batch."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """New records first, then corrections."""
        done = 0
        rows = (payload[0] for payload in new)
        versions = (resumed or {}).get("versions", {})
        with scoping.everything(REASON):
            while chunk := list(islice(rows, AT_ONCE)):
                made = import_records(
                    actor=self.setting.actor,
                    kept_by=self.setting.union,
                    records=self._records(chunk),
                    batch=self.setting.batch_id,
                )
                yield {"added": [record.pk for record in made]}
                done += len(chunk)
                progress(done)
            for pk, version, changes in changed:
                yield {"changed": self._correct(pk, versions.get(str(pk), version), changes)}
                done += 1
            progress(done)

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Corrections back first, then the records that came with the batch go."""
        added: list[int] = []
        versions: dict[str, int] = {}
        with scoping.everything(REASON):
            for part in parts:
                added += part.get("added", ())
                if "changed" in part:
                    pk, before, after = part["changed"]
                    versions[str(pk)] = self._correct(pk, after, before)[2]
            left = added and take_back_records(
                actor=self.setting.actor,
                kept_by=self.setting.union,
                ids=added,
                batch=self.setting.batch_id,
            )
        if left:
            raise Stale(left)
        return {"versions": versions}

    def _records(self, rows: list[Any]) -> list[PastRecord]:
        unions = Union.objects.in_bulk({row["union_id"] for row in rows if row["union_id"]})
        people = Person.objects.in_bulk({row["person_id"] for row in rows if row["person_id"]})
        own = self.setting.union
        return [
            PastRecord(
                event=_event(row),
                union=unions.get(row["union_id"], own),
                person=people.get(row["person_id"]),
                hours=Decimal(row["hours"] or 0),
                score=Decimal(row["score"]) if row["score"] else None,
                **{key: row[key] for key in PLAIN},
            )
            for row in rows
        ]

    def _correct(self, pk: int, version: int, changes: Mapping[str, Any]) -> list[Any]:
        """Correct one record; returns its id, what leads back, and the version after."""
        record = TrainingRecord.objects.get(pk=pk)
        before = {key: getattr(record, key) for key in changes}
        before |= {key: f"{before[key]:.1f}" for key in ("hours", "score") if before.get(key)}
        try:
            row = correct_record(
                actor=self.setting.actor,
                record=record,
                expected_version=version,
                **{key: _value(key, value) for key, value in changes.items()},
            )
        except RowStale as error:
            raise Stale([record.name]) from error
        return [pk, {key: str(value or "") for key, value in before.items()}, row.version]


def _value(key: str, text: Any) -> Any:
    """A stored text as its column takes it."""
    if key == "hours":
        return Decimal(text or 0)
    if key == "score":
        return Decimal(text) if text else None
    return text


def _event(row: Any) -> PastEvent:
    return PastEvent(
        title=row["title"],
        organiser_level=row["organiser_level"],
        organiser_name=row["organiser_name"],
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        hours=Decimal(row["hours"] or 0),
        document_no=row["document_no"],
    )
