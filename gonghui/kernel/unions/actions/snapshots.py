"""Freezing the registers as they stood on a day, as evidence of published figures (§10)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.freezing import union_facts
from gonghui.kernel.unions.models import (
    Coverage,
    Placement,
    Snapshot,
    SnapshotUnion,
    SnapshotUnit,
    Union,
    Unit,
    UnitExemption,
    UnitStanding,
)
from gonghui.kernel.unions.queries.snapshots import digest_of, snapshot_lines

CHUNK = 1000
UNIT_FIELDS = [
    "name",
    "kind",
    "subkind",
    "ownership",
    "for_profit",
    "area",
    "uscc",
    "region_code",
    "opened_on",
    "closed_on",
    "staff_total",
    "staff_female",
    "staff_teaching",
    "staff_as_of",
]
UNION_FIELDS = ["name", "kind", "uscc", "legal_person", "region_code", "founded_on", "revoked_on"]


@action
def take_snapshot(*, actor: Any, title: str, as_of: date) -> Snapshot:
    """Freeze all units and unions as they stood on ``as_of``; nobody can change the copy. Traces.

    Raises:
        Refused: the actor may not freeze figures.
        ValidationError: no title, or a day to come.
    """
    require(actor, "unions.snapshot:take")
    if not title.strip() or as_of > today():
        raise ValidationError(_("请填写快照名称，截至日期不能晚于今天"))
    snapshot = Snapshot.objects.create(title=title.strip(), as_of=as_of, taken_by_id=actor.pk)
    SnapshotUnit.objects.bulk_create(_frozen_units(snapshot, as_of), batch_size=CHUNK)
    SnapshotUnion.objects.bulk_create(_frozen_unions(snapshot, as_of), batch_size=CHUNK)
    snapshot.digest = digest_of(snapshot_lines(snapshot))
    snapshot.save(update_fields=["digest"])
    trace("unions.snapshot.taken", actor=actor, subject=snapshot, digest=snapshot.digest)
    return snapshot


def _frozen_units(snapshot: Snapshot, day: date) -> Iterator[SnapshotUnit]:
    standings = dict(UnitStanding.objects.filter(valid_on(day)).values_list("unit_id", "status"))
    exempt = dict(UnitExemption.objects.filter(valid_on(day)).values_list("unit_id", "reason"))
    unions = dict(Coverage.objects.filter(valid_on(day)).values_list("unit_id", "union_id"))
    for pk, *values in Unit.objects.order_by("pk").values_list("pk", *UNIT_FIELDS):
        if pk in standings:
            facts = _facts(UNIT_FIELDS, values) | {
                "status": standings[pk],
                "exempt": exempt.get(pk, ""),
                "union": unions.get(pk),
            }
            yield SnapshotUnit(snapshot=snapshot, unit_id=pk, facts=facts)


def _frozen_unions(snapshot: Snapshot, day: date) -> Iterator[SnapshotUnion]:
    paths = dict(Placement.objects.filter(valid_on(day)).values_list("union_id", "path"))
    more = {key: function(day) for key, function in union_facts}
    for pk, *values in Union.objects.order_by("pk").values_list("pk", *UNION_FIELDS):
        if pk in paths:
            facts = _facts(UNION_FIELDS, values)
            facts |= {key: found.get(pk) for key, found in more.items()}
            yield SnapshotUnion(snapshot=snapshot, union_id=pk, path=paths[pk], facts=facts)


def _facts(fields: list[str], values: list[Any]) -> dict[str, Any]:
    pairs = zip(fields, values, strict=True)
    return {name: _plain(value) for name, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return None if value == FOREVER else value.isoformat()
    return value
