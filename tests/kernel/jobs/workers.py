"""Starting, watching and killing worker processes from a test."""

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

PATIENCE = 60.0  # seconds; only ever waited out by a failing test


def until(condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        threading.Event().wait(0.02)


def start_worker(room: Path, *options: str, mail: str = "") -> subprocess.Popen:
    """A worker on this test's database; ``room`` is where it meets the test."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "gonghui.config.settings.test",
        "GONGHUI_WORKER_DATABASE": str(connection.settings_dict["NAME"]),
        "GONGHUI_WORKER_ROOM": str(room),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    if mail:
        environment["GONGHUI_WORKER_MAIL"] = mail
    command = [sys.executable, "-m", "tests.kernel.jobs.worker_process", *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


@contextmanager
def worker(room: Path, *options: str, mail: str = ""):
    """A worker that is killed at the end, if it still lives."""
    process = start_worker(room, *options, mail=mail)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def run_workers(room: Path, count: int = 1) -> None:
    """Run workers until nothing waits."""
    processes = [start_worker(room, "--until-idle") for _number in range(count)]
    assert [process.wait(PATIENCE) for process in processes] == [0] * count
