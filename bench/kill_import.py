"""An import whose web process or job worker is killed at random moments: all of a batch or nothing, and on.

``python -m bench kill_import`` runs KILLS rounds (20) on SQLite and on PostgreSQL. Each sends a roll, has it
checked, written and taken back, and at one moment of one of these SIGKILLs the process that is at work: the
worker over a large roll (ROWS), the web process over a small one, which it does within the request. After
the kill and at every rest the four tables must hold the whole batch or none of it, and the batch must go on:
by itself when the worker is back, or by the button that its page offers. SEED chooses other moments.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.roll_import import ROOT, create_database


def main() -> int:
    """Kill on both databases; returns how many rounds went wrong."""
    from tests.postgres import private_server  # noqa: PLC0415 -- not needed to list the measurements

    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        failed = rounds("SQLite", place, {})
        with private_server() as server:
            create_database(server, "killed")
            more = {"BENCH_POSTGRES": str(server.home), "BENCH_POSTGRES_USER": server.user}
            failed += rounds("PostgreSQL", place, more)
    return failed


def rounds(label: str, place: Path, environment: dict[str, str]) -> int:
    """All rounds on one database, in a process of their own."""
    print(f"-- {label}", flush=True)
    environment = os.environ | environment
    environment |= {
        "BENCH_VAR": str(place),
        "BENCH_DATABASE": "killed",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    command = [sys.executable, "-m", "bench.kill_rounds", str(place)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
