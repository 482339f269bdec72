"""What a running job says about itself, and how it hears that it should stop.

Others must see the progress while the job's own big transaction is open. On PostgreSQL a small thread
with its own connection writes the last report twice a second and beats every ten seconds. SQLite
knows one writer at a time, so there a report is written at once, but only between transactions:
say "正在写入" before the big one.
"""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from gonghui.kernel.jobs import leases
from gonghui.kernel.jobs.models import Job, JobState

WRITE_EVERY = 0.5  # seconds
logger = logging.getLogger(__name__)


class Stop(Exception):
    """The job has to stop now; its open transaction is rolled back. Not for catching in a job."""


class Superseded(Stop):
    """Another run has taken over; this one must not write any more."""


class Cancelled(Stop):
    """The owner asked to stop."""


class Interrupted(Stop):
    """The worker is shutting down and the job can be run again later."""


class JobFailed(Exception):
    """A job gives up with a sentence for its owner (Chinese): what is wrong, how to mend it."""


class Progress:
    """Handed to the function of a job.

    Args:
        job: the claimed job.
        threaded: write from a thread with its own connection.
        interruptible: whether ``stopping`` (set by the worker at SIGTERM) ends this job.
    """

    stopping = threading.Event()

    def __init__(self, job: Job, *, threaded: bool = False, interruptible: bool = False) -> None:
        self._mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)
        self._threaded = threaded
        self._interruptible = interruptible
        self._depth = _transaction_depth()
        self.said: dict[str, Any] = {"done": 0, "total": 0, "stage": ""}
        self._stop: type[Stop] | None = None
        self._written_at = 0.0
        self._concluded = False
        self._end = threading.Event()

    def report(self, done: int, total: int = 0, stage: str | None = None) -> None:
        """Say how far the job is; cheap enough for every hundredth row.

        Args:
            done: how many of ``total`` units (rows, mails) are finished.
            total: 0 when nobody knows.
            stage: a few Chinese words; None keeps the last ones.

        Raises:
            Stop: superseded, cancelled or interrupted; let it pass.
        """
        new_stage = stage is not None and stage != self.said["stage"]
        stage = stage if new_stage else self.said["stage"]
        self.said = {"done": done, "total": total, "stage": stage}
        if not self._threaded and (new_stage or self._is_due()):
            self._write()
        self.check()

    def check(self) -> None:
        """Stop if somebody wants the job to stop. Raises Stop; asks nothing of the database."""
        if self._stop:
            raise self._stop
        if self._interruptible and self.stopping.is_set():
            raise Interrupted

    def conclude(self, result: Mapping[str, Any] | None = None) -> None:
        """Mark the job done as the last statement of the transaction that does its writing.

        The job is then done exactly if its rows are there, whatever dies when. Locks the job's row
        until the commit; report nothing after it.

        Raises:
            Stop: the job may no longer write; the transaction must roll back.
        """
        self.check()
        self._concluded = True
        if not self._mine.filter(cancel_asked=False).update(**done_values(result), **self.said):
            raise Cancelled if self._mine.exists() else Superseded

    @contextmanager
    def running(self) -> Iterator["Progress"]:
        """Write reports in the background while the enclosed code runs, where that is possible."""
        if not self._threaded:
            yield self
            return
        thread = threading.Thread(target=self._keep_writing, name="job-progress", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._end.set()
            thread.join()

    def _is_due(self) -> bool:
        return time.monotonic() - self._written_at >= WRITE_EVERY

    def _write(self) -> None:
        """Write the last report, unless a transaction of the job is open; note what others want."""
        if not self._threaded and _transaction_depth() != self._depth:
            return
        self._written_at = time.monotonic()
        try:
            alive = self._mine.update(heartbeat_at=timezone.now(), **self.said)
            if not alive:
                self._stop = Superseded
            elif self._mine.filter(cancel_asked=True).exists():
                self._stop = Cancelled
        except DatabaseError:
            logger.warning("progress could not be written", exc_info=True)

    def _keep_writing(self) -> None:
        """Body of the thread: at most two writes per second, at least one heartbeat."""
        written: dict[str, Any] = {}
        while not self._end.wait(WRITE_EVERY):
            silent = time.monotonic() - self._written_at
            overdue = silent >= leases.HEARTBEAT_EVERY.total_seconds()
            if not self._concluded and not self._stop and (written != self.said or overdue):
                written = self.said
                self._write()
        connection.close()


def done_values(result: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of a job that is done; a ``link`` in the result becomes the job's link."""
    values: dict[str, Any] = {
        "state": JobState.DONE,
        "finished_at": timezone.now(),
        "result": dict(result or {}),
        "error": "",
    }
    if result and result.get("link"):
        values["link"] = result["link"]
    return values


def _transaction_depth() -> int:
    return len(connection.savepoint_ids) + int(connection.in_atomic_block)
