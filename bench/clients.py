"""Officers at their browsers, as plain HTTP: begin an entry, send its form with a file, hand in.

They share the machine with the server, so they do little: bodies are made once, an answer is read and not
looked into.
"""

import http.client
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import uuid4

TOKEN = "b" * 64
"""A double-submit token: cookie and field only have to agree."""
BOUNDARY = "bench" * 6
TWICE = 10
"""Every so many entries the first request is sent twice at once."""
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
PAPER += b"trailer<</Root 1 0 R>>\n%%EOF\n"
DEEDS = "扎根讲台二十年，坚持一线教学，培养青年教师三十名，牵头建设省级一流课程。" * 5


@dataclass(frozen=True)
class Officer:
    """An account with its session, and the union it nominates for."""

    session: str
    union: int


@dataclass
class Outcome:
    """How long the answers of one entry took, in seconds: to begin, to hand in; and what went wrong."""

    times: list[float] = field(default_factory=list)
    problem: str = ""


def hand_in(officer: Officer, campaign: dict, number: int, port: int) -> Outcome:
    """One entry from its first page to its hand-in."""
    outcome, key = Outcome(), uuid4().hex
    try:
        entry = begin(officer, campaign, key, number, port, outcome)
        if number % TWICE == 0:
            second = threading.Thread(
                target=begin, args=(officer, campaign, key, number, port, Outcome())
            )
            second.start()
        status, where = send_form(officer, entry, number, port, outcome)
        if number % TWICE == 0:
            second.join()
            send_form(officer, entry, number, port, Outcome())
        if status != 302 or "/cases/" not in where:
            outcome.problem = f"form: {status} {where}"
    except (OSError, http.client.HTTPException, ValueError) as problem:
        outcome.problem = repr(problem)
    finally:
        hang_up()  # the next officer comes later, on a connection of their own
    return outcome


def begin(
    officer: Officer, campaign: dict, key: str, number: int, port: int, outcome: Outcome
) -> int:
    """The number of the new entry."""
    fields = {"client_key": key, "category": campaign["category"], "union": officer.union}
    body = urllib.parse.urlencode(
        {**fields, "name": f"成果{number}", "csrfmiddlewaretoken": TOKEN}
    ).encode()
    kind = "application/x-www-form-urlencoded"
    status, where = post(officer, f"/campaigns/{campaign['pk']}/enter/", body, kind, port, outcome)
    found = re.search(r"/entries/(\d+)/", where)
    if status != 302 or found is None:
        raise ValueError(f"begin: {status} {where}")
    return int(found[1])


def send_form(
    officer: Officer, entry: int, number: int, port: int, outcome: Outcome
) -> tuple[int, str]:
    """Answers and file in one request, handed in."""
    body = b"%s%s%% %d\n\r\n--%s--\r\n" % (form_head(number), PAPER, entry, BOUNDARY.encode())
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return post(officer, f"/campaigns/entries/{entry}/", body, kind, port, outcome)


@lru_cache(maxsize=100)
def form_head(number: int) -> bytes:
    """The form of the ``number``-th entry of an officer up to the bytes of its file."""
    fields = {
        "csrfmiddlewaretoken": TOKEN,
        "expected_version": "1",
        "seconds": "600",
        "title": f"成果{number}",
        "deeds": DEEDS,
        "submit": "1",
    }
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="proof"; filename="proof.pdf"\r\n'
    )
    return f"{head}Content-Type: application/pdf\r\n\r\n".encode()


_local = threading.local()


def hang_up() -> None:
    """Close this thread's connection."""
    connection = getattr(_local, "connection", None)
    if connection is not None:
        connection.close()
    _local.connection = None


def post(
    officer: Officer, path: str, body: bytes, kind: str, port: int, outcome: Outcome
) -> tuple[int, str]:
    """Status and place of the answer; the connection stays open, one for each thread."""
    connection = getattr(_local, "connection", None)
    if connection is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        _local.connection = connection
    headers = {
        "Cookie": f"sessionid={officer.session}; csrftoken={TOKEN}",
        "Content-Type": kind,
        "Referer": f"http://127.0.0.1:{port}/",
    }
    began = time.perf_counter()
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except BaseException:
        _local.connection = None
        connection.close()
        raise
    outcome.times.append(time.perf_counter() - began)
    return answer.status, answer.headers.get("Location", "")


def late(officers: list[Officer], campaign: dict, port: int) -> dict[str, int]:
    """Go on handing in past the deadline; how many were taken and how many refused."""
    counts = {"taken": 0, "refused": 0}
    guard = threading.Lock()

    def work(officer: Officer) -> None:
        while time.time() < campaign["until"]:
            outcome = Outcome()
            try:
                entry = begin(officer, campaign, uuid4().hex, 1, port, outcome)
                status, where = send_form(officer, entry, 1, port, outcome)
            except (OSError, http.client.HTTPException, ValueError):
                continue
            taken = status == 302 and "/cases/" in where
            with guard:
                counts["taken" if taken else "refused"] += 1

    threads = [threading.Thread(target=work, args=(officer,)) for officer in officers[:8]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts
