"""Queries on union-owned data fail unless a scope is active.

A scope says what the running code may see: subtrees of unions, one person's own records, or, with a
stated reason, everything. Middleware, jobs and commands set it once; ``ScopedManager`` applies it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from gonghui.kernel.lib.paths import below


class ScopeMissing(RuntimeError):
    """Somebody asked for union-owned data without saying on whose behalf."""


@dataclass(frozen=True)
class Scope:
    """What may be seen: unions below ``paths``, records of ``person_id``, or everything."""

    paths: tuple[str, ...] = ()
    person_id: int | None = None
    everything: bool = False
    reason: str = ""

    def condition(self, path_field: str, person_field: str | None) -> Q | None:
        """The filter for a model, or None when nothing has to be filtered."""
        if self.everything or "" in self.paths:
            return None
        found = Q(pk__in=())
        for path in self.paths:
            found |= below(path, path_field)
        if self.person_id is not None and person_field is not None:
            found |= Q(**{person_field: self.person_id})
        return found


_active: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The active scope.

    Raises:
        ScopeMissing: none is active.
    """
    scope = _active.get()
    if scope is None:
        raise ScopeMissing("no scope is active; wrap the call in scoping.active(...)")
    return scope


@contextmanager
def active(scope: Scope) -> Iterator[Scope]:
    """Let the enclosed code see what ``scope`` allows."""
    token = _active.set(scope)
    try:
        yield scope
    finally:
        _active.reset(token)


def everything(reason: str):
    """Let the enclosed code see all unions; ``reason`` says why, for whoever counts these places."""
    return active(Scope(everything=True, reason=reason))


class ScopedManager(models.Manager):
    """The default manager of union-owned models: every query starts inside the active scope."""

    def __init__(self, path_field: str = "union__path", person_field: str | None = None) -> None:
        super().__init__()
        self.path_field = path_field
        self.person_field = person_field

    @property
    def declared(self) -> "ScopedManager":
        """The manager as the model wrote it.

        Django makes the managers of reverse relations (``person.documents``) afresh and without
        arguments, so that their own fields are the defaults.
        """
        manager = self.model._default_manager
        return manager if isinstance(manager, ScopedManager) else self

    def get_queryset(self) -> models.QuerySet:
        """The rows that the active scope allows."""
        declared = self.declared  # type: ignore[arg-type]  # a manager as a property looks like a field
        condition = current().condition(declared.path_field, declared.person_field)
        rows = super().get_queryset()
        return rows if condition is None else rows.filter(condition)
