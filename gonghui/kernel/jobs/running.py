"""The life of one run: claimed by one worker, run in its scope, closed under its own number."""

import logging
from contextlib import AbstractContextManager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import scope_of
from gonghui.kernel.jobs import leases
from gonghui.kernel.jobs.declarations import JobKind, job_kinds
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.progress import (
    Cancelled,
    Interrupted,
    JobFailed,
    Progress,
    Superseded,
    done_values,
)
from gonghui.kernel.jobs.signals import job_ended
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
logger = logging.getLogger(__name__)


def claim(job_id: int) -> Job | None:
    """Take a queued job for this process; None if it is not queued (any more)."""
    now = timezone.now()
    with transaction.atomic():
        taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            worker=leases.current(),
            heartbeat_at=now,
            started_at=now,
            stage="",
            done=0,
            total=0,
        )
        return Job.objects.select_related("owner", "union").get(pk=job_id) if taken else None


def run(job_id: int) -> Job | None:
    """Run a queued job to its end; does nothing for a job that somebody else has or that is over.

    Errors of the job end in its row and in the log, never here.

    Returns:
        The job if it stopped only because this worker shuts down, to be queued again; else None.
    """
    job = claim(job_id)
    if job is None:
        return None
    if job.kind in job_kinds:
        interrupted = _run(job, job_kinds.get(job.kind))
        if interrupted is not None:
            return interrupted
    else:
        close(job, state=JobState.FAILED, error=_("这类任务已停用，请联系系统管理员。"))
    tell_end(job)
    return None


def _run(job: Job, kind: JobKind) -> Job | None:
    progress = Progress(job, threaded=_has_room_to_talk(), interruptible=kind.resumable)
    try:
        with _scope_of(job, kind), progress.running():
            result = kind.function(job, progress)
    except Superseded:
        logger.warning("job %s: run %s was superseded", job.pk, job.attempts)
    except Cancelled:
        close(job, state=JobState.CANCELLED)
    except Interrupted:
        return job
    except Exception as error:
        logger.exception("job %s (%s) failed in run %s", job.pk, job.kind, job.attempts)
        close(job, state=JobState.FAILED, error=sentence_for(error, job))
    else:
        close(job, **done_values(result), **progress.said)
    return None


def sentence_for(error: Exception, job: Job) -> str:
    """What the owner reads: the error's own sentence if it was written for people."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, JobFailed | Refused):
        return str(error)
    return _(
        "程序出错，任务已停止。请稍后重新发起；仍不成功时，请把任务编号 %(number)s 告诉系统管理员。"
    ) % {"number": job.pk}


def close(job: Job, **values: Any) -> bool:
    """End this run under its own number; False if it was no longer this run's to end."""
    values = {"finished_at": timezone.now()} | values
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)
    return bool(mine.update(**values))


def tell_end(job: Job) -> None:
    """Send ``job_ended`` if the run that ``job`` describes was the last; its receivers cannot harm it."""
    job.refresh_from_db()
    if job.state in ENDED:
        for receiver, answer in job_ended.send_robust(sender=Job, job=job):
            if isinstance(answer, Exception):
                logger.error("%r failed on the end of job %s", receiver, job.pk, exc_info=answer)


def _has_room_to_talk() -> bool:
    """Whether a second connection may write beside the job's own: a worker on PostgreSQL."""
    return bool(leases.current()) and connection.vendor != "sqlite"


def _scope_of(job: Job, kind: JobKind) -> AbstractContextManager[scoping.Scope]:
    if kind.scope == "everything" or job.owner is None:
        return scoping.everything(f"job {kind.key}")
    return scoping.active(scope_of(job.owner))
