"""People who vote, as plain HTTP: open the page, look at the question, hand in, some of them twice.

Every voter goes on until the answer is certain: taken, or "your ballot is in already". A broken connection is
counted as lost and tried again, as people do; so that in the end every voter has exactly one ballot, and it
is known how many ballots were kept though their answer never arrived.
"""

import http.client
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from bench.clients import TOKEN
from gonghui.engines.campaigns.rules.challenges import opened

TWICE = 10
"""Every so many voters press the button twice at once."""
PATIENCE = 60
"""Tries of one voter before the run gives up on them."""
FORM = "application/x-www-form-urlencoded"
BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Voter:
    """One voter.

    Args:
        number: from 0; tells address, choice and impatience.
        vote: primary key of the stage.
        choices: primary keys of the chosen entries.
        session: of a member, "" for the public.
        whom: what votes once, for the count: ``person:<id>`` or ``device:<id>``.
    """

    number: int
    vote: int
    choices: list[int]
    session: str = ""
    whom: str = ""
    cookies: dict[str, str] = field(default_factory=lambda: {"csrftoken": TOKEN})


@dataclass
class Told:
    """What the voters met: seconds of every answer, by kind; how ballots ended."""

    pages: list[float] = field(default_factory=list)
    ballots: list[float] = field(default_factory=list)
    taken: list[Voter] = field(default_factory=list)
    kept_unheard: list[Voter] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    problems: list[str] = field(default_factory=list)


class Browser(threading.local):
    """One connection a thread, kept open."""

    def __init__(self) -> None:
        self.connection: http.client.HTTPConnection | None = None

    def ask(self, voter: Voter, path: str, port: int, body: bytes | None = None) -> tuple:
        """Status, place and text of an answer, and its seconds; keeps cookies."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookies = voter.cookies | ({"sessionid": voter.session} if voter.session else {})
        number = voter.number
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "User-Agent": f"Phone/{number % 50}",
        }
        if body is not None:
            headers["Content-Type"] = FORM
        began = time.perf_counter()
        try:
            self.connection.request("GET" if body is None else "POST", path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except BaseException:
            self.hang_up()
            raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = line.partition(";")[0].partition("=")
            voter.cookies[name] = value
        took = time.perf_counter() - began
        return answer.status, answer.headers.get("Location", ""), text, took

    def hang_up(self) -> None:
        """Close it; the next voter opens another one."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None


BROWSER = Browser()
_guard = threading.Lock()


def cast(voter: Voter, port: int, told: Told) -> None:
    """Vote, whatever happens to the connection meanwhile."""
    address = f"/votes/{voter.vote}/" if not voter.session else f"/campaigns/votes/{voter.vote}/"
    unheard = False
    for _try in range(PATIENCE):
        try:
            said = _attempt(voter, address, port, told)
        except BROKEN:
            unheard = True
            with _guard:
                told.lost += 1
            time.sleep(0.5)
            continue
        with _guard:
            if said == "taken":
                told.taken.append(voter)
            elif said == "in" and unheard:
                told.kept_unheard.append(voter)
            else:
                told.problems.append(f"voter {voter.number}: {said}")
        return
    told.problems.append(f"voter {voter.number}: gave up")


def _attempt(voter: Voter, address: str, port: int, told: Told) -> str:
    """One visit: "taken", "in" for a ballot that is in already, or what went wrong."""
    status, where, page, took = BROWSER.ask(voter, address, port)
    told.pages.append(took)
    if "/thanks/" in where or "您的选票已记入" in page.decode():
        return "in"
    if status != 200:
        return f"page {status} {where}"
    fields = [("csrfmiddlewaretoken", TOKEN), *(("choice", str(each)) for each in voter.choices)]
    if not voter.session:
        token = re.search(rb'name="question" value="([^"]+)"', page)[1].decode()
        BROWSER.ask(voter, f"/votes/question/{token}.png", port)
        asked = opened(token)
        voter.whom = f"device:{asked.purpose.rpartition(':')[2]}"
        fields += [("question", token), ("answer", asked.answer)]
    body = urllib.parse.urlencode(fields).encode()
    second = _press_again(voter, address, port, body, told)
    status, where, page, took = BROWSER.ask(voter, address, port, body)
    told.ballots.append(took)
    said = [_meaning(voter, status, where, page), *second()]
    return next((each for each in ("taken", "in") if each in said), said[0])


def _press_again(voter: Voter, address: str, port: int, body: bytes, told: Told):
    """Send the same form at the same moment, as a double click does; returns how to ask what came of it."""
    if voter.number % TWICE:
        return list
    said: list[str] = []
    again = Voter(**(vars(voter) | {"cookies": dict(voter.cookies)}))

    def press() -> None:
        try:
            status, where, page, _took = BROWSER.ask(again, address, port, body)
            said.append(_meaning(again, status, where, page))
        except BROKEN:
            with _guard:
                told.lost += 1
        finally:
            BROWSER.hang_up()

    thread = threading.Thread(target=press)
    thread.start()
    told.twice += 1

    def wait() -> list[str]:
        thread.join()
        return said

    return wait


def _meaning(voter: Voter, status: int, where: str, page: bytes) -> str:
    if status == 302 and "again=1" in where:
        return "in"
    if status == 302 and ("/thanks/" in where or where.endswith(f"/votes/{voter.vote}/")):
        return "taken"
    if "您已投过票" in page.decode() or "已经用过" in page.decode():
        return "in"
    found = re.search(rb'role="alert".*?<li>(.*?)</li>', page, re.S)
    return f"ballot {status} {where} {found[1].decode() if found else ''}"
