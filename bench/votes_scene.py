"""The scene of ``bench.votes`` and what its database holds afterwards; each part in a process of its own."""

# ruff: noqa: E402 -- the app registry comes before the program's own modules

import json
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench.entries_scene import session_of
from gonghui.engines.campaigns.actions.voting import voter_hash_of
from gonghui.engines.campaigns.models import Ballot, BallotChoice, Stage
from gonghui.engines.campaigns.queries.votes import changed_ballots, tallies
from gonghui.kernel.access.api import User
from gonghui.kernel.audit.api import verify
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.people.api import Person
from tests.factories.votes import make_vote

CANDIDATES, MOST = 20, 3
THREADS = 16
"""As many as the server has."""


def scene(voters: int) -> dict:
    """Migrate; a vote of members who are signed in, one of the public, a third one to insert into bare."""
    call_command("migrate", verbosity=0)
    rules = {"candidates": CANDIDATES, "voters": 0, "least": 1, "most": MOST}
    members = make_vote(**rules)
    public, bare = (make_vote(**rules, voters_="public") for _vote in range(2))
    people = Person.objects.bulk_create(
        Person(name=f"投票人{at}", name_pinyin="x", name_initials="x") for at in range(voters)
    )
    users = User.objects.bulk_create(
        User(username=f"voter{at}", display_name=one.name, password="!", person=one)
        for at, one in enumerate(people)
    )
    return {
        "members": place_of(members),
        "public": place_of(public),
        "bare": place_of(bare),
        "sessions": [[session_of(user), user.person_id] for user in users],
    }


def place_of(vote) -> dict:
    """A vote and its candidates."""
    return {"vote": vote.stage.pk, "entries": [entry.pk for entry in vote.entries]}


def count(expected: dict) -> dict:
    """Compare what the voters know with what is there: ``{stage: [[whom, [entry, …]], …]}``."""
    told: Counter[str] = Counter()
    for pk, cast in expected.items():
        told.update(compare(Stage.objects.get(pk=pk), cast))
    verdict = verify()
    return {"broken": 0 if verdict.sound else 1, "entries": verdict.checked, **told}


def compare(stage: Stage, cast: list) -> Counter[str]:
    """Ballots missing, of somebody unknown, with other names, changed since; candidates counted wrong."""
    wanted = {voter_hash_of(stage, whom): sorted(choices) for whom, choices in cast}
    rows = BallotChoice.objects.filter(ballot__stage=stage)
    found: dict[str, list[int]] = {}
    for voter, entry in rows.values_list("ballot__voter_hash", "entry_id"):
        found.setdefault(voter, []).append(entry)
    votes = Counter(entry for _whom, choices in cast for entry in choices)
    counted = {entry.pk: tally.all_votes for entry, tally in tallies(stage)}
    return Counter(
        ballots=Ballot.objects.filter(stage=stage).count(),
        missing=len(wanted.keys() - found.keys()),
        unknown=len(found.keys() - wanted.keys()),
        other=sum(sorted(found[key]) != wanted[key] for key in found.keys() & wanted.keys()),
        changed=len(changed_ballots(stage)),
        miscounted=sum(counted[entry] != votes[entry] for entry in counted),
    )


def bare(expected: dict) -> dict:
    """Insert the same ballots again, a transaction each, without page, checks and chain."""
    scene = expected.pop("bare")
    ballots = [choices for cast in expected.values() for _whom, choices in cast]
    stage = Stage.objects.get(pk=scene["vote"])
    began, own = time.perf_counter(), time.process_time()
    parts = [ballots[at::THREADS] for at in range(THREADS)]
    threads = [
        threading.Thread(target=insert, args=(stage, scene, part, at))
        for at, part in enumerate(parts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": time.perf_counter() - began, "processor": time.process_time() - own}


def insert(stage: Stage, scene: dict, ballots: list[list[int]], part: int) -> None:
    """One thread's share; names are those of the third vote."""
    entries, today = scene["entries"], dates.today()
    with closing(connection), scoping.everything("bench"):
        for number, choices in enumerate(ballots):
            with transaction.atomic():
                ballot = Ballot(
                    stage=stage,
                    voter_hash=f"{part:030}{number:034}",
                    device_hash="d" * 64,
                    address_hash=f"{number:064}",
                    agent_hash=f"{number:064}",
                    voted_on=today,
                    cast_at=timezone.now(),
                )
                ballot.save(force_insert=True)
                BallotChoice.objects.bulk_create(
                    BallotChoice(ballot=ballot, entry_id=entries[each % len(entries)])
                    for each in range(len(choices))
                )


PARTS = {"scene": scene, "count": count, "bare": bare}


def main() -> int:
    """Run the part that the first argument names on what the file holds; print its answer as JSON."""
    name, given = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    with scoping.everything("bench"):
        print(json.dumps(PARTS[name](given)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
