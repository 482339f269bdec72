"""Loading many rows at the database's own speed: COPY on PostgreSQL, executemany elsewhere.

Django's ``bulk_create`` spends most of its time building SQL text; importers of 100,000 rows cannot.
The callers keep the invariants that the model's own actions keep, and their tests prove both equal.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
SHARED_AT_ONCE = 5000
COPY_FROM = 200
"""From so many changed rows on, PostgreSQL gets them by COPY instead of one statement each."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the enclosed code make rows by the million without the cycle collector walking over all of them.

    Rows hold no cycles and go when their last user lets go. Measured: 15 % of a check and a third of a
    load of 100,000 rows went into collections that found nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows``, tuples of ready column values in the order of ``fields`` (attnames).

    The values go to the driver as they are: dates as ``date``, sealed fields as ``bytes``. Must run
    inside a transaction.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(_column(model, name)) for name in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django translates the driver's errors for execute, not for COPY.
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 -- drivers take any iterable; names come from the model


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model as they stand; those without a key get one.

    Unlike ``bulk_create`` this keeps the times that the rows bring: facts entered later than they
    happened say when they happened. ``dated`` fills them.
    """
    if not rows:
        return
    model = type(rows[0])
    bare = [row for row in rows if row.pk is None]
    for row, key in zip(bare, reserve_ids(model, len(bare)), strict=True):
        row.pk = key
    names = [field.attname for field in model._meta.concrete_fields]
    insert(model, names, (row_of(row, names) for row in rows))


def dated(row: Row, at: datetime) -> Row:
    """The row, made and last changed at a moment that has passed; for ``insert_rows``."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
            setattr(row, field.attname, at)
    return row


def update(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    key: str = "id",
) -> None:
    """Update one row each: every tuple holds the values of ``fields``, then the value of ``key``."""
    columns = [_column(model, name) for name in (*fields, key)]
    ready = list(rows)
    if connection.vendor == "postgresql" and len(ready) > COPY_FROM:
        _update_by_copy(model._meta.db_table, columns, ready)
        return
    quote = connection.ops.quote_name
    *changed, last = [f"{quote(column)} = %s" for column in columns]
    statement = f"UPDATE {quote(model._meta.db_table)} SET {', '.join(changed)} WHERE {last}"  # noqa: S608 -- names come from the model
    with connection.cursor() as cursor:
        cursor.executemany(statement, ready)


def _update_by_copy(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """One statement for all rows, from a table of its own that the values were copied into."""
    quote = connection.ops.quote_name
    old = quote(table)
    names = ", ".join(quote(column) for column in columns)
    key = quote(columns[-1])
    changes = ", ".join(f"{quote(one)} = fresh.{quote(one)}" for one in columns[:-1])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE fresh AS SELECT {names} FROM {old} LIMIT 0")  # noqa: S608 -- names come from the model
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY fresh ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"UPDATE {old} SET {changes} FROM fresh WHERE {old}.{key} = fresh.{key}")  # noqa: S608 -- names come from the model
        cursor.execute("DROP TABLE fresh")


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """``count`` fresh primary keys of ``model``, so that related rows can be loaded in one go.

    They come from the table's own counter, so a key is never given twice, even after rows were
    removed. On SQLite nobody else can raise the counter while this transaction holds the write lock.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    top = found[0] if found else 0
    return range(top + 1, top + 1 + count)


@lru_cache(maxsize=1 << 15)
def stored_day(day: date) -> Any:
    """A day as the driver stores it: most of a load's days repeat, and SQLite's adapter is slow to ask."""
    return connection.ops.adapt_datefield_value(day)


def share(rows: Iterable[models.Model], name: str) -> None:
    """Let ``rows`` share the objects behind the relation ``name``, each read once.

    A join would read, and parse, what thousands of rows have in common once for each of them.
    """
    ready = list(rows)
    if not ready:
        return
    field = ready[0]._meta.get_field(name)
    keys = {getattr(row, field.attname) for row in ready} - {None}  # type: ignore[union-attr]  # a relation has one
    manager = field.related_model._base_manager  # type: ignore[union-attr]  # as above
    found: dict[Any, models.Model] = {}
    for start in range(0, len(keys), SHARED_AT_ONCE):
        found |= manager.in_bulk(sorted(keys)[start : start + SHARED_AT_ONCE])
    for row in ready:
        setattr(row, name, found.get(getattr(row, field.attname)))  # type: ignore[union-attr]  # as above


def row_of(row: models.Model, fields: Sequence[str]) -> tuple[Any, ...]:
    """The values of ``fields`` (attnames) as the driver takes them: JSON, times and sealed fields too."""
    columns = {field.attname: field for field in row._meta.concrete_fields}
    return tuple(
        columns[name].get_db_prep_save(getattr(row, name), connection=connection) for name in fields
    )


def _column(model: type[models.Model], name: str) -> str:
    return next(str(f.column) for f in model._meta.concrete_fields if name in (f.attname, f.name))
