"""The member list and the questions of tree and day at full size, on a PostgreSQL of its own.

``python -m bench members`` builds 1,500,000 members (SCALE; BENCH_HOME keeps the data) and prints, for a
university's cadre and the province's, queries, rows and p50, p95, p99 of server time in milliseconds, warm:
first whole pages (middleware, queries, template), then the queries of single questions. The baselines are a
page without a list, fifty rows read by key and a bare count of the table, in the same run. ``cpu`` is what
program and database together used for one, which a busy machine distorts least.
"""

import gc
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote

from bench.processors import database_process, processor_seconds

ROUNDS = 40
AIM = 60
DAY = date(2015, 6, 30)
CADRES = (
    ("university", "第7大学工会", "union_cadre"),
    ("province", "示范省教育科技工会", "province_cadre"),
)
PLAIN = (
    ("list by name", ""),
    ("page 20", "page=20"),
    ("by name backwards", "sort=-name"),
    ("by joining day", "sort=-joined_on"),
    ("by union", "sort=union"),
    ("women", "sex=F"),
    ("retained", "status=retained"),
    ("women of one form, by day", "sex=F&employment=established&sort=joined_on"),
)


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
    from django.core.management import call_command  # noqa: PLC0415 -- settings come first

    server.make_database("gonghui")
    call_command("migrate", verbosity=0)


