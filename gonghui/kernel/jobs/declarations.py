"""What the apps declare: kinds of jobs, and work that the clock starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Literal

from gonghui.kernel.jobs.models import Job
from gonghui.kernel.jobs.progress import Progress
from gonghui.kernel.lib.registry import Registry

JobFunction = Callable[[Job, Progress], Mapping[str, Any] | None]


@dataclass(frozen=True)
class JobKind:
    """One kind of job; see ``register_job``."""

    key: str
    function: JobFunction
    label: str
    scope: Literal["owner", "everything"] = "owner"
    resumable: bool = False
    crashes_allowed: int = 3


@dataclass(frozen=True)
class Periodic:
    """Work that the clock starts; see ``register_periodic``."""

    key: str
    function: Callable[[], object]
    every: timedelta | time


job_kinds: Registry[JobKind] = Registry("job")
periodics: Registry[Periodic] = Registry("periodic task")


def register_job(
    key: str,
    function: JobFunction,
    label: str,
    *,
    scope: Literal["owner", "everything"] = "owner",
    resumable: bool = False,
    crashes_allowed: int = 3,
) -> JobKind:
    """Declare a kind of job.

    Args:
        key: ``room.verb_object``.
        function: gets the job and its progress; what it returns (JSON or None) becomes
            ``job.result``, and a ``link`` in it the job's link.
        label: Chinese, for lists.
        scope: what its queries see: all that the owner sees, or everything.
        resumable: whether it may simply be run again after its worker died. Its function must then
            write in one transaction that ends with ``progress.conclude``, or skip what is done.
        crashes_allowed: how many dead workers it outlives before it is marked failed.

    Raises:
        ValueError: the key is taken.
    """
    kind = JobKind(key, function, label, scope, resumable, crashes_allowed)
    return job_kinds.register(key, kind)


def register_periodic(
    key: str, function: Callable[[], object], every: timedelta | time
) -> Periodic:
    """Declare work that the worker starts by itself, one run at a time over all workers.

    It runs with everything in scope and no actor; an error waits for the next turn.

    Args:
        key: ``room.verb_object``.
        function: takes nothing; must be quick (seconds) or start a job.
        every: the pause between two starts, or the local time of day for a daily run.
    """
    return periodics.register(key, Periodic(key, function, every))
