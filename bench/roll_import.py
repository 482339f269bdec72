"""A roll of 100,000 rows and 25 columns through the importer, beside a bare parse and a bare load.

``python -m bench roll_import`` prints, for SQLite and PostgreSQL, the seconds of every phase, and every limit
with what was measured: ratio to the baseline by the clock and in processor seconds (which others on the
machine do not change), rows per second, peak memory of the importing process, size of
the pages of differences, progress seen from outside. The baseline is a bare parse of the same file by the
fastest parser and a bare bulk load of the same rows into the same tables, committed. Every measurement runs
in a process and a database of its own, import and baseline by turns; of TIMES turns the best of each counts,
since a busy machine only ever adds. ROWS sets another size.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rolls import write_roll

ROOT = Path(__file__).resolve().parents[1]
ROWS = int(os.environ.get("ROWS") or 100_000)
TIMES = int(os.environ.get("TIMES") or 3)
RATIO_LIMIT, MEMORY_LIMIT, PAGE_LIMIT = 3.0, 600, 300_000
SPEED_LIMIT = 30 * 159
"""Rows per second: thirty times what django-import-export does on such a machine."""


def main() -> int:
    """Write the workbook once, measure on both databases; returns how many limits do not hold."""
    from tests.postgres import private_server  # noqa: PLC0415 -- not needed to list the measurements

    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        write_roll(place / "roll.xlsx", ROWS)
        size = (place / "roll.xlsx").stat().st_size / 1e6
        print(f"workbook             {ROWS:,} rows, 25 columns, {size:.1f} MB")
        missed = measure("SQLite", place, {})
        with private_server() as server:
            more = {"BENCH_POSTGRES": str(server.home), "BENCH_POSTGRES_USER": server.user}
            for turn in range(TIMES):
                for name in ("imported", "loaded"):
                    create_database(server, f"{name}{turn}")
            missed += measure("PostgreSQL", place, more)
    return missed


def create_database(server, name: str) -> None:
    """An empty database."""
    import psycopg  # noqa: PLC0415 -- not needed to list the measurements

    with psycopg.connect(host=str(server.home), user=server.user, autocommit=True) as connection:
        connection.execute(f"create database {name}")


def measure(label: str, place: Path, environment: dict[str, str]) -> int:
    """Import into one database, load the very same rows bare into another, by turns; compare."""
    environment = environment | {
        "BENCH_VAR": str(place),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    imported, bare = [], []
    for turn in range(TIMES):
        name = "importing" if turn == 0 else "importing_only"
        imported.append(step(name, place, environment | {"BENCH_DATABASE": f"imported{turn}"}))
        bare.append(step("loading", place, environment | {"BENCH_DATABASE": f"loaded{turn}"}))
    return tell(label, best(imported), best(bare))


def step(name: str, place: Path, environment: dict[str, str]) -> dict:
    """Run one measurement of ``bench.roll_steps`` in a fresh process."""
    command = [sys.executable, "-m", "bench.roll_steps", name, str(place)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def best(turns: list[dict]) -> dict:
    """The first turn's answers, with the least seconds of any turn and the greatest memory."""
    times = {
        name: [min(pair) for pair in zip(*(turn[name] for turn in turns), strict=True)]
        for name in ("check", "apply", "parse", "load")
        if name in turns[0]
    }
    return turns[0] | times | {"memory": max(turn.get("memory", 0) for turn in turns)}


def tell(label: str, imported: dict, bare: dict) -> int:
    """Print one database's figures and its limits; returns how many limits do not hold."""
    (total, total_cpu), (baseline, baseline_cpu) = (
        [sum(pair) for pair in zip(*phases, strict=True)]
        for phases in (
            (imported["check"], imported["apply"]),
            (bare["parse"], bare["load"]),
        )
    )
    pages = imported["pages"]
    print(f"-- {label}")
    print(
        f"bare parse           {bare['parse'][0]:6.2f} s, processor {bare['parse'][1]:6.2f} s    ".rstrip()
    )
    print(
        f"bare load            {bare['load'][0]:6.2f} s, processor {bare['load'][1]:6.2f} s    {bare['rows']:,} rows in four tables"
    )
    print(
        f"parse, check, diff   {imported['check'][0]:6.2f} s, processor {imported['check'][1]:6.2f} s    {imported['counts']}"
    )
    print(
        f"apply                {imported['apply'][0]:6.2f} s, processor {imported['apply'][1]:6.2f} s    ".rstrip()
    )
    print(f"same file again      {imported['again']:6.2f} s    {imported['counts_again']}")
    print(f"undo                 {imported['undo']:6.2f} s")
    print(
        f"difference page      p50 {pages['p50']:.0f} ms, p95 {pages['p95']:.0f} ms, p99 {pages['p99']:.0f} ms"
    )
    seen = min(imported["seen"].values())
    return sum(
        (
            limit("time / baseline", total / baseline, "", at_most=RATIO_LIMIT),
            limit("processor ratio", total_cpu / baseline_cpu, "", at_most=RATIO_LIMIT),
            limit("rows per second", ROWS / total, "", at_least=SPEED_LIMIT),
            limit("peak memory", imported["memory"], "MiB", at_most=MEMORY_LIMIT),
            limit("largest page", pages["bytes"], "bytes", at_most=PAGE_LIMIT),
            limit("progress seen", seen, f"times at least: {imported['seen']}", at_least=1),
        )
    )


def limit(
    name: str,
    value: float,
    unit: str,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> bool:
    """Print a limit beside what was measured; whether it is missed."""
    missed = (at_most is not None and value > at_most) or (
        at_least is not None and value < at_least
    )
    bound = f"at most {at_most:,}" if at_most is not None else f"at least {at_least:,}"
    shown = f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
    print(
        f"{'FAIL' if missed else 'ok  '}  {name:<16} {shown} {unit} ({bound})".replace("  (", " (")
    )
    return missed


if __name__ == "__main__":
    sys.exit(main())
