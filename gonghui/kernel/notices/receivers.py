"""A job that took long tells its owner when it has ended."""

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.jobs.api import Job, JobState, job_ended
from gonghui.kernel.notices.actions import send_notice

WATCHED = timedelta(seconds=30)  # so long its owner is probably still looking at it
SENTENCES = {JobState.DONE: _("“%(title)s”已完成"), JobState.FAILED: _("“%(title)s”未成功")}


@receiver(job_ended, sender=Job, dispatch_uid="notices.job_ended")
def tell_owner(job: Job, **_unused: Any) -> None:
    """One notice for the end of a long job; none for one that its owner cancelled."""
    if job.owner is None or job.state not in SENTENCES:
        return
    if job.finished_at - job.created_at < WATCHED:
        return
    done = job.state == JobState.DONE
    send_notice(
        recipient=job.owner,
        kind="jobs.ended",
        title=SENTENCES[JobState(job.state)] % {"title": job.title},
        body=job.error,
        link=(done and job.link) or reverse("jobs:job-detail", args=[job.pk]),
        dedupe_key=f"jobs.ended.{job.pk}.{job.attempts}",
    )
