"""The measured steps of ``bench.roll_import``, each in a process of its own; prints one line of JSON."""

# ruff: noqa: E402 -- the app registry comes before the program's own modules

import json
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bench.processors import processor_seconds
from bench.rolls import DEPARTMENTS
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.exchange.actions.starting import start_apply, start_check, start_undo
from gonghui.kernel.exchange.actions.uploads import upload_file
from gonghui.kernel.exchange.models import Batch
from gonghui.kernel.exchange.queries import find_target
from gonghui.kernel.jobs import leases, running
from gonghui.kernel.jobs.models import Job
from gonghui.kernel.lib import bulk, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from gonghui.kernel.unions.api import found_union

TABLES = (Person, IdentityDocument, MembershipEvent, Membership)
PAGES = 100
LOOK_EVERY = 0.25
"""Seconds between two looks at the progress."""
DAY = date(2000, 1, 1)


def importing(place: Path) -> dict:
    """Upload, check and apply as the worker does; then the pages, the same file again, and the undo."""
    call_command("migrate", verbosity=0)
    with scoping.everything("bench"):
        cadre, union = prepare()
        timed, batch = run_import(cadre, union, place)
        timed["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        timed["pages"] = read_pages(cadre, batch)
        save_rows(place)
        again = upload(cadre, union, place)
        timed["again"] = seconds(lambda: work(start_check(actor=cadre, batch=again)))
        timed["counts_again"] = outcomes(again)
        timed["undo"] = seconds(lambda: work(start_undo(actor=cadre, batch=fresh(batch))))
    return timed


def importing_only(place: Path) -> dict:
    """Check and apply once more, in another database."""
    call_command("migrate", verbosity=0)
    with scoping.everything("bench"):
        timed, _batch = run_import(*prepare(), place)
        timed["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return timed


def prepare() -> tuple[User, object]:
    """A university with forty departments and its cadre."""
    top = found_union(actor=SYSTEM, name="示范省教育科技工会", kind="industrial", founded_on=DAY)
    union = found_union(
        actor=SYSTEM, name="示范大学工会", kind="grassroots", founded_on=DAY, upper=top
    )
    for name in DEPARTMENTS:
        found_union(actor=SYSTEM, name=name, kind="branch", founded_on=DAY, upper=union)
    cadre = User.objects.create(username="cadre", display_name="干部")
    Post.objects.create(
        user=cadre, union=union, role="union_cadre", valid_from=DAY, valid_to=FOREVER
    )
    return cadre, union


def run_import(cadre: User, union: object, place: Path) -> tuple[dict, Batch]:
    """What check and apply take as a worker runs them, the counts, and how often progress was seen."""
    reverse("exchange:batch", args=[1])  # a worker has loaded its addresses long before
    leases.take()
    batch = upload(cadre, union, place)
    with watching() as check_seen:
        check = spent(lambda: work(start_check(actor=cadre, batch=batch)))
    counts = outcomes(batch)
    with watching() as apply_seen:
        apply = spent(lambda: work(start_apply(actor=cadre, batch=fresh(batch))))
    seen = {"check": len(check_seen), "apply": len(apply_seen)}
    return {"check": check, "apply": apply, "counts": counts, "seen": seen}, fresh(batch)


@contextmanager
def watching() -> Iterator[set]:
    """The different reports of the running job that another connection sees meanwhile, as its page does."""
    seen: set = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY):
            running_jobs = Job.objects.filter(state="running").exclude(stage="")
            seen.update(running_jobs.values_list("stage", "done"))
        connection.close()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def upload(cadre: User, union: object, place: Path) -> Batch:
    """A batch for the workbook."""
    file = SimpleUploadedFile("roll.xlsx", (place / "roll.xlsx").read_bytes())
    target = find_target("organising.roll")
    return upload_file(actor=cadre, target=target, union=union, upload=file)


def work(batch: Batch) -> None:
    """Run the batch's job here and now."""
    running.run(batch.job_id)


def fresh(batch: Batch) -> Batch:
    return Batch.objects.select_related("union", "file", "job").get(pk=batch.pk)


def outcomes(batch: Batch) -> dict:
    found = fresh(batch)
    if found.error:
        raise RuntimeError(found.error)
    return {key: found.counts[key] for key in ("new", "changed", "unchanged", "refused", "mended")}


def read_pages(cadre: User, batch: Batch) -> dict:
    """Milliseconds and bytes of random pages of the difference, through the whole stack."""
    client = Client()
    client.force_login(cadre, backend="gonghui.kernel.access.backends.NameOrPhoneBackend")
    random = Random(3)
    times, sizes = [], []
    for _time in range(PAGES):
        tab = random.choice(("new", "refused", "mended"))
        last = max(1, batch.counts[tab] // 50)
        address = f"/exchange/{batch.pk}/?tab={tab}&page={random.randrange(1, last + 1)}"
        began = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(response.content))
        if response.status_code != 200:
            raise RuntimeError(response.status_code)
    cuts = statistics.quantiles(times, n=100)
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "bytes": max(sizes)}


def save_rows(place: Path) -> None:
    """The rows that the import wrote, as the driver takes them, for the bare load."""
    with connection.cursor() as cursor:
        for model in TABLES:
            names = columns(model)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")
            rows = [[plain(cell) for cell in row] for row in cursor.fetchall()]
            (place / f"{model.__name__}.json").write_text(json.dumps(rows), encoding="utf-8")


def plain(cell: object) -> object:
    if isinstance(cell, bytes | memoryview):
        return {"bytes": bytes(cell).hex()}
    return cell if isinstance(cell, str | int | None) else str(cell)


def columns(model: type) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def loading(place: Path) -> dict:
    """Seconds of a bare parse of the file, and of a bare load of the same rows in one transaction."""
    call_command("migrate", verbosity=0)
    parse = spent(lambda: parse_bare(place / "roll.xlsx"))
    tables = []
    for model in TABLES:
        rows = json.loads((place / f"{model.__name__}.json").read_text(encoding="utf-8"))
        tables.append((model, [tuple(map(ready, row)) for row in rows]))
    with scoping.everything("bench"):
        prepare()

        def load() -> None:
            with transaction.atomic():
                for model, rows in tables:
                    bulk.insert(model, columns(model), rows)

        return {
            "parse": parse,
            "load": spent(load),
            "rows": sum(len(rows) for _m, rows in tables),
        }


def ready(cell: object) -> object:
    return bytes.fromhex(cell["bytes"]) if isinstance(cell, dict) else cell


def parse_bare(path: Path) -> int:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sum(1 for _row in sheet.iter_rows())


def spent(function: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and processor seconds of this process and its database process."""
    before = processor_seconds()
    clock = seconds(function)
    return clock, processor_seconds() - before


def seconds(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


if __name__ == "__main__":
    steps = {"importing": importing, "importing_only": importing_only, "loading": loading}
    print(json.dumps(steps[sys.argv[1]](Path(sys.argv[2])), ensure_ascii=False))
