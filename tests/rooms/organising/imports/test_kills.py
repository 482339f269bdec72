"""An import whose worker is really killed: the whole batch or none of it, and the next worker goes on.

``python -m bench kill_import`` does the same twenty times at other moments, the web process included.
"""

import random
import subprocess
from contextlib import suppress

import pytest

from gonghui.kernel.exchange.actions import starting
from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.people.models import IdentityDocument, Membership, MembershipEvent, Person
from tests.kernel.jobs.workers import run_workers, until, worker
from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.batches import checked, upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("all_scope")]
ROWS = 600


@pytest.fixture(autouse=True)
def everything_waits_for_a_worker(settings, monkeypatch):
    """Even small files and batches."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    monkeypatch.setattr(starting, "SMALL_FILE", 0)
    monkeypatch.setattr(starting, "SMALL_BATCH", 0)


@pytest.fixture
def known_form(university, cadre):
    """A form whose columns were decided before."""
    checked(cadre, university, rolls.Roll("known.xlsx", rolls.written(rolls.people(1, 3)), 3))


def kill_at_work(batch, room, chance):
    """Run a worker and kill it at some moment after it has taken the batch's job."""
    with worker(room) as process:
        until(lambda: Job.objects.get(pk=batch.job_id).state != JobState.QUEUED)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.8))


def figures():
    """How many rows stand in each table: one number, or the tables disagree."""
    tables = (Person, IdentityDocument, MembershipEvent, Membership)
    return {model.objects.count() for model in tables}


def fresh(batch):
    return Batch.objects.select_related("job", "union", "file").get(pk=batch.pk)


@pytest.mark.usefixtures("known_form")
def test_import_whose_worker_is_killed_in_every_phase_is_whole_or_absent_and_goes_on(
    university, cadre, tmp_path
):
    chance = random.Random(20261122)
    data = rolls.written(rolls.people(2, ROWS))
    batch = upload(cadre, university, rolls.Roll("roll.xlsx", data, ROWS))

    for start, end, count in (
        (starting.start_check, BatchState.CHECKED, 0),
        (starting.start_apply, BatchState.APPLIED, ROWS),
        (starting.start_undo, BatchState.UNDONE, 0),
    ):
        batch = start(actor=cadre, batch=fresh(batch))
        kill_at_work(batch, tmp_path, chance)
        assert figures() in ({0}, {ROWS})
        run_workers(tmp_path)
        batch = fresh(batch)
        assert (batch.state, batch.job.state, batch.error) == (end, JobState.DONE, "")
        assert figures() == {count}
