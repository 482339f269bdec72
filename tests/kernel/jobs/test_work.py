"""The command and its loop inside one process, and what is removed when it is old."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.jobs import api, worker
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.progress import Progress
from gonghui.kernel.jobs.retention import remove_old
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_tasks(settings, clock):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    yield
    Progress.stopping.clear()


def start_three():
    for _number in range(3):
        api.start(actor=SYSTEM, key="sample.count_rows", title="数行", arguments={})


def done():
    return Job.objects.filter(state=JobState.DONE).count()


@pytest.mark.parametrize(("options", "count"), [({"once": True}, 1), ({"until_idle": True}, 3)])
def test_worker_runs_what_waits(kind, waiting_tasks, options, count):
    kind(lambda job, progress: None)
    start_three()

    assert (worker.Worker().run(**options), done()) == (count, count)


def test_worker_that_is_stopped_takes_no_more_tasks(kind, waiting_tasks):
    busy = worker.Worker()
    kind(lambda job, progress: busy.stop())
    start_three()

    assert (busy.run(), done()) == (1, 1)


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (1_000_000, 3)])
def test_worker_that_has_grown_ends_to_begin_anew(kind, waiting_tasks, limit, count):
    kind(lambda job, progress: None)
    start_three()
    grown = worker.Worker(renew_above=limit)

    assert (grown.run(until_idle=True), grown.must_renew) == (count, count == 1)


def test_worker_that_has_grown_and_was_stopped_does_not_begin_anew(kind, waiting_tasks):
    grown = worker.Worker(renew_above=1)
    kind(lambda job, progress: grown.stop())
    start_three()

    assert (grown.run(), grown.must_renew) == (1, False)


def test_worker_stopped_twice_ends_at_once():
    busy = worker.Worker()
    busy.stop()

    with pytest.raises(SystemExit):
        busy.stop()
    Progress.stopping.clear()


def test_worker_waits_out_trouble_with_the_database(waiting_tasks, monkeypatch, caplog):
    def broken():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(worker, "recover", broken)
    monkeypatch.setattr(worker.connection, "close", lambda: None)

    assert worker.Worker().run(once=True) == 0
    assert "the database does not answer" in caplog.text


def test_work_command_without_a_queue_says_so():
    errors = StringIO()

    call_command("work", stderr=errors)

    assert errors.getvalue() == ("TASKS does not name the database: there is nothing to wait for\n")


def test_remove_old_removes_what_ended_long_ago(kind, waiting_tasks):
    kind(lambda job, progress: None)
    start_three()
    worker.Worker().run(until_idle=True)
    JobFactory(state=JobState.QUEUED)
    Job.objects.filter(state=JobState.DONE).update(finished_at=timezone.now() - timedelta(days=91))
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=8))

    remove_old()

    assert [job.state for job in Job.objects.all()] == [JobState.QUEUED]
    assert DBTaskResult.objects.count() == 0
