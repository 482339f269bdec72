"""One member on several devices, one device six times, one question twice at once: one ballot is taken."""

import threading
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gonghui.engines.campaigns.actions.voting import Source, cast_ballot
from gonghui.engines.campaigns.models import Ballot, BallotChoice, SpentChallenge
from gonghui.engines.campaigns.queries.votes import changed_ballots
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.votes import answered, make_vote

DEVICES = 6


pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(number, cast) -> list[str]:
    """Do it ``number`` times at once; what was refused."""
    start, refusals = threading.Barrier(number), []

    def run(place: int) -> None:
        with closing(connection), scoping.everything("test"):
            start.wait(timeout=30)
            try:
                cast(place)
            except ValidationError as refusal:
                refusals.extend(refusal.messages)

    threads = [threading.Thread(target=run, args=[place]) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return refusals


def counted() -> tuple[int, int]:
    return Ballot.objects.count(), BallotChoice.objects.count()


def test_one_member_on_many_devices_leaves_one_ballot():
    scene = make_vote(candidates=1, voters=1)
    choices = [scene.entries[0].pk]

    refusals = together(
        DEVICES,
        lambda _place: cast_ballot(actor=scene.voters[0], stage=scene.stage, choices=choices),
    )

    assert refusals == ["您已投过票。"] * (DEVICES - 1)
    assert counted() == (1, 1)


def test_one_device_with_six_questions_leaves_one_ballot():
    """Six tabs of one browser, each with a question of its own, rightly answered."""
    scene = make_vote(candidates=1, voters=0, voters_="public")
    proofs = [answered(scene.stage, "phone") for _tab in range(DEVICES)]

    refusals = together(DEVICES, lambda place: cast(scene, "phone", proofs[place]))

    assert refusals == ["您已投过票。"] * (DEVICES - 1)
    assert counted() == (1, 1)
    assert SpentChallenge.objects.count() == 1


def test_one_question_sent_six_times_lets_one_ballot_in():
    """A double click in bad reception: the same form again and again."""
    scene = make_vote(candidates=1, voters=0, voters_="public")
    proof = answered(scene.stage, "phone")

    refusals = together(DEVICES, lambda _place: cast(scene, "phone", proof))

    assert len(refusals) == DEVICES - 1
    assert set(refusals) <= {"您已投过票。", "这道验证题已经用过，请回答新的一题；所选已保留。"}
    assert counted() == (1, 1)


def test_many_devices_at_once_lose_no_ballot():
    scene = make_vote(candidates=2, voters=0, voters_="public", most=2)
    proofs = [answered(scene.stage, f"phone {place}") for place in range(DEVICES)]

    refusals = together(DEVICES, lambda place: cast(scene, f"phone {place}", proofs[place], most=2))

    assert refusals == []
    assert counted() == (DEVICES, 2 * DEVICES)
    with scoping.everything("test"):
        assert changed_ballots(scene.stage) == []


def cast(scene, device, proof, most=1):
    return cast_ballot(
        actor=SYSTEM,
        stage=scene.stage,
        choices=[entry.pk for entry in scene.entries[:most]],
        source=Source(device=device),
        proof=proof,
    )
