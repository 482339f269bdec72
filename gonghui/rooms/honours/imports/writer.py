"""Writes the checked rows of a register through the engine's bulk door, and takes them back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from gonghui.engines.campaigns.api import (
    Award,
    AwardSource,
    Grant,
    Series,
    correct_award,
    import_awards,
    withdraw_awards,
)
from gonghui.kernel.exchange.api import Progress, Setting, Stale, Writer
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.records import Stale as RowStale
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import Union
from gonghui.rooms.honours.actions.awards import series_for
from gonghui.rooms.honours.imports.columns import FACTS, PLAIN

AT_ONCE = 500
REASON = "a batch is written for the union that it was checked for"


class RegisterWriter(Writer):
    """Writes for one batch."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.series: dict[tuple[str, int, str], Series] = {}

    def write(
        self,
        new: Iterable[Any],
        changed: Iterable[Any],
        resumed: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Iterator[Any]:
        """New honours first, then corrections."""
        done = 0
        rows = (payload[0] for payload in new)
        versions = (resumed or {}).get("versions", {})
        with scoping.everything(REASON):
            while chunk := list(islice(rows, AT_ONCE)):
                made = import_awards(
                    actor=self.setting.actor,
                    kept_by=self.setting.union,
                    grants=self._grants(chunk),
                    batch=self.setting.batch_id,
                )
                yield {"added": [award.pk for award in made]}
                done += len(chunk)
                progress(done)
            for pk, version, changes in changed:
                yield {"changed": self._correct(pk, versions.get(str(pk), version), changes)}
                done += 1
            progress(done)

    def take_back(self, parts: Iterable[Any]) -> Mapping[str, Any]:
        """Corrections back first, then the honours that came with the batch go."""
        added: list[int] = []
        versions: dict[str, int] = {}
        with scoping.everything(REASON):
            for part in parts:
                added += part.get("added", ())
                if "changed" in part:
                    pk, before, after = part["changed"]
                    versions[str(pk)] = self._correct(pk, after, before)[2]
            left = added and withdraw_awards(
                actor=self.setting.actor,
                kept_by=self.setting.union,
                ids=added,
                batch=self.setting.batch_id,
            )
        if left:
            raise Stale(left)
        return {"versions": versions}

    def _grants(self, rows: list[Any]) -> list[Grant]:
        unions = Union.objects.in_bulk({row["union_id"] for row in rows if row["union_id"]})
        people = Person.objects.in_bulk({row["person_id"] for row in rows if row["person_id"]})
        return [
            self._grant(row, unions.get(row["union_id"]), people.get(row["person_id"]))
            for row in rows
        ]

    def _grant(self, row: Any, union: Union | None, person: Person | None) -> Grant:
        own = self.setting.union
        return Grant(
            series=self._series(row),
            kept_by=own,
            union=union or own,
            holder_union=union if union and union != own else None,
            person=person,
            holder_kind=row["holder_kind"],
            honour_level=row["honour_level"],
            granted_on=date.fromisoformat(row["granted_on"]),
            granted_precision=row["granted_precision"],
            source=AwardSource.IMPORTED,
            facts={key: row[key] for key in FACTS if row[key]},
            **{key: row[key] for key in PLAIN},
        )

    def _series(self, row: Any) -> Series:
        key = (row["title"], row["honour_level"], row["holder_kind"])
        if key not in self.series:
            self.series[key] = series_for(
                actor=self.setting.actor,
                text=row["title"],
                honour_level=row["honour_level"],
                granting_body=row["granting_body"],
                target=row["holder_kind"],
            )
        return self.series[key]

    def _correct(self, pk: int, version: int, changes: Mapping[str, Any]) -> list[Any]:
        """Correct one award; returns its id, what leads back, and the version after."""
        award = Award.objects.get(pk=pk)
        values = {key: value for key, value in changes.items() if key not in FACTS}
        if "granted_on" in values:
            values["granted_on"] = date.fromisoformat(values["granted_on"])
        facts = award.facts | {key: changes[key] for key in FACTS if key in changes}
        values["facts"] = {key: value for key, value in facts.items() if value}
        before = {key: getattr(award, key) for key in values if key != "facts"}
        before |= {key: award.facts.get(key, "") for key in FACTS if key in changes}
        if "granted_on" in before:
            before["granted_on"] = before["granted_on"].isoformat()
        try:
            row = correct_award(
                actor=self.setting.actor, award=award, expected_version=version, **values
            )
        except RowStale as error:
            raise Stale([award.holder_name]) from error
        return [pk, before, row.version]
