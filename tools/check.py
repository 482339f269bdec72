"""Everything that has to hold before a change lands, cheapest first; ``make test`` calls it.

The passes of the suite, SQLite, PostgreSQL and the browser's journeys, run side by side, each with a log of
its own in ``var/``. What the static checks find keeps the suite from starting. ``house`` runs the house checks
alone; else they are part of the pass on SQLite, whose tables they share.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LOGS = ROOT / "var"
PYTEST = [sys.executable, "-m", "pytest", "-q"]
HOUSE = {"house": [*PYTEST, "tests/house"]}
STATIC = {  # two at a time, the longest first
    "types": [BIN / "mypy", "--no-error-summary"],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--quiet", "--check", "."],
    "import contract": [BIN / "lint-imports", "--config", ".importlinter"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}
TIMED = ["--durations=10", "--durations-min=2"]
SUITE = [*PYTEST, "tests", *TIMED]
ON_POSTGRESQL = [sys.executable, "-m", "tests.postgres", "run", "--", *SUITE]
PASSES = {  # what the house and the browser say lies above the database: once is enough
    "postgresql": [*ON_POSTGRESQL, "--ignore=tests/house"],
    "sqlite": [*SUITE, "--ignore=tests/journeys"],
    "journeys": [*PYTEST, "tests/journeys", *TIMED],
}
LONGEST = 2700  # seconds that one pass may take before it counts as hung


def environment(name: str) -> dict[str, str]:
    """The caller's environment without settings of ours, so that every machine checks the same."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GONGHUI_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "gonghui.config.settings.test",
        "GONGHUI_TEST_NAME": name,
        "PYTHONUNBUFFERED": "1",
    }


def report(name: str, *, good: bool, started: float, text: str = "") -> bool:
    """Print one line for a finished step, and what it said when it failed."""
    print(f"{'ok  ' if good else 'FAIL'} {name:16} {time.monotonic() - started:6.1f} s  {text}")
    sys.stdout.flush()
    return good


def check(name: str, command: list) -> bool:
    """Run one static check; its output is shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=environment(name.partition(" ")[0]),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    good = done.returncode == 0
    if not good:
        print(done.stdout[-12_000:])
    return report(name, good=good, started=started)


def run_suite(passes: dict[str, list]) -> bool:
    """Run the passes side by side; print each one's closing line, and the log of one that failed."""
    LOGS.mkdir(exist_ok=True)
    started = time.monotonic()
    running = {}
    for name, command in passes.items():
        with (LOGS / f"test-{name}.log").open("wb") as log:
            running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(name) | {"GONGHUI_RENDERED": str(_rendered(name))},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
    print(f"     the suite runs, see var/test-{{{','.join(passes)}}}.log", flush=True)
    good = True
    while running:
        for name, process in list(running.items()):
            late = time.monotonic() - started > LONGEST
            if late:
                process.terminate()
            if process.poll() is not None:
                good &= _close(running, name, started)
        time.sleep(0.5)
    return good


def _rendered(name: str) -> Path:
    """The file in which a pass lists the templates that it rendered."""
    return LOGS / f"rendered-{name}.txt"


def _close(running: dict[str, subprocess.Popen], name: str, started: float) -> bool:
    """Print the closing line of a finished pass."""
    code = running.pop(name).returncode
    text = (LOGS / f"test-{name}.log").read_text(encoding="utf-8", errors="replace")
    if code != 0:
        print(text[-20_000:])
    closing = next((line for line in reversed(text.splitlines()) if " in " in line), "no result")
    return report(name, good=code == 0, started=started, text=closing.strip("= "))


def main() -> None:
    """Run everything, or what the arguments name; exit with 1 when anything failed."""
    started = time.monotonic()
    only = sys.argv[1:] or [*STATIC, *PASSES]
    known = STATIC | HOUSE | PASSES
    if unknown := set(only) - set(known):
        sys.exit(f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    static = {name: command for name, command in (STATIC | HOUSE).items() if name in only}
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = [pool.submit(check, name, command) for name, command in static.items()]
    good = all(done.result() for done in waiting)
    passes = {name: command for name, command in PASSES.items() if name in only}
    if good and passes:
        good = run_suite(passes)
        if passes == PASSES:
            lists = [_rendered(name) for name in passes]
            good &= check("templates", [sys.executable, "-m", "tests.house.rendered", *lists])
    report("everything" if good else "not good", good=good, started=started)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
