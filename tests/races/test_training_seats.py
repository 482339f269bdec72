"""Two officers send somebody to the last seat at once: one is admitted, the other waits."""

import threading
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gonghui.kernel.lib import scoping
from gonghui.rooms.learning.actions.nominations import nominate, withdraw
from gonghui.rooms.learning.models import TrainingRecord
from tests.factories.access import make_cadre
from tests.factories.learning import make_event, send
from tests.factories.people import make_member
from tests.factories.unions import make_direct_union, make_federation

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene():
    """A training with one seat for a university, and two of its officers."""
    federation = make_federation()
    university = make_direct_union(federation)
    event = make_event(federation, [(university, 1)])
    return event, university, [make_cadre(university) for _ in range(2)]


def at_once(jobs) -> None:
    """Run the functions in threads that start together."""
    start = threading.Barrier(len(jobs))

    def run(job) -> None:
        with closing(connection), scoping.everything("test"):
            start.wait()
            job()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def states() -> list[str]:
    with scoping.everything("test"):
        return sorted(TrainingRecord.objects.values_list("status", flat=True))


def test_last_seat_is_taken_once(scene):
    event, university, officers = scene
    people = [make_member(university) for _ in officers]

    at_once(
        [
            lambda who=who, person=person: nominate(actor=who, event=event, person=person)
            for who, person in zip(officers, people, strict=True)
        ]
    )

    assert states() == ["admitted", "waiting"]


def test_same_person_is_sent_once(scene):
    event, university, officers = scene
    person = make_member(university, "李测甲")
    refused = []

    def send_by(who):
        def run() -> None:
            try:
                nominate(actor=who, event=event, person=person)
            except ValidationError as refusal:
                refused.extend(refusal.messages)

        return run

    at_once([send_by(who) for who in officers])

    assert (states(), len(refused)) == (["admitted"], 1)


def test_seat_that_comes_free_twice_lets_two_in_and_no_more(scene):
    event, university, officers = scene
    first, second, *_waiting = [send(event, university) for _ in range(4)]

    at_once(
        [
            lambda who=who, record=record: withdraw(actor=who, record=record, reason="出差")
            for who, record in zip(officers, (first, second), strict=True)
        ]
    )

    assert states() == ["admitted", "waiting", "withdrawn", "withdrawn"]
