"""Starting, watching and killing worker processes from a test."""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.kernel.jobs import worker_process

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([worker_process.__name__])
PATIENCE = 60.0  # seconds; only ever waited out by a failing test


def until(condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        threading.Event().wait(0.02)


class Forked:
    """A worker forked off a process that has loaded the program; speaks as ``Popen`` does."""

    def __init__(self, *given: str) -> None:
        self.process = FORKS.Process(target=worker_process.work, args=given)
        self.process.start()

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self.process.kill()

    def send_signal(self, number: int) -> None:
        """Tell it something."""
        os.kill(self.process.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code; ``TimeoutExpired`` when it still lives after so many seconds."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise subprocess.TimeoutExpired(self.process.name, timeout)
        return self.process.exitcode


def start_worker(room: Path, *options: str, mail: str = "", forked: bool = True):
    """A worker on this test's database; ``room`` is where it meets the test."""
    given = (str(connection.settings_dict["NAME"]), str(room), mail, *options)
    if forked:
        return Forked(*given)
    command = [sys.executable, "-m", worker_process.__name__, *given]
    environment = os.environ | {"PYTHONPATH": str(settings.BASE_DIR)}
    return subprocess.Popen(command, env=environment)


@contextmanager
def worker(room: Path, *options: str, mail: str = "", forked: bool = True):
    """A worker that is killed at the end, if it still lives."""
    process = start_worker(room, *options, mail=mail, forked=forked)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def run_workers(room: Path, count: int = 1) -> None:
    """Run workers until nothing waits."""
    processes = [start_worker(room, "--until-idle") for _number in range(count)]
    assert [process.wait(PATIENCE) for process in processes] == [0] * count
