"""The wake-up call of a job: a task row that tells some worker to run it."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from gonghui.kernel.jobs import running
from gonghui.kernel.jobs.models import Job, JobState


@task()
def run_job(job_id: int) -> None:
    """Run a job; harmless when called twice, because only a queued job is run."""
    interrupted = running.run(job_id)
    if interrupted is not None:
        hand_back(interrupted)


def wake(job: Job) -> None:
    """Have a queued job run. Side effect: a task row, committed with the job itself."""
    enqueue(run_job, job.pk)


def enqueue(task: Task, *arguments: Any) -> None:
    """Have some worker call a task once the caller's transaction has committed.

    In our database the call is a row of that very transaction, so neither exists without the other;
    any other backend (the immediate one of the tests) is called after the commit.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*arguments)
    else:
        transaction.on_commit(partial(task.enqueue, *arguments))


def hand_back(job: Job, **values: Any) -> bool:
    """Queue a running job again, in one transaction with its new wake-up call.

    Returns:
        False if the job was no longer in the run that ``job`` describes.
    """
    with transaction.atomic():
        done = running.close(job, state=JobState.QUEUED, worker="", finished_at=None, **values)
        if done:
            wake(job)
    return done
