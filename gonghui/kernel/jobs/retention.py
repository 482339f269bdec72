"""Finished jobs and tasks are kept for a while and then removed."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.jobs.models import Job

KEEP_JOBS = timedelta(days=90)
KEEP_TASKS = timedelta(days=7)


def remove_old() -> None:
    """Delete jobs that ended 90 days ago and task rows that ended a week ago."""
    now = timezone.now()
    Job.objects.filter(finished_at__lt=now - KEEP_JOBS).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_TASKS).delete()
