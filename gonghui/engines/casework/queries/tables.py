"""Shipped tables against stored ones."""

from gonghui.engines.casework.models import Case, TableVersion
from gonghui.engines.casework.rules import (
    EFFECTS,
    GUARDS,
    PLACES,
    TABLES,
    Shipped,
    StateTable,
)
from gonghui.kernel.lib import scoping

BUILT_IN = frozenset({"own", "upper", "holder"})


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


def tables_in_use() -> list[TableVersion]:
    """The stored tables that open cases run on."""
    with scoping.everything("the system check asks for all unions"):
        used = set(
            Case.objects.filter(is_open=True).order_by().values_list("table_version").distinct()
        )
    return list(
        TableVersion.objects.filter(pk__in=[pk for (pk,) in used]).order_by("key", "version")
    )


def unknown_names(table: StateTable) -> list[str]:
    """Guards, effects and places of a table that nobody registered."""
    steps = [
        f"{each.id}: {kind} {name} is not registered"
        for each in table.transitions
        for kind, names, known in (
            ("guard", each.guards, GUARDS),
            ("effect", each.effects, EFFECTS),
        )
        for name in names
        if name not in known
    ]
    places = {each.at for each in table.transitions}
    places |= {each.holder.place for each in table.states if each.holder}
    unknown = sorted(place for place in places - BUILT_IN if place not in PLACES)
    return steps + [f"place {name} is not registered" for name in unknown]
