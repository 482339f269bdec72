"""A scene that many tests stand on is built through the actions once, then laid down as rows.

The rows are the very ones that the actions wrote, audit chain included. A scene is laid down only on the ground
it was built on, the audit chain and the day: after anything else the actions build it anew.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial, wraps
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from gonghui.kernel.audit.models import ChainHead
from gonghui.kernel.lib import dates, scoping
from tests.rows import Rows

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def laid_once(build: Callable) -> Callable:
    """Decorates a builder that only writes to the database; its arguments are plain values."""
    scenes: dict[tuple, Scene] = {}

    @wraps(build)
    def lay(*given: Any, **named: Any) -> Any:
        with scoping.everything("factory"):
            ground = tuple(ChainHead.objects.values_list("hash", "length"))
            key = (ground, dates.today(), given, tuple(sorted(named.items())))
            if key not in scenes:
                scenes[key] = Scene(partial(build, *given, **named))
            return scenes[key].lay()

    return lay


class Scene:
    """What a builder wrote, and what it gave back."""

    def __init__(self, build: Callable) -> None:
        touched: set[str] = set()
        with transaction.atomic(), connection.execute_wrapper(_noting(touched)):
            self.found = build()
            after = {table: Rows(table) for table in sorted(touched)}
            transaction.set_rollback(True)
        for table, rows in after.items():
            rows.keep_fresh(Rows(table))
        self.tables = [rows for rows in after.values() if rows.found]

    def lay(self) -> Any:
        """Write the rows; returns what the builder gave, read again."""
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            for rows in self.tables:
                rows.write(cursor)
        wanted: dict[type[Model], set] = defaultdict(set)
        for record in _records(self.found):
            wanted[type(record)].add(record.pk)
        read = {kind: kind._base_manager.in_bulk(keys) for kind, keys in wanted.items()}
        return _again(self.found, read)


def _noting(touched: set[str]) -> Callable:
    """Notes the tables that statements write to."""

    def note(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            touched.add(found[1])
        return execute(sql, params, many, context)

    return note


def _records(value: Any) -> Iterator[Model]:
    """All records in what a builder gave."""
    if isinstance(value, Model):
        yield value
    elif isinstance(value, SimpleNamespace):
        yield from _records(list(vars(value).values()))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _records(each)


def _again(value: Any, read: dict) -> Any:
    """The same with the records as a test would read them."""
    if isinstance(value, Model):
        return read[type(value)][value.pk]
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{name: _again(each, read) for name, each in vars(value).items()})
    if isinstance(value, (list, tuple)):
        return type(value)(_again(each, read) for each in value)
    return value
