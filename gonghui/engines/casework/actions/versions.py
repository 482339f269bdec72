"""Stored tables: a running case keeps the one it began with."""

from gonghui.engines.casework.models import TableVersion
from gonghui.engines.casework.queries import current_table
from gonghui.engines.casework.rules import StateTable, TableChanged, family_of


def shipped_version(key: str) -> TableVersion:
    """The stored row of a shipped table, made on its first use.

    Raises:
        TableChanged: the shipped table differs from the stored one of the same version.
    """
    shipped = current_table(key).table
    stored, _made = TableVersion.objects.defer("definition").get_or_create(
        key=key,
        version=shipped.version,
        defaults={"definition": shipped.to_json(), "digest": shipped.digest},
    )
    if stored.digest != shipped.digest:
        raise TableChanged(f"{key} {shipped.version} differs from what running cases use")
    return stored


def compiled_version(table: StateTable) -> TableVersion:
    """The stored row with the content of a compiled table; other content gets the next version.

    Two who store the same first version at once end up with one row: the second reads the first's.

    Raises:
        LookupError: no family is registered for the key.
        ValueError: the table cannot be used.
    """
    if family_of(table.key) is None:
        raise LookupError(f"no family of tables is registered for {table.key}")
    rows = TableVersion.objects.defer("definition").order_by()
    stored = rows.filter(key=table.key, digest=table.digest).first()
    if stored is not None:
        return stored
    if problems := table.problems():
        raise ValueError(f"{table.key}: {'; '.join(problems)}")
    last = TableVersion.objects.filter(key=table.key).order_by("version").last()
    stored, _made = TableVersion.objects.get_or_create(
        key=table.key,
        version=last.version + 1 if last else table.version,
        defaults={"definition": table.to_json(), "digest": table.digest},
    )
    return stored if stored.digest == table.digest else compiled_version(table)
