"""Many people vote at once, some twice, and a web process dies in the middle: every vote counts, and once.

``python -m bench votes`` starts the real server with two processes on SQLite (scaled down) and on PostgreSQL
(commits forced to disk). CLIENTS connections send the ballots of VOTERS signed-in members, then those of as
many devices of the public. A public vote is three requests: the page, the picture of its question, the ballot;
the question is answered by opening its seal with the bench's own key ring. Addresses come from the header that a
proxy sets. In the middle of each run one web process gets SIGKILL; the server starts another one. Voters whose
connection broke try again until they are told. Afterwards every ballot is compared with what its voter chose,
the totals with their sum, each ballot with the audit chain, and the same ballots are inserted bare.
"""

import json
import math
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random

import django

from bench.processors import children_of, peak_megabytes, tree_seconds
from bench.roll_import import create_database, limit

ROOT = Path(__file__).resolve().parents[1]
VOTERS = int(os.environ.get("VOTERS") or 1000)
CLIENTS = int(os.environ.get("CLIENTS") or 200)
SMALLER = 10
WORKERS, THREADS = 2, 8
LOADED = 100
"""Megabytes of a process that has loaded the program."""
P95_LIMIT = 10_000
"""Milliseconds for handing in a ballot while all clients press at once."""
RATE = 10.0
"""Votes a second on two shared cores: 200 clients are through in twenty seconds."""


