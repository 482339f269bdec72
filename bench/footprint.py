"""What the program weighs at rest, and how long a first migration takes.

``python -m bench footprint`` migrates an empty SQLite database, starts web and worker as ``make run``
does, asks one page, waits, and prints resident memory beside that of a bare interpreter with Django.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REST_SECONDS = 15
MEMORY_LIMIT = 400
MIGRATION_LIMIT = 20


def main() -> None:
    """Migrate, start, rest, weigh, stop."""
    from tools import run as tool  # noqa: PLC0415 -- reads its port from the environment

    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_VAR": folder,
        }
        seconds, used = migrate(environment)
        print(f"first migration      {seconds:6.1f} s    (limit {MIGRATION_LIMIT} s)")
        print(f"  of one core        {used:6.1f} s    (load {os.getloadavg()[0]:.1f})")
        parts = {
            "web": tool.start("web", [sys.executable, "-m", *tool.WEB], environment),
            "worker": tool.start("worker", tool.python(*tool.WORKER), environment),
        }
        try:
            tool.wait_for_web(parts)
            urllib.request.urlopen(f"http://127.0.0.1:{tool.PORT}/account/login/").read()
            time.sleep(REST_SECONDS)
            weigh(parts)
        finally:
            tool.stop(parts)


def migrate(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of a first migration, the interpreter's start included: by the clock, and of processor time."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


def weigh(parts: dict[str, subprocess.Popen]) -> None:
    """Print the memory of every part with its children, their sum, and the bare interpreter's."""
    total = 0.0
    for name, part in parts.items():
        size = sum(map(resident, family(part.pid)))
        total += size
        print(f"{name:<20} {size:6.0f} MiB")
    print(f"web and worker       {total:6.0f} MiB  (limit {MEMORY_LIMIT} MiB)")
    print(f"bare Django          {bare():6.0f} MiB  (baseline)")


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> float:
    """Proportional share of memory in MiB: pages shared by several processes count once in all."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def bare() -> float:
    """An interpreter that has only imported Django's ORM and its request handling."""
    code = "import django.db.models, django.core.handlers.wsgi, time; print(flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        process.stdout.readline()
        return resident(process.pid)
    finally:
        process.kill()
        process.wait()
