"""The last hour before a deadline: units hand in entries with attachments, many clients at once.

``python -m bench entries`` starts the real server on SQLite (scaled down) and on PostgreSQL. Every entry is two
requests of a signed-in officer: begin it, then send the form with its file and hand in. Some requests are sent
twice, as impatient people do. Afterwards the database is counted: nothing lost, nothing doubled, every place of
the quota kept, the audit chain whole. Then a deadline is set a few seconds ahead and clients go on past it.

The baseline of the same run stores as many of the same rows and files in bulk, after nothing but reading the two
forms; ratios are printed by the clock and in processor seconds, those of the clients apart.

Entries arrive as 20,000 in an hour do, or with PACED=0 as fast as the server takes them. UNITS, EACH (entries of
a unit) and CLIENTS set other sizes; DATABASE=postgresql (or sqlite) measures that one alone.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench.clients import Officer, Outcome, hand_in, late
from bench.processors import children_of, peak_megabytes, tree_seconds
from bench.roll_import import create_database, limit

ROOT = Path(__file__).resolve().parents[1]
UNITS = int(os.environ.get("UNITS") or 2000)
EACH = int(os.environ.get("EACH") or 10)
CLIENTS = int(os.environ.get("CLIENTS") or 200)
PACED = os.environ.get("PACED", "1") == "1"
DATABASE = os.environ.get("DATABASE") or ""
RATE = 20_000 / 3600
"""Entries a second: the whole province in the last hour."""
P95_LIMIT = 10_000
"""Milliseconds, for one request of an officer in the last hour."""
SMALLER = 20
WORKERS, THREADS = 2, 2
"""As ``deploy/systemd`` starts the server."""
SAY_EVERY = 30
"""Seconds between two lines of progress."""


@dataclass(frozen=True)
class Burst:
    """What the clients met and what it took.

    Args:
        outcomes: one for each entry.
        seconds: by the clock, from the first request to the last answer.
        web: processor seconds of the server's processes.
        database: processor seconds of the database's processes; on SQLite they are the server's.
        clients: processor seconds of the clients.
        peak: memory of the server's processes in MiB, the greatest of each.
    """

    outcomes: list[Outcome]
    seconds: float
    web: float
    database: float
    clients: float
    peak: float


def main() -> int:
    """Both databases, or the one that DATABASE names; returns how many limits do not hold."""
    from tests.postgres import private_server  # noqa: PLC0415 -- not needed to list the measurements

    missed = 0
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        if DATABASE != "postgresql":
            small = max(UNITS // SMALLER, 5), EACH, max(CLIENTS // SMALLER, 5)
            missed += measure("SQLite", place, {}, small)
        if DATABASE != "sqlite":
            with private_server() as server:
                for name in ("entries", "bare"):
                    create_database(server, name)
                more = {"BENCH_POSTGRES": str(server.home), "BENCH_POSTGRES_USER": server.user}
                database = server.process.pid if server.process else 0
                missed += measure("PostgreSQL", place, more, (UNITS, EACH, CLIENTS), database)
    return missed


def measure(
    label: str, place: Path, more: dict[str, str], size: tuple[int, int, int], database: int = 0
) -> int:
    """Set the scene, start the server, let the clients go, count; returns how many limits do not hold."""
    from tools import run as tool  # noqa: PLC0415 -- reads its port from the environment

    units, each, clients = size
    environment = os.environ | more
    environment |= {"BENCH_VAR": str(place), "DJANGO_SETTINGS_MODULE": "bench.settings"}
    print(f"-- {label}: {units:,} units × {each} entries, {clients} clients", flush=True)
    bare = step("bare", environment | {"BENCH_DATABASE": "bare"}, units, each)
    environment["BENCH_DATABASE"] = "entries"
    scene = step("scene", environment, units, each)
    parts = {"web": tool.start("web", [sys.executable, "-m", *web(tool.WEB)], environment)}
    try:
        tool.wait_for_web(parts)
        officers = [Officer(**one) for one in scene["officers"]]
        burst = run(
            officers, scene["campaign"], each, clients, tool.PORT, (parts["web"].pid, database)
        )
        print("counting", flush=True)
        missed = tell(burst, step("count", environment, units, each), units * each)
        tell_costs(burst, bare, units * each)
        second = scene["second"] | step("deadline", environment, units, each)
        spread = late(officers, second, tool.PORT)
        end = step("late", environment, units, each)
    finally:
        tool.stop(parts)
    return missed + tell_late(spread, end)


def web(command: list[str]) -> list[str]:
    """The server as a deployment starts it."""
    changed = {
        "--workers=1": f"--workers={WORKERS}",
        "--blocking-threads=4": f"--blocking-threads={THREADS}",
    }
    return [changed.get(part, part) for part in command]


def step(name: str, environment: dict[str, str], units: int, each: int) -> dict:
    """One part of ``bench.entries_scene`` in a process of its own."""
    command = [sys.executable, "-m", "bench.entries_scene", name, str(units), str(each)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def run(
    officers: list[Officer],
    campaign: dict,
    each: int,
    clients: int,
    port: int,
    servers: tuple[int, int],
) -> Burst:
    """Let ``clients`` threads hand in everything; ``servers`` are the processes of web and database."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    entries = [(officer, number) for number in range(each) for officer in officers]
    for place, (officer, number) in enumerate(entries):
        waiting.put((place / RATE if PACED else 0, officer, number))
    outcomes: list[Outcome] = []
    before = [tree_seconds(pid) if pid else 0.0 for pid in servers]
    used, began = time.process_time(), time.perf_counter()

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
    watch(threads, outcomes, len(entries))
    seconds, used = time.perf_counter() - began, time.process_time() - used
    after = [tree_seconds(pid) if pid else 0.0 for pid in servers]
    taken = [later - sooner for later, sooner in zip(after, before, strict=True)]
    peak = sum(peak_megabytes(pid) for pid in (servers[0], *children_of(servers[0])))
    return Burst(outcomes, seconds, taken[0], taken[1], used, peak)


