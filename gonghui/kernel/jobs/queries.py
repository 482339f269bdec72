"""Jobs as their owner sees them."""

from django.db.models import QuerySet

from gonghui.kernel.jobs.models import Job, JobState

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
