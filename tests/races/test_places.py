"""Two officers hand in for the last place at once: one entry gets it, the other reads why not."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from gonghui.engines.campaigns.actions.entries import enter_candidate, submit_entry
from gonghui.engines.campaigns.models import Entry
from gonghui.engines.casework.api import CannotStep
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.factories.campaigns import SMALL, make_campaign, plan_from
from tests.factories.entries import make_entry
from tests.factories.unions import make_direct_union, make_federation

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WITH_QUOTA = [SMALL["stages"][0], {"kind": "quota", "label": "分配名额"}, *SMALL["stages"][1:]]


@pytest.fixture
def scene():
    """A university with one place in each group, and two officers with a complete draft each."""
    federation = make_federation()
    university = make_direct_union(federation)
    plan = plan_from(SMALL, stages=WITH_QUOTA)
    campaign = make_campaign(federation, plan, quotas=[(university, 1)])
    officers = [make_cadre(university) for _ in range(2)]
    return [(each, make_entry(campaign, university, actor=each)) for each in officers]


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


def test_last_place_is_taken_once(scene):
    outcomes = []

    def hand_in(officer, entry):
        def run() -> None:
            try:
                submit_entry(actor=officer, entry=entry)
                outcomes.append("taken")
            except CannotStep as refusal:
                outcomes.append(refusal.reason)

        return run

    at_once([hand_in(officer, entry) for officer, entry in scene])

    union = scene[0][1].union
    assert sorted(outcomes) == sorted(["taken", f"“{union}”在“书法”的1个名额已用完。"])
    with scoping.everything("test"):
        assert Entry.objects.filter(submission_no__gt=0).count() == 1


def test_request_sent_twice_at_once_makes_one_entry(scene):
    officer, first = scene[0]
    made = []

    def enter() -> None:
        entry = enter_candidate(
            actor=officer,
            category=first.category,
            union=first.union,
            name="秋水图",
            client_key="k" * 32,
        )
        made.append(entry.pk)

    at_once([enter, enter])

    with scoping.everything("test"):
        assert len(made) == 2
        assert set(made) == {Entry.objects.get(client_key="k" * 32).pk}
