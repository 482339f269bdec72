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
