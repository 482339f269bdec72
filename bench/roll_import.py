"""A roll of 100,000 rows and 25 columns through the importer, beside a bare parse and a bare load.

``python -m bench roll_import`` prints, for SQLite and PostgreSQL, the seconds of every phase, their ratio to
the baseline (limit 3), rows per second, peak memory of the importing process, and p50, p95, p99 and size of
the pages of differences. Every measurement runs in a process of its own. ROWS sets another size.
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
RATIO_LIMIT, MEMORY_LIMIT, PAGE_LIMIT, SPEED_LIMIT = 3.0, 600, 300_000, 30 * 159


def main() -> None:
    """Write the workbook once, then measure on both databases."""
    from tests.postgres import private_server  # noqa: PLC0415 -- not needed to list the measurements

    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        write_roll(place / "roll.xlsx", ROWS)
        size = (place / "roll.xlsx").stat().st_size / 1e6
        print(f"workbook             {ROWS:,} rows, 25 columns, {size:.1f} MB")
        measure("SQLite", place, {})
        with private_server() as server:
            more = {"BENCH_POSTGRES": str(server.home), "BENCH_POSTGRES_USER": server.user}
            for name in ("imported", "loaded"):
                create_database(server, name)
            measure("PostgreSQL", place, more)


def create_database(server, name: str) -> None:
    """An empty database."""
    import psycopg  # noqa: PLC0415 -- not needed to list the measurements

    with psycopg.connect(host=str(server.home), user=server.user, autocommit=True) as connection:
        connection.execute(f"create database {name}")


def measure(label: str, place: Path, environment: dict[str, str]) -> None:
    """Import into one database, load the very same rows bare into another, compare."""
    environment = environment | {
        "BENCH_VAR": str(place),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    imported = step("importing", place, environment | {"BENCH_DATABASE": "imported"})
    bare = step("loading", place, environment | {"BENCH_DATABASE": "loaded"})
    tell(label, imported, bare)


def step(name: str, place: Path, environment: dict[str, str]) -> dict:
    """Run one measurement of ``bench.roll_steps`` in a fresh process."""
    command = [sys.executable, "-m", "bench.roll_steps", name, str(place)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def tell(label: str, imported: dict, bare: dict) -> None:
    """Print one database's figures."""
    total = imported["check"] + imported["apply"]
    baseline = bare["parse"] + bare["load"]
    pages = imported["pages"]
    print(f"-- {label}")
    print(f"bare parse           {bare['parse']:6.2f} s")
    print(f"bare load            {bare['load']:6.2f} s    {bare['rows']:,} rows in four tables")
    print(f"parse, check, diff   {imported['check']:6.2f} s    {imported['counts']}")
    print(f"apply                {imported['apply']:6.2f} s")
    print(f"ratio                {total / baseline:6.2f}      (limit {RATIO_LIMIT})")
    print(f"throughput           {ROWS / total:6.0f} rows/s (limit {SPEED_LIMIT})")
    print(f"peak memory          {imported['memory']:6.0f} MiB  (limit {MEMORY_LIMIT})")
    print(
        f"difference page      p50 {pages['p50']:.0f} ms, p95 {pages['p95']:.0f} ms, "
        f"p99 {pages['p99']:.0f} ms, largest {pages['bytes']:,} bytes (limit {PAGE_LIMIT:,})"
    )
    print(f"same file again      {imported['again']:6.2f} s    {imported['counts_again']}")
    print(f"undo                 {imported['undo']:6.2f} s")


if __name__ == "__main__":
    main()
