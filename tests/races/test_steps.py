"""Two people press at once: one step is taken, the other person reads who was faster."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from gonghui.engines.casework.api import Stale, take_step
from gonghui.engines.casework.models import Case, Step
from gonghui.kernel.lib import scoping
from tests.engines.casework.conftest import *  # noqa: F403 -- the kettle's fixtures
from tests.factories.access import make_cadre

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_presses_at_once_take_one_step(scene, steeping):
    second = make_cadre(scene.federation, "province_cadre", display_name="二师傅")
    start, outcomes = threading.Barrier(2), []

    def press(actor) -> None:
        with closing(connection), scoping.everything("test"):
            start.wait()
            try:
                take_step(actor=actor, case=steeping, transition="pour", expected_state="steeping")
                outcomes.append("taken")
            except Stale as refusal:
                outcomes.append(refusal.reason)

    threads = [threading.Thread(target=press, args=[who]) for who in (scene.taster, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with scoping.everything("test"):
        case = Case.objects.get(pk=steeping.pk)
        pours = Step.objects.filter(case=case, transition="pour").select_related("actor")
        assert (case.state_id, pours.count()) == ("pouring", 1)
        sentence = f"“{pours.get().actor}”刚刚办理了这件事，现在的状态是“在倒”，请看过之后再办。"
    assert sorted(outcomes) == sorted(["taken", sentence])
