"""Several writers at once leave one line."""

import threading

import pytest
from django.db import connection

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.audit.verification import verify
from gonghui.kernel.lib import scoping
from tests.kernel.audit.conftest import note

WRITERS = 6
ACTIONS = 15


def write(failures: list[BaseException], barrier: threading.Barrier) -> None:
    """One writer: many small actions, some of which fail half way."""
    try:
        barrier.wait(timeout=30)
        for turn in range(ACTIONS):
            note(times=1 + turn % 3)
    except BaseException as error:  # noqa: BLE001 -- a thread's failure is judged by the test
        failures.append(error)
    finally:
        connection.close()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_chain_stays_linear_under_parallel_writers():
    failures: list[BaseException] = []
    barrier = threading.Barrier(WRITERS)
    writers = [
        threading.Thread(target=write, args=(failures, barrier)) for _writer in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert failures == []
    with scoping.everything("test"):
        assert [verify().sound, verify().checked] == [True, WRITERS * ACTIONS * 2]
        assert Entry.objects.count() == WRITERS * ACTIONS * 2
