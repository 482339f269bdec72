"""Loading the region table from the compact facts that ship with the program."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.models import Region
from gonghui.kernel.unions.rules import UNKNOWN_START

FACTS = Path(__file__).parent.parent / "facts" / "regions.csv"


@action
def seed_regions(*, actor: Any, path: Path = FACTS) -> int:
    """Load or refresh region codes; may run again at any time. Returns how many rows changed. Traces.

    The file knows years only; a code holds from 1 January of its first year until 1 January of the year
    in which its successor begins (handbook §3).
    """
    require(actor, "unions.region:seed")
    changed = 0
    successors: dict[tuple[str, date], str] = {}
    for key, fields, successor in _rows(path):
        stored, created = Region.objects.get_or_create(
            code=key[0], valid_from=key[1], defaults=fields
        )
        if successor:
            successors[key] = successor
        if not created and any(getattr(stored, name) != value for name, value in fields.items()):
            Region.objects.filter(pk=stored.pk).update(**fields)
        else:
            changed += created
    _link(successors)
    trace("unions.region.seeded", actor=actor, created=changed)
    return changed


def _rows(path: Path) -> Iterator[tuple[tuple[str, date], dict[str, Any], str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start = date(int(row["from"]), 1, 1) if row["from"] else UNKNOWN_START
            end = date(int(row["to"]), 1, 1) if row["to"] else FOREVER
            prefecture = row["code"][:4] if row["code"][2:4] != "00" else ""
            fields = {"name": row["name"], "prefecture": prefecture, "valid_to": end}
            yield (row["code"], start), fields, row["successor"]


def _link(successors: dict[tuple[str, date], str]) -> None:
    for (code, start), successor in successors.items():
        after = (
            Region.objects.filter(code=successor).exclude(code=code).order_by("valid_from").last()
        )
        Region.objects.filter(code=code, valid_from=start).update(succeeded_by=after)
