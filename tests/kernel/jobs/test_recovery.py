"""After a death: a living worker is left alone, a dead one's work is settled by its declaration."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from gonghui.kernel.jobs import leases, running
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.recovery import recover
from gonghui.kernel.jobs.tasks import run_job
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db
ELSEWHERE = "another-directory/worker"
LOST = "服务中断，未完成；未写入任何数据，可重新发起"


@pytest.fixture(autouse=True)
def waiting_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def dead_worker():
    """The lease of a worker that ended without giving it back."""
    name = leases.take()
    leases.give_back(name)
    return name


def make_running(worker, **fields):
    fields = {"state": JobState.RUNNING, "attempts": 1, "heartbeat_at": timezone.now()} | fields
    return JobFactory(worker=worker, **fields)


def make_task(worker, **fields):
    values = {
        "status": "RUNNING",
        "task_path": "wagtail.tasks.sample",
        "args_kwargs": {"args": [], "kwargs": {}},
        "backend_name": "default",
        "run_after": get_date_max(),
        "started_at": timezone.now(),
        "worker_ids": [worker],
    }
    return DBTaskResult.objects.create(**values | fields)


def settled(job):
    recover()
    job.refresh_from_db()
    return job.state, job.crashes


def test_recover_leaves_a_job_whose_worker_lives():
    ours, other = leases.take(), leases.take()
    job = make_running(other)

    assert settled(job) == (JobState.RUNNING, 0)

    leases.give_back(ours)
    leases.give_back(other)


def test_recover_queues_a_resumable_job_again_with_a_wake_up_call(kind, dead_worker):
    kind(lambda job, progress: None, resumable=True)
    job = make_running(dead_worker)

    assert settled(job) == (JobState.QUEUED, 1)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_recover_gives_a_resumable_job_up_after_too_many_crashes(kind, dead_worker):
    kind(lambda job, progress: None, resumable=True, crashes_allowed=2)
    job = make_running(dead_worker, crashes=2)

    assert settled(job) == (JobState.FAILED, 3)
    assert job.error == LOST


def test_recover_marks_any_other_job_failed(kind, dead_worker):
    kind(lambda job, progress: None)
    job = make_running(dead_worker)

    assert settled(job) == (JobState.FAILED, 1)
    assert job.error == LOST


def test_recover_ends_a_job_that_its_owner_cancelled(kind, dead_worker):
    kind(lambda job, progress: None, resumable=True)
    job = make_running(dead_worker, cancel_asked=True)

    assert settled(job) == (JobState.CANCELLED, 1)


def test_recover_takes_its_own_name_for_an_idle_worker(kind):
    kind(lambda job, progress: None)
    lease = leases.take()
    job = make_running(lease)

    assert settled(job) == (JobState.FAILED, 1)

    leases.give_back(lease)


@pytest.mark.parametrize(
    ("silence", "state"),
    [(timedelta(seconds=50), JobState.RUNNING), (timedelta(seconds=70), JobState.FAILED)],
)
def test_recover_goes_by_the_heartbeat_of_a_worker_elsewhere(kind, silence, state):
    kind(lambda job, progress: None)
    job = make_running(ELSEWHERE, heartbeat_at=timezone.now() - silence)

    assert settled(job)[0] == state


def test_recover_wakes_a_queued_job_without_a_call_once():
    job = JobFactory()

    recover()
    recover()

    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_recover_queues_the_tasks_of_a_dead_worker_again(dead_worker):
    task = make_task(dead_worker)

    recover()

    task.refresh_from_db()
    assert task.status == "READY"


def test_recover_gives_a_task_up_that_killed_three_workers(dead_worker):
    task = make_task(dead_worker, worker_ids=[dead_worker] * 3)

    recover()

    task.refresh_from_db()
    assert (task.status, task.traceback) == ("FAILED", "its workers died")


@pytest.mark.parametrize(("hours", "status"), [(0.5, "RUNNING"), (2, "READY")])
def test_recover_waits_for_a_task_elsewhere(hours, status):
    task = make_task(ELSEWHERE, started_at=timezone.now() - timedelta(hours=hours))

    recover()

    task.refresh_from_db()
    assert task.status == status


def test_wake_up_call_for_a_job_that_runs_does_nothing(kind):
    calls = []
    kind(lambda job, progress: calls.append(job))
    job = make_running(ELSEWHERE)

    run_job.func(job.pk)

    assert calls == []
    assert running.claim(job.pk) is None
    assert Job.objects.get().attempts == 1
