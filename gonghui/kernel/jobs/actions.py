"""Starting a job and asking it to stop."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.jobs.declarations import job_kinds
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.tasks import wake
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import Refused


@action
def start(
    *,
    actor: Any,
    key: str,
    title: str,
    arguments: Mapping[str, Any],
    union: Any = None,
    link: str = "",
) -> Job:
    """Queue a job for ``actor``; it starts when the caller's transaction has committed.

    The caller has asked the policy for the thing itself, and the actions inside the job ask again.

    Args:
        actor: who will own it, or SYSTEM.
        key: the registered kind.
        title: Chinese, for lists: what and how much (``导入会员名册 2,310 行``).
        arguments: JSON, ids rather than data, nothing personal.
        union: the union it is about.
        link: where the result will be found; the function may return a better one.

    Raises:
        LookupError: no such kind.
    """
    job_kinds.get(key)
    job = Job.objects.create(
        kind=key,
        title=title[:128],
        arguments=dict(arguments),
        owner=None if actor is SYSTEM else actor,
        union=union,
        link=link,
    )
    trace(
        "jobs.job.started",
        actor=actor,
        subject=job,
        union_id=job.union_id,
        kind=key,
        title=job.title,
    )
    wake(job)
    return job


@action
def cancel(*, actor: Any, job: Job) -> Job:
    """Stop a job of one's own: a queued one at once, a running one at its next report.

    What it wrote in its open transaction is rolled back. A job that is over stays as it is.

    Raises:
        Refused: it is somebody else's job.
    """
    if actor is not SYSTEM and job.owner_id != actor.pk:
        raise Refused(_("这不是您发起的任务，只能由发起人取消。"))
    open_jobs = Job.objects.filter(pk=job.pk)
    now = timezone.now()
    queued = open_jobs.filter(state=JobState.QUEUED)
    if not queued.update(state=JobState.CANCELLED, finished_at=now):
        open_jobs.filter(state=JobState.RUNNING).update(cancel_asked=True)
    trace("jobs.job.cancelled", actor=actor, subject=job, union_id=job.union_id, title=job.title)
    job.refresh_from_db()
    return job