def watch(threads: list[threading.Thread], outcomes: list[Outcome], wanted: int) -> None:
    """Wait for the threads; say now and then how far they are."""
    began, said, known = time.perf_counter(), time.perf_counter(), 0
    for thread in threads:
        while thread.is_alive():
            thread.join(timeout=1)
            now = time.perf_counter()
            if now - said >= SAY_EVERY:
                done = len(outcomes)
                rate = (done - known) / (now - said)
                recent = max((one for each in outcomes[known:] for one in each.times), default=0)
                line = f"{now - began:7.0f} s  {done:,} of {wanted:,}, {rate:.1f} a second"
                print(f"{line}, slowest answer {recent:.1f} s", flush=True)
                said, known = now, done


def tell(burst: Burst, counted: dict, wanted: int) -> int:
    """Print what the clients met and what the database holds."""
    failed = [each.problem for each in burst.outcomes if each.problem]
    times = sorted(one for each in burst.outcomes for one in each.times)
    rate = wanted / burst.seconds
    print(
        f"{len(times):,} answers in {burst.seconds:.0f} s, {rate:.1f} entries a second; {counted}"
    )
    for name, place in (("begin", 0), ("hand in", 1)):
        print(
            f"{name:8} {spread_of([one.times[place] for one in burst.outcomes if len(one.times) > place])}"
        )
    print(f"{'both':8} {spread_of(times)}")
    for problem in failed[:3]:
        print(f"      {problem}")
    return sum(
        (
            limit("p95", 1000 * share_of(times, 0.95), "ms", at_most=P95_LIMIT),
            limit("entries a second", rate, "", at_least=0.9 * RATE if PACED else RATE),
            limit("failed", len(failed), "entries", at_most=0),
            limit("lost", wanted - counted["handed_in"], "entries", at_most=0),
            limit("doubled", counted["entries"] - wanted, "entries", at_most=0),
            limit("papers missing", abs(wanted - counted["papers"]), "", at_most=0),
            limit("hand-ins doubled", counted["submissions"] - wanted, "", at_most=0),
            limit("places exceeded", counted["over"], "unions", at_most=0),
            limit("chain broken", counted["broken"], "places", at_most=0),
        )
    )


def share_of(times: list[float], share: float) -> float:
    """The time that ``share`` of the sorted times do not exceed."""
    return times[int(share * (len(times) - 1))]


def spread_of(times: list[float]) -> str:
    """The usual and the slow answers, in words."""
    ordered = sorted(times)
    if not ordered:
        return "no answer"
    shares = ((f"p{share}", share_of(ordered, share / 100)) for share in (50, 95, 99))
    return ", ".join(f"{name} {1000 * seconds:,.0f} ms" for name, seconds in shares)


def tell_costs(burst: Burst, bare: dict, wanted: int) -> None:
    """Print what the burst took, for each entry, beside the bare storing of the same rows and files."""
    server = burst.web + burst.database
    print(
        f"processor seconds: web {burst.web:.0f}, database {burst.database:.0f}, clients {burst.clients:.0f}"
    )
    for name, value in (
        ("server", server),
        ("clients", burst.clients),
        ("baseline", bare["processor"]),
    ):
        print(f"  {name:9} {1000 * value / wanted:7.2f} ms of processor for an entry")
    by_clock, by_processor = burst.seconds / bare["seconds"], server / bare["processor"]
    print(
        f"  baseline {wanted / bare['seconds']:,.0f} entries a second in bulk; the server takes {by_clock:.0f} times "
        f"the clock, {by_processor:.0f} times the processor"
    )
    print(
        f"peak memory of the {WORKERS} web processes and their parent: {burst.peak:.0f} MiB",
        flush=True,
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
