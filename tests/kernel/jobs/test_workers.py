"""Real workers: each job once, none lost when a worker is killed, whole or nothing."""

import random
import signal
import subprocess
from contextlib import suppress

import pytest

from gonghui.kernel.jobs import api
from gonghui.kernel.jobs.declarations import job_kinds
from gonghui.kernel.jobs.models import Job, JobState, Schedule
from gonghui.kernel.lib.actions import SYSTEM
from tests.kernel.jobs import sample_jobs
from tests.kernel.jobs.workers import run_workers, until, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def waiting_tasks(settings):
    """Sample jobs that wait in the database for a worker process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    before = dict(job_kinds._items)
    sample_jobs.register()
    yield
    job_kinds._items = before


def start(key, room, **more):
    arguments = {"room": str(room)} | more
    return api.start(actor=SYSTEM, key=key, title="写行", arguments=arguments)


def rows(prefix="row"):
    return Schedule.objects.filter(key__startswith=prefix).count()


def kill_inside(job, room):
    """Run a worker and kill it in the middle of the job's transaction."""
    attempt = job.attempts + 1
    with worker(room) as process:
        until((room / f"inside-{attempt}").exists)
        process.kill()
        process.wait()


def test_killed_worker_of_a_resumable_job_leaves_nothing_and_the_next_one_does_it_all(tmp_path):
    job = start("sample.resumable", tmp_path)

    kill_inside(job, tmp_path)
    assert rows() == 0
    (tmp_path / "go").touch()
    run_workers(tmp_path)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.crashes) == (JobState.DONE, 2, 1)
    assert (rows(), job.result) == (sample_jobs.ROWS, {"rows": sample_jobs.ROWS})


def test_killed_worker_of_a_fragile_job_is_told_to_its_owner(tmp_path):
    job = start("sample.fragile", tmp_path)

    kill_inside(job, tmp_path)
    run_workers(tmp_path)

    job.refresh_from_db()
    assert (job.state, rows()) == (JobState.FAILED, 0)
    assert job.error == "服务中断，未完成；未写入任何数据，可重新发起"


def test_worker_killed_at_any_moment_leaves_all_rows_or_none(tmp_path):
    (tmp_path / "go").touch()
    chance = random.Random(20261122)
    job = start("sample.resumable", tmp_path, pause=0.02)

    for _kill in range(4):
        with worker(tmp_path) as process, suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, 1.5))
        assert rows() in (0, sample_jobs.ROWS)
    run_workers(tmp_path)

    job.refresh_from_db()
    assert (job.state, rows()) == (JobState.DONE, sample_jobs.ROWS)


def test_terminated_worker_hands_a_resumable_job_back(tmp_path):
    job = start("sample.resumable", tmp_path)

    with worker(tmp_path) as process:
        until((tmp_path / "inside-1").exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    job.refresh_from_db()
    assert (job.state, job.crashes, rows()) == (JobState.QUEUED, 0, 0)
    (tmp_path / "go").touch()
    run_workers(tmp_path)

    job.refresh_from_db()
    assert (job.state, job.attempts, rows()) == (JobState.DONE, 2, sample_jobs.ROWS)


def test_terminated_worker_finishes_a_fragile_job(tmp_path):
    job = start("sample.fragile", tmp_path)

    with worker(tmp_path) as process:
        until((tmp_path / "inside-1").exists)
        process.send_signal(signal.SIGTERM)
        (tmp_path / "go").touch()
        assert process.wait(60) == 0

    job.refresh_from_db()
    assert (job.state, job.attempts, rows()) == (JobState.DONE, 1, sample_jobs.ROWS)


def test_several_workers_run_each_job_once(tmp_path):
    jobs = [start("sample.count", tmp_path) for _number in range(200)]

    run_workers(tmp_path, count=3)

    assert Job.objects.filter(state=JobState.DONE, attempts=1).count() == len(jobs)
    assert rows("run-") == len(jobs)


def test_worker_that_has_grown_begins_anew_in_the_same_process(tmp_path):
    def done_by(job):
        until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
        return Job.objects.get(pk=job.pk).worker

    with worker(tmp_path, "--renew-above", "1", forked=False) as process:
        leases = [done_by(start("sample.count", tmp_path)) for _number in range(2)]

        assert process.poll() is None
    assert len(set(leases)) == 2


def test_progress_is_seen_while_the_transaction_of_the_job_is_open(tmp_path):
    job = start("sample.fragile", tmp_path)

    with worker(tmp_path):
        until((tmp_path / "inside-1").exists)
        until(lambda: Job.objects.get(pk=job.pk).stage == "正在写入")

        assert rows() == 0


@pytest.mark.postgresql
def test_progress_on_postgresql_grows_inside_the_transaction_and_hears_the_cancel(tmp_path):
    job = start("sample.fragile", tmp_path)

    with worker(tmp_path):
        until(lambda: Job.objects.get(pk=job.pk).done == sample_jobs.ROWS // 2)
        api.cancel(actor=SYSTEM, job=job)
        until(lambda: Job.objects.get(pk=job.pk).state == JobState.CANCELLED)

    assert rows() == 0
