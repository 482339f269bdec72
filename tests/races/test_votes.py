"""One member votes on several devices at once: one ballot is taken."""

import threading
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gonghui.engines.campaigns.actions.voting import cast_ballot
from gonghui.engines.campaigns.models import Ballot, BallotChoice
from gonghui.kernel.lib import scoping
from tests.factories.votes import make_vote

DEVICES = 6


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_member_on_many_devices_leaves_one_ballot():
    scene = make_vote(candidates=1, voters=1)
    start, refusals = threading.Barrier(DEVICES), []

    def vote() -> None:
        with closing(connection), scoping.everything("test"):
            start.wait(timeout=30)
            try:
                cast_ballot(actor=scene.voters[0], stage=scene.stage, choices=[scene.entries[0].pk])
            except ValidationError as refusal:
                refusals.append(refusal.messages)

    devices = [threading.Thread(target=vote) for _device in range(DEVICES)]
    for device in devices:
        device.start()
    for device in devices:
        device.join(timeout=120)

    assert refusals == [["您已投过票。"]] * (DEVICES - 1)
    assert (Ballot.objects.count(), BallotChoice.objects.count()) == (1, 1)