def run(number: int) -> None:
    """Build what is missing, then measure everything."""
    from django.db import connection  # noqa: PLC0415 -- settings come first

    from bench import province  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions.api import Union, Unit  # noqa: PLC0415 -- settings come first

    with scoping.everything("bench"):
        if not Union.objects.exists():
            begun = time.perf_counter()
            province.build_members(province.build_unions(max(200, number // 300)), number)
            print(f"built {number:,} members in {time.perf_counter() - begun:.0f} s")
        if not Unit.objects.exists():
            province.build_units()
            with connection.cursor() as cursor:
                cursor.execute("vacuum analyze")
        sizes()
        measure()
    memory()


def sizes() -> None:
    """How much there is."""
    from gonghui.kernel.people.api import Membership, Person  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions.api import Union, Unit  # noqa: PLC0415 -- settings come first

    counts = ", ".join(
        f"{model._base_manager.count():,} {name}"
        for model, name in (
            (Person, "people"),
            (Membership, "spans"),
            (Union, "unions"),
            (Unit, "units"),
        )
    )
    print(f"{counts}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def measure() -> None:
    """Baselines, pages, questions: one line each."""
    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions.api import Union  # noqa: PLC0415 -- settings come first

    found = {label: (Union.objects.get(name=name), role) for label, name, role in CADRES}
    clients = {label: sign_in(label, *one) for label, one in found.items()}
    gc.freeze()  # as config/wsgi.py does
    heading("baseline")
    for name, question in baselines(clients["university"]).items():
        line(name, question)
    for way, ask in (
        ("whole pages of the member list", whole),
        ("the member list, queries alone", alone),
    ):
        heading(way)
        late = [
            line(f"{label}: {name}", ask(clients[label], union, query))
            for label, (union, _role) in found.items()
            for name, query in lists(union)
        ]
        print(f"{'slowest p95':44} {max(late):41.1f} ms (aim: below {AIM}); {missed(late)}")
    heading("questions of tree and day, queries alone")
    for label, (union, _role) in found.items():
        with scoping.active(scoping.Scope(paths=(union.path,))):
            for name, question in questions(union).items():
                line(f"{label}: {name}", question)


def missed(late: Iterable[float]) -> str:
    times = list(late)
    return f"{sum(one > AIM for one in times)} of {len(times)} above"


def sign_in(label: str, union, role: str):
    """A client of a cadre's."""
    from django.test import Client  # noqa: PLC0415 -- settings come first

    from gonghui.kernel.access.models import Post, User  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.lib.dates import FOREVER  # noqa: PLC0415 -- settings come first

    user, _new = User.objects.get_or_create(username=f"bench-{label}", display_name="干部")
    Post.objects.get_or_create(
        user=user, union=union, role=role, valid_from=date(2000, 1, 1), valid_to=FOREVER
    )
    client = Client()
    client.force_login(user, backend="gonghui.kernel.access.backends.NameOrPhoneBackend")
    return client


def baselines(client) -> dict[str, Callable[[], int]]:
    """What no list can be quicker than, and what a bare count of everything takes."""
    from django.db import connection  # noqa: PLC0415 -- settings come first

    from gonghui.kernel.people.api import Membership  # noqa: PLC0415 -- settings come first

    keys = list(Membership.objects.order_by("-pk").values_list("pk", flat=True)[:50])

    def by_key() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select * from people_membership where id = any(%s)", [keys])
            return len(cursor.fetchall())

    def bare_count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from people_membership")
            return cursor.fetchone()[0]

    return {
        "a page without a list": lambda: fetch(client, "/account/"),
        "fifty rows by key, bare": by_key,
        "count of the whole table, bare": bare_count,
    }


def fetch(client, address: str) -> int:
    """Bytes of a page that must be there."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return len(answer.content)


def lists(union) -> list[tuple[str, str]]:
    """What is asked of the list: plain, filtered, sorted, searched."""
    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first

    with scoping.active(scoping.Scope(paths=(union.path,))):
        texts = searches()
    return [*PLAIN, *((f"search {key}", f"q={quote(text)}") for key, text in texts.items())]


def whole(client, _union, query: str) -> Callable[[], int]:
    """The page as the browser gets it: bytes."""
    return lambda: fetch(client, f"/organising/members/?{query}")


def alone(_client, union, query: str) -> Callable[[], int]:
    """Total and rows of the page as the view asks for them: the total, 10,000 at most."""
    from django.http import QueryDict  # noqa: PLC0415 -- settings come first

    from gonghui.kernel.lib import scoping  # noqa: PLC0415 -- settings come first
    from gonghui.rooms.organising.tables import MemberTable  # noqa: PLC0415 -- settings come first

    def ask() -> int:
        with scoping.active(scoping.Scope(paths=(union.path,))):
            table = MemberTable(None, QueryDict(query))
            return len(table.page.rows) and table.total.count

    return ask


def searches() -> dict[str, str]:
    """What is typed: somebody of the scope, in every way, and nobody."""
    from gonghui.kernel.people import api as people  # noqa: PLC0415 -- settings come first

    some = people.present_members().order_by("-pk").first()
    document = people.IdentityDocument._base_manager.get(person=some.person).doc_no
    return {
        "surname": some.name[0],
        "whole name": some.name,
        "given name": some.given_name,
        "single given name": "娜",
        "pinyin": "zhangw",
        "initials": "zwm",
        "identity number": document,
        "phone": "13900000077",
        "staff number": some.staff_no,
        "nobody": "龘龘",
    }


def questions(union) -> dict[str, Callable[[], int]]:
    """What is asked of tree and day, and the figures of the review."""
    from gonghui.kernel.indicators import api as indicators  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.people import api as people  # noqa: PLC0415 -- settings come first
    from gonghui.kernel.unions import api as unions  # noqa: PLC0415 -- settings come first

    branch = people.present_members().order_by("-pk").first().union
    city = unions.Union.objects.filter(name="第3市教育工会").first() or branch
    past = indicators.Question(DAY, DAY, union.path)
    period = indicators.Question(date(2010, 10, 1), DAY, union.path)

    def figure(key: str, question) -> Callable[[], int]:
        return lambda: round(indicators.figure(key, question).value or 0)

    return {
        "members today": lambda: people.members_on(date.today(), union.path).count(),  # noqa: DTZ011 -- bench
        "members on a day": lambda: people.members_on(DAY, union.path).count(),
        f"members on a day under {city.name}": lambda: people.members_on(DAY, city.path).count(),
        "tree today": lambda: unions.subtree(union).count(),
        "tree on a day": lambda: unions.subtree(union, DAY).count(),
        "tree on a day, every union read": lambda: len(unions.subtree(union, DAY)),
        "direct unions on a day": lambda: len(unions.direct_unions(union, DAY)),
        "ancestors on a day": lambda: len(unions.ancestors(branch, DAY)),
        "figure: members on a day": figure("organising.members", past),
        "figure: formation rate on a day": figure("organising.formation_rate", past),
        "figure: private schools' gain": figure("organising.private_formation_gain", period),
    }


def heading(text: str) -> None:
    """One table's head."""
    print(
        f"\n{text:44} {'queries':>7} {'answer':>10} {'cpu':>7} {'p50':>7} {'p95':>7} {'p99':>7}",
        flush=True,
    )


def line(name: str, question: Callable[[], int]) -> float:
    """Ask twice to warm up, then ROUNDS times; print the line, return the p95."""
    from django.db import connection  # noqa: PLC0415 -- settings come first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- settings come first

    question()
    with CaptureQueriesContext(connection) as queries:
        answer = question()
    asked = len(queries)
    times, spent = [], processor_seconds()
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        question()
        times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=100)
    spent = (processor_seconds() - spent) * 1000 / ROUNDS
    print(
        f"{name:44} {asked:7} {answer:10,} {spent:7.1f} {cuts[49]:7.1f} {cuts[94]:7.1f} {cuts[98]:7.1f}",
        flush=True,
    )
    return cuts[94]


def memory() -> None:
    """Peak of this process, and of the database process that served it (shared buffers included)."""
    status = Path(f"/proc/{database_process()}/status").read_text(encoding="ascii")
    peak = next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmHWM"))
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"\npeak memory: this process {mine / 1024:.0f} MiB, its database process {peak / 1024:.0f} MiB"
    )
