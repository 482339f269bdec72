"""The last hour before a deadline: units hand in entries with attachments, many clients at once.

``python -m bench entries`` starts the real server on SQLite (scaled down) and on PostgreSQL. Every entry is two
requests of a signed-in officer: begin it, then send the form with its file and hand in. Some requests are sent
twice, as impatient people do. Afterwards the database is counted: nothing lost, nothing doubled, every place of
the quota kept, the audit chain whole. Then a deadline is set a few seconds ahead and clients go on past it.
Entries arrive as 20,000 in an hour do, or with PACED=0 as fast as the server takes them. UNITS, EACH (entries of
a unit) and CLIENTS set other sizes.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.clients import Officer, Outcome, hand_in, late
from bench.roll_import import create_database, limit

ROOT = Path(__file__).resolve().parents[1]
UNITS = int(os.environ.get("UNITS") or 2000)
EACH = int(os.environ.get("EACH") or 10)
CLIENTS = int(os.environ.get("CLIENTS") or 200)
PACED = os.environ.get("PACED", "1") == "1"
RATE = 20_000 / 3600
"""Entries a second: the whole province in the last hour."""
P95_LIMIT = 10_000
"""Milliseconds, for one request of an officer in the last hour."""
SMALLER = 20
WORKERS, THREADS = 2, 8


def main() -> int:
    """Both databases; returns how many limits do not hold."""
    from tests.postgres import private_server  # noqa: PLC0415 -- not needed to list the measurements

    missed = 0
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        small = max(UNITS // SMALLER, 5), EACH, max(CLIENTS // SMALLER, 5)
        missed += measure("SQLite", place, {}, small)
        with private_server() as server:
            create_database(server, "entries")
            more = {
                "BENCH_POSTGRES": str(server.home),
                "BENCH_POSTGRES_USER": server.user,
                "BENCH_DATABASE": "entries",
            }
            missed += measure("PostgreSQL", place, more, (UNITS, EACH, CLIENTS))
    return missed


def measure(label: str, place: Path, more: dict[str, str], size: tuple[int, int, int]) -> int:
    """Set the scene, start the server, let the clients go, count; returns how many limits do not hold."""
    from tools import run as tool  # noqa: PLC0415 -- reads its port from the environment

    units, each, clients = size
    environment = os.environ | more
    environment |= {"BENCH_VAR": str(place), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    print(f"-- {label}: {units:,} units × {each} entries, {clients} clients")
    scene = step("scene", environment, units, each)
    web = [part.replace("workers=1", f"workers={WORKERS}") for part in tool.WEB]
    web = [part.replace("threads=4", f"threads={THREADS}") for part in web]
    parts = {"web": tool.start("web", [sys.executable, "-m", *web], environment)}
    try:
        tool.wait_for_web(parts)
        officers = [Officer(**each) for each in scene["officers"]]
        seconds, outcomes = run(officers, scene["campaign"], each, clients, tool.PORT)
        burst = step("count", environment, units, each)
        missed = tell(outcomes, burst, units * each, seconds)
        second = scene["second"] | step("deadline", environment, units, each)
        spread = late(officers, second, tool.PORT)
        end = step("late", environment, units, each)
    finally:
        tool.stop(parts)
    return missed + tell_late(spread, end)


def step(name: str, environment: dict[str, str], units: int, each: int) -> dict:
    """One part of ``bench.entries_scene`` in a process of its own."""
    command = [sys.executable, "-m", "bench.entries_scene", name, str(units), str(each)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def run(
    officers: list[Officer], campaign: dict, each: int, clients: int, port: int
) -> tuple[float, list[Outcome]]:
    """Let ``clients`` threads hand in everything; seconds and what every entry met."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    entries = [(officer, number) for number in range(each) for officer in officers]
    for place, (officer, number) in enumerate(entries):
        waiting.put((place / RATE if PACED else 0, officer, number))
    outcomes: list[Outcome] = []
    began = time.perf_counter()

    def work() -> None:
        while True:
            try:
                due, officer, number = waiting.get_nowait()
            except queue.Empty:
                return
            time.sleep(max(began + due - time.perf_counter(), 0))
            outcomes.append(hand_in(officer, campaign, number, port))

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, outcomes


def tell(outcomes: list[Outcome], counted: dict, wanted: int, seconds: float) -> int:
    """Print what the clients met and what the database holds."""
    times = sorted(one for each in outcomes for one in each.times)
    at = {share: 1000 * times[int(share * (len(times) - 1))] for share in (0.5, 0.95, 0.99)}
    failed = [each.problem for each in outcomes if each.problem]
    print(f"{len(times):,} answers in {seconds:.0f} s, {wanted / seconds:.1f} entries a second")
    print(f"p50 {at[0.5]:.0f} ms, p95 {at[0.95]:.0f} ms, p99 {at[0.99]:.0f} ms; {counted}")
    for problem in failed[:3]:
        print(f"      {problem}")
    return sum(
        (
            limit("p95", at[0.95], "ms", at_most=P95_LIMIT),
            limit("entries a second", wanted / seconds, "", at_least=0.9 * RATE if PACED else RATE),
            limit("failed", len(failed), "entries", at_most=0),
            limit("lost", wanted - counted["handed_in"], "entries", at_most=0),
            limit("doubled", counted["entries"] - wanted, "entries", at_most=0),
            limit("papers missing", abs(wanted - counted["papers"]), "", at_most=0),
            limit("hand-ins doubled", counted["submissions"] - wanted, "", at_most=0),
            limit("places exceeded", counted["over"], "unions", at_most=0),
            limit("chain broken", counted["broken"], "places", at_most=0),
        )
    )


def tell_late(spread: dict[str, int], end: dict) -> int:
    """Print what happened around the deadline."""
    print(f"around the deadline: {spread}; {end}")
    return sum(
        (
            limit("before the end", spread["taken"], "taken", at_least=1),
            limit("after the end", spread["refused"], "refused", at_least=1),
            limit("kept too late", end["late"], "entries", at_most=0),
            limit("taken, not kept", spread["taken"] - end["kept"], "entries", at_most=0),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
