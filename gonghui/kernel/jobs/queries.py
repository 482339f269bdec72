"""Jobs as their owner sees them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from gonghui.kernel.jobs.models import Job, JobState

PICKED_UP_WITHIN = timedelta(seconds=30)
OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


def jobs_of(user) -> QuerySet[Job]:
    """The jobs that ``user`` started, newest first."""
    return Job.objects.filter(owner=user).order_by("-created_at", "-pk")


def count_open_jobs(user) -> int:
    """How many of them wait or run."""
    return jobs_of(user).filter(state__in=OPEN_STATES).count()


def count_waiting_before(job: Job) -> int:
    """How many jobs stand before a queued one."""
    return Job.objects.filter(state=JobState.QUEUED, pk__lt=job.pk).count()


def is_ignored(job: Job) -> bool:
    """Whether a job waits although nothing runs: probably no worker was started."""
    waits = job.state == JobState.QUEUED and timezone.now() - job.created_at > PICKED_UP_WITHIN
    return waits and not Job.objects.filter(state=JobState.RUNNING).exists()
