"""Rows as the database gives them: kept, compared and written back below the models."""

from functools import cache
from itertools import islice

from django.apps import apps
from django.db import connection, transaction

MOST = 200
"""Rows of one statement; databases limit the values in it."""


class Rows:
    """The rows of a table by primary key, as the database gives them."""

    def __init__(self, table: str) -> None:
        self.table, self.key = table, _keys()[table]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            self.columns = [column[0] for column in cursor.description]
            at = self.columns.index(self.key)
            self.found = {row[at]: row for row in cursor.fetchall()}
        self.old: list = []

    def keep_fresh(self, before: "Rows") -> None:
        """Forget what stood there before already."""
        self.found = {key: row for key, row in self.found.items() if before.found.get(key) != row}
        self.old = [key for key in self.found if key in before.found]

    def write(self, cursor) -> None:
        """Put them into the table, in place of older ones."""
        for old in self.old:
            cursor.execute(f'DELETE FROM "{self.table}" WHERE "{self.key}" = %s', [old])
        names = ", ".join(f'"{name}"' for name in self.columns)
        place = f"({', '.join(['%s'] * len(self.columns))})"
        rest = iter(self.found.values())
        while rows := list(islice(rest, MOST)):
            cursor.execute(
                f'INSERT INTO "{self.table}" ({names}) VALUES {", ".join([place] * len(rows))}',
                [value for row in rows for value in row],
            )


class Standing:
    """What migrations left in the database, to which every test with commits of its own returns it.

    Django's flush empties all tables and fills them again by signals, which takes longer than many a test.
    """

    def __init__(self) -> None:
        self.tables = {table: Rows(table) for table in _filled()}

    def restore(self) -> None:
        """Take away what a test left, put back what it took."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table in {*_filled(), *self.tables}:
                kept = self.tables.get(table)
                if kept is None or kept.found != Rows(table).found:
                    cursor.execute(f'DELETE FROM "{table}"')
                    if kept is not None:
                        kept.write(cursor)


def _filled() -> list[str]:
    """The tables that hold anything."""
    one = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM \"{0}\")"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in _keys()))
        return [table for (table,) in cursor.fetchall()]


@cache
def _keys() -> dict[str, str]:
    """The column of the primary key by table."""
    kinds = apps.get_models(include_auto_created=True)
    return {kind._meta.db_table: kind._meta.pk.column for kind in kinds}
