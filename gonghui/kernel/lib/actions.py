"""The shape of a write: one transaction, one actor, and a trace that the audit chain keeps.

``@action`` opens the transaction. Inside, ``trace`` says what was done to what. When the outermost
action ends, the traces go to the chain *last*, just before the commit, because the chain is locked
from then until the commit and nobody should wait behind a long action.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

P = ParamSpec("P")
R = TypeVar("R")


class _System:
    """The program itself as an actor: clockwork, imports of reference data, the demonstration."""

    pk = None
    is_active = True

    def __str__(self) -> str:
        return "系统"


SYSTEM = _System()


@dataclass(frozen=True)
class Trace:
    """One thing that happened: ``key`` names the verb, ``subject`` the record, ``facts`` the rest.

    Facts must be JSON and hold nothing that is stored sealed.
    """

    key: str
    actor: Any
    subject: models.Model | None
    union_id: int | None
    facts: dict[str, Any] = field(default_factory=dict)


Sink = Callable[[list[Trace]], None]
_sinks: list[Sink] = []
_traces: ContextVar[list[Trace] | None] = ContextVar("traces", default=None)


class NoTrace(RuntimeError):
    """An action ended without saying what it did."""


def send_traces_to(sink: Sink) -> None:
    """Install the one keeper of traces (done by kernel.audit when it starts)."""
    _sinks[:] = [sink]


def trace(
    key: str,
    *,
    actor: Any,
    subject: models.Model | None = None,
    union_id: int | None = None,
    **facts: Any,
) -> None:
    """Say what the running action did. ``key`` reads ``room.object.past_participle``.

    Raises:
        RuntimeError: called outside an action.
    """
    traces = _traces.get()
    if traces is None:
        raise RuntimeError(f"{key} was traced outside an action")
    traces.append(Trace(key, actor, subject, union_id, facts))


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make ``function`` a write: atomic, traced, its traces chained at the very end.

    An inner action joins the transaction of the outer one. Where it fails and the outer one goes on, what
    it wrote is undone and what it traced is forgotten.

    Raises:
        NoTrace: the outermost action left no trace; everything is rolled back.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _traces.get()
        if outer is not None:
            with _forgotten_on_failure(outer), transaction.atomic():
                return function(*args, **kwargs)
        traces: list[Trace] = []
        with transaction.atomic():
            token = _traces.set(traces)
            try:
                result = function(*args, **kwargs)
            finally:
                # Before the commit: what runs on commit is no part of this action any more.
                _traces.reset(token)
            _keep(traces, function.__qualname__)
            return result

    return run


@contextmanager
def _forgotten_on_failure(traces: list[Trace]) -> Iterator[None]:
    """Drop what the enclosed code traced when it fails: the rows it speaks of are rolled back."""
    known = len(traces)
    try:
        yield
    except BaseException:
        del traces[known:]
        raise


def _keep(traces: list[Trace], name: str) -> None:
    if not traces:
        raise NoTrace(name)
    for sink in _sinks:
        sink(traces)