def main() -> int:
    """Both databases; returns how many limits do not hold."""
    from tools.postgres import Server  # noqa: PLC0415 -- not needed to list the measurements

    missed = 0
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        base = os.environ | {
            "BENCH_VAR": str(place),
            "BENCH_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        }
        os.environ.update(base)
        django.setup()  # the voters open sealed questions; they touch no database
        missed += measure("SQLite", place, base, VOTERS // SMALLER, CLIENTS // SMALLER)
        server = Server(place / "pg", careless=False).start()
        try:
            create_database(server, "votes")
            more = {
                "BENCH_POSTGRES": str(server.home),
                "BENCH_POSTGRES_USER": server.user,
                "BENCH_DATABASE": "votes",
            }
            missed += measure("PostgreSQL", place, base | more, VOTERS, CLIENTS, server)
        finally:
            server.stop()
    return missed


def measure(
    label: str, place: Path, environment: dict[str, str], voters: int, clients: int, server=None
) -> int:
    """Set the scene, let both votes run with a kill in each, count; returns how many limits do not hold."""
    from tools import run as tool  # noqa: PLC0415 -- reads its port from the environment

    print(f"-- {label}: {voters:,} members, {voters:,} devices, {clients} clients", flush=True)
    scene = step("scene", environment, place, voters)
    web = [part.replace("workers=1", f"workers={WORKERS}") for part in tool.WEB]
    web = [part.replace("threads=4", f"threads={THREADS}") for part in web]
    more = ["--respawn-failed-workers", "--respawn-interval=0.5"]
    parts = {
        "web": tool.start("web", [sys.executable, "-m", *web[:-1], *more, web[-1]], environment)
    }
    expected, missed = {}, 0
    try:
        tool.wait_for_web(parts)
        for name in ("members", "public"):
            used = Used(parts["web"].pid, server)
            used.wait_for_both()
            told, seconds = run(voters_of(scene, name, voters), clients, tool.PORT, used)
            expected[scene[name]["vote"]] = [
                [voter.whom, voter.choices] for voter in told.taken + told.kept_unheard
            ]
            missed += tell(name, told, seconds, voters, used)
    finally:
        tool.stop(parts)
    missed += tell_count(step("count", environment, place, expected), 2 * voters)
    return missed + tell_bare(
        step("bare", environment, place, expected | {"bare": scene["bare"]}), 2 * voters
    )


def step(name: str, environment: dict[str, str], place: Path, given: object) -> dict:
    """One part of ``bench.votes_scene`` in a process of its own."""
    file = place / "given.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    command = [sys.executable, "-m", "bench.votes_scene", name, str(file)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


class Used:
    """What server and database take from here on: processor seconds, and the most memory of a web process."""

    def __init__(self, web: int, server) -> None:
        self.web, self.database = web, server.process.pid if server else None
        self.began = self._now()

    def _now(self) -> tuple[float, float]:
        return tree_seconds(self.web), tree_seconds(self.database) if self.database else 0.0

    def wait_for_both(self) -> None:
        """Until every web process is loaded, the one that followed a killed one too."""
        while len(self.workers) < WORKERS:
            time.sleep(0.2)

    @property
    def seconds(self) -> tuple[float, float]:
        """Of the web processes, and of PostgreSQL."""
        web, database = self._now()
        return web - self.began[0], database - self.began[1]

    @property
    def workers(self) -> list[int]:
        """The web processes that hold the program."""
        return [pid for pid in children_of(self.web) if peak_megabytes(pid) > LOADED]

    @property
    def megabytes(self) -> float:
        """The most that one web process held."""
        return max(peak_megabytes(pid) for pid in self.workers)

    def kill_one(self) -> int:
        """SIGKILL to one of the web processes, no matter what it is doing; returns which."""
        victim = self.workers[0]
        os.kill(victim, signal.SIGKILL)
        return victim


def voters_of(scene: dict, name: str, number: int) -> list:
    """Who votes for whom, always the same."""
    from bench.voters import Voter  # noqa: PLC0415 -- the app registry comes first

    random, place = Random(20261128), scene[name]
    found = [
        Voter(at, place["vote"], random.sample(place["entries"], random.randint(1, 3)))
        for at in range(number)
    ]
    if name == "members":
        for voter, (session, person) in zip(found, scene["sessions"], strict=True):
            voter.session, voter.whom = session, f"person:{person}"
    return found


def run(voters: list, clients: int, port: int, used: Used):
    """Let ``clients`` threads vote for everybody, with a kill when half of them have; what they met, and seconds."""
    from bench.voters import BROWSER, Told, cast  # noqa: PLC0415 -- the app registry comes first

    told, waiting = Told(), queue.SimpleQueue()
    for voter in voters:
        waiting.put(voter)
    began = time.perf_counter()

    def work() -> None:
        while True:
            try:
                cast(waiting.get_nowait(), port, told)
            except queue.Empty:
                return BROWSER.hang_up()

    threads = [threading.Thread(target=work) for _client in range(clients)]
    for thread in threads:
        thread.start()
    while len(told.taken) < len(voters) // 2 and any(thread.is_alive() for thread in threads):
        time.sleep(0.01)
    victim = used.kill_one()
    print(f"killed web process {victim} after {len(told.taken):,} ballots", flush=True)
    for thread in threads:
        thread.join()
    return told, time.perf_counter() - began


def tell(name: str, told, seconds: float, voters: int, used: Used) -> int:
    """Print what the voters met."""
    pages, ballots = (percentiles(times) for times in (told.pages, told.ballots))
    web, database = used.seconds
    rate = (len(told.taken) + len(told.kept_unheard)) / seconds
    print(
        f"{name}: {voters:,} voters in {seconds:.1f} s, {rate:.1f} votes/s, {told.twice:,} sent twice"
    )
    print(f"      page   p50 {pages[0]:.0f} ms, p95 {pages[1]:.0f} ms, p99 {pages[2]:.0f} ms")
    print(f"      ballot p50 {ballots[0]:.0f} ms, p95 {ballots[1]:.0f} ms, p99 {ballots[2]:.0f} ms")
    print(
        f"      processor {1000 * web / voters:.1f} ms web and {1000 * database / voters:.1f} ms database a vote,"
        f" peak memory of a web process {used.megabytes:.0f} MB"
    )
    print(
        f"      acknowledged {len(told.taken):,}; kept, answer lost {len(told.kept_unheard)};"
        f" {told.lost} broken connections"
    )
    for problem in told.problems[:3]:
        print(f"      {problem}")
    return sum(
        (
            limit("p95 of a ballot", ballots[1], "ms", at_most=P95_LIMIT),
            limit("votes a second", rate, "", at_least=RATE),
            limit("voters failed", len(told.problems), "", at_most=0),
        )
    )


def percentiles(times: list[float]) -> list[float]:
    """p50, p95 and p99 in milliseconds."""
    ordered = sorted(times) or [math.inf]
    return [1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95, 0.99)]


def tell_count(counted: dict, wanted: int) -> int:
    """Print what the database holds."""
    print(f"counted: {counted}")
    return sum(
        (
            limit("ballots missing", counted["missing"], "", at_most=0),
            limit("ballots doubled", counted["ballots"] - wanted, "", at_most=0),
            limit("of nobody", counted["unknown"], "ballots", at_most=0),
            limit("other names", counted["other"], "ballots", at_most=0),
            limit("totals wrong", counted["miscounted"], "candidates", at_most=0),
            limit("not as cast", counted["changed"], "ballots", at_most=0),
            limit("chain broken", counted["broken"], "places", at_most=0),
        )
    )


def tell_bare(bare: dict, ballots: int) -> int:
    """Print the baseline: the same rows, a transaction each, by as many threads as the server has."""
    print(
        f"baseline: the same {ballots:,} ballots inserted bare in {bare['seconds']:.1f} s,"
        f" {ballots / bare['seconds']:.0f} a second, processor {1000 * bare['processor'] / ballots:.1f} ms each"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
