"""The worker: one process that runs tasks, starts what the clock asks for, and clears up after the dead.

One task at a time, no threads of its own; a machine with more cores runs more workers.
"""

import logging
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection, transaction
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.jobs import leases
from gonghui.kernel.jobs.progress import Progress
from gonghui.kernel.jobs.recovery import recover
from gonghui.kernel.jobs.scheduling import run_due

BACKEND = "default"
POLL_EVERY = 0.5  # seconds between two looks at an empty queue
PAGE_BYTES = resource.getpagesize()
ROUND_EVERY = 5.0  # seconds between two rounds of clock and clearing up
logger = logging.getLogger(__name__)


class Worker:
    """Runs until told to stop; ``run`` may be called once.

    Args:
        renew_above: mebibytes of memory above which ``run`` ends after a task with ``must_renew`` true,
            so that the process can begin anew; what a large import took is seldom given back.
    """

    def __init__(self, renew_above: int | None = None) -> None:
        self._is_grown = False
        self._renew_above = renew_above
        self._lease = ""
        self._stopping = threading.Event()
        self._next_round = 0.0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End after the running task; a job that can be run again stops at its next report.

        A second call ends the process at once; the job is then recovered like any other.
        """
        if self._stopping.is_set():
            sys.exit(1)
        self._stopping.set()
        Progress.stopping.set()

    @property
    def must_renew(self) -> bool:
        """Whether ``run`` ended for its size alone; a worker that was told to stop does not go on."""
        return self._is_grown and not self._stopping.is_set()

    def listen(self) -> None:
        """Stop at SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def run(self, *, until_idle: bool = False, once: bool = False) -> int:
        """Work until stopped, until nothing waits, or for one turn; returns how many tasks were run."""
        count = 0
        self._lease = leases.take()
        try:
            while not self._stopping.is_set():
                ran = self._turn()
                count += ran
                if once or (until_idle and not ran):
                    break
                if ran and self._renew_above and resident_mebibytes() > self._renew_above:
                    self._is_grown = True
                    break
                if not ran:
                    self._stopping.wait(POLL_EVERY)
        finally:
            leases.give_back(self._lease)
        return count

    def _turn(self) -> bool:
        """Do the round if it is time, then one task; False if none waited.

        Trouble with the database (a restart, a lock) is waited out.
        """
        try:
            if not connection.in_atomic_block:  # a test's transaction keeps its connection
                close_old_connections()
            if time.monotonic() >= self._next_round:
                self._next_round = time.monotonic() + ROUND_EVERY
                recover()
                run_due()
            task = self._claim()
        except DatabaseError:
            logger.warning("the database does not answer", exc_info=True)
            connection.close()
            return False
        if task is not None:
            self._runner().run_task(task)
        return task is not None

    def _claim(self) -> DBTaskResult | None:
        """Take the next task; looks before it locks, because SQLite has one lock for all."""
        ready = DBTaskResult.objects.ready().filter(backend_name=BACKEND)
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self._lease)
        return task

    def _runner(self) -> TaskRunner:
        """The library's way to run one task and keep its outcome."""
        return TaskRunner(
            queue_names=["*"],
            interval=0,
            batch=False,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=self._lease,
            excluded_queue_names=[],
        )


def resident_mebibytes() -> int:
    """How much memory this process holds now; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text(encoding="ascii").split()[1]) * PAGE_BYTES // 1024**2
