"""Processor seconds of this process and of the database process that serves it.

On a machine that others use too, seconds by the clock say little; processor seconds and their ratios hold.
"""

import os
import time
from pathlib import Path


def processor_seconds() -> float:
    """Until now; on SQLite the database is this process."""
    from django.db import connection  # noqa: PLC0415 -- settings come first

    used = time.process_time()
    if connection.vendor != "postgresql":
        return used
    status = Path(f"/proc/{database_process()}/stat").read_text(encoding="ascii")
    ticks = status.rsplit(")", 1)[1].split()[11:13]
    return used + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def database_process() -> int:
    """The server's process that answers us."""
    from django.db import connection  # noqa: PLC0415 -- settings come first

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


def children_of(pid: int) -> list[int]:
    """The processes that ``pid`` started and that still run, by number."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return sorted(int(each) for each in listed.split() if peak_megabytes(int(each)))


def tree_seconds(pid: int) -> float:
    """Processor seconds of a process and all it ever started: those that ended were added when it reaped them."""
    return _seconds(pid) + sum(_seconds(each) for each in children_of(pid))


def peak_megabytes(pid: int) -> float:
    """The most memory a process held; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0][1]) / 1024 if lines else 0.0


def _seconds(pid: int) -> float:
    """Of a process and of the ended ones that it waited for."""
    status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    ticks = status.rsplit(")", 1)[1].split()[11:15]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
