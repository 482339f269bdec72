"""The member list and the questions of tree and day at full size, on a PostgreSQL of its own.

``python -m bench members`` builds 1,500,000 members (SCALE) and prints, for a university's cadre and the
province's, query count and p50, p95, p99 of server time in milliseconds, warm. BENCH_HOME keeps the data.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROUNDS = 30
PAGE = 50


def main() -> None:
    """Start a server, build once, measure, stop."""
    from tools.postgres import Server  # noqa: PLC0415 -- not needed to list the measurements

    kept = os.environ.get("BENCH_HOME")
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        home = Path(kept or folder)
        home.chmod(0o755) if home.exists() else None
        server = Server(home, careless=True).start()
        try:
            connect(server)
            run(int(os.environ.get("SCALE") or 1_500_000))
        finally:
            server.stop()


def connect(server) -> None:
    """Point Django at the server and bring the tables up."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gonghui.config.settings.test"
    os.environ["GONGHUI_TEST_NAME"] = "bench"
    os.environ["GONGHUI_TEST_DATABASE"] = str(server.home)
    os.environ["GONGHUI_TEST_DATABASE_USER"] = server.user
    import django  # noqa: PLC0415 -- settings come first

    django.setup()
    import psycopg  # noqa: PLC0415 -- settings come first
    from django.core.management import call_command  # noqa: PLC0415 -- settings come first

    with psycopg.connect(host=str(server.home), user=server.user, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = 'gonghui'").fetchone()
        if not known:
            connection.execute("create database gonghui")
    call_command("migrate", verbosity=0)


def run(number: int) -> None:
    """Build what is missing, then measure everything."""
    from django.db import connection  # noqa: PLC0415 -- settings come first

    from bench.province import build_members, build_unions  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions.api import Union  # noqa: PLC0415 -- settings come first

    with scoping.everything("bench"):
        if not Union.objects.exists():
            begun = time.perf_counter()
            build_members(build_unions(max(200, number // 300)), number)
            print(f"built {number:,} members in {time.perf_counter() - begun:.0f} s")
            with connection.cursor() as cursor:
                cursor.execute("vacuum analyze")
        measure()


def measure() -> None:
    """One line for every question."""
    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions.api import Union  # noqa: PLC0415 -- settings come first

    university = Union.objects.get(name="第7大学工会")
    province = Union.objects.get(name="示范省教育科技工会")
    print(f"{'question':44} {'queries':>7} {'rows':>9} {'p50':>7} {'p95':>7} {'p99':>7}")
    slowest = 0.0
    for label, union in (("university", university), ("province", province)):
        for name, question in questions(union).items():
            with scoping.active(scoping.Scope(paths=(union.path,))):
                slowest = max(slowest, line(f"{label}: {name}", question))
    print(f"slowest p95: {slowest:.1f} ms (aim: below 60)")


def questions(union) -> dict[str, Callable[[], int]]:
    """What a cadre of ``union`` asks of the list, and of tree and day."""
    from gonghui.kernel.people import api as people  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions import api as unions  # noqa: PLC0415 -- settings come first

    some = people.present_members().order_by("-pk").first()
    branch, name, staff = some.union, some.person.name, some.staff_no
    day = date(2015, 6, 30)
    document = people.IdentityDocument._base_manager.get(person=some.person).doc_no
    texts = {
        "surname": name[0],
        "whole name": name,
        "given name": name[1:],
        "pinyin": "zhangw",
        "initials": "zwm",
        "single given name": "娜",
        "identity number": document,
        "phone": "13900000077",
        "staff number": staff,
        "nobody": "龘龘",
    }
    found = {
        "list by name": lambda: page(people.present_members()),
        "list, page 20": lambda: page(people.present_members(), 20),
        "list by name backwards": lambda: page(people.present_members(), order="-name_pinyin"),
        "list by joining day": lambda: page(people.present_members(), order="-joined_on"),
        "women": lambda: page(people.present_members().filter(person__sex="F")),
        "retained": lambda: page(people.present_members(["retained"])),
        "title 教授": lambda: page(people.present_members().filter(person__title="教授")),
        "one branch": lambda: page(people.present_members().filter(union=branch)),
    }
    found |= {
        f"search {key}": lambda text=text: page(
            people.search_members(people.present_members(), text)
        )
        for key, text in texts.items()
    }
    return found | {
        "members today": lambda: people.members_on(date.today(), union.path).count(),  # noqa: DTZ011 -- bench
        "members on a past day": lambda: people.members_on(day, union.path).count(),
        "unions below today": lambda: unions.subtree(union).count(),
        "unions below on a past day": lambda: unions.subtree(union, day).count(),
        "ancestors": lambda: len(unions.ancestors(branch)),
    }


def page(rows, number: int = 1, order: str = "name_pinyin") -> int:
    """One page of the list and its total, as the list view asks for them."""
    from gonghui.kernel.ui.lists.paging import count, page_of  # noqa: PLC0415 -- settings come first

    total = count(rows)
    for row in page_of(rows.order_by(order, "pk"), number, PAGE, total).rows:
        assert row.person.name, row.union.name
    return total.count


def line(name: str, question: Callable[[], int]) -> float:
    """Ask twice to warm up, then ROUNDS times; print the line, return the p95."""
    from django.db import connection  # noqa: PLC0415 -- settings come first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- settings come first

    question()
    with CaptureQueriesContext(connection) as queries:
        rows = question()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        question()
        times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{name:44} {len(queries):7} {rows:9,} {cuts[49]:7.1f} {cuts[94]:7.1f} {cuts[98]:7.1f}",
        flush=True,
    )
    return cuts[94]
