"""Shipped tables against stored ones."""

from gonghui.engines.casework.models import TableVersion
from gonghui.engines.casework.rules import TABLES, Shipped


def current_table(key: str) -> Shipped:
    """The table that new cases of ``key`` begin with, or LookupError."""
    return TABLES.get(key)


def changed_tables() -> list[str]:
    """Keys whose shipped table differs from what cases of that very version run on."""
    stored = {(row.key, row.version): row.digest for row in TableVersion.objects.all()}
    return [
        key
        for key, shipped in TABLES
        if stored.get((key, shipped.table.version), shipped.table.digest) != shipped.table.digest
    ]
