"""What dead workers left behind: their jobs are run again or marked, their other tasks queued again."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from gonghui.kernel.jobs import leases
from gonghui.kernel.jobs.declarations import job_kinds
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.running import close, tell_end
from gonghui.kernel.jobs.tasks import hand_back, run_job, wake

TASK_WORKERS_ALLOWED = 3
TASK_SILENCE_ALLOWED = timedelta(hours=1)  # tasks have no heartbeat to go by on another machine


def recover() -> int:
    """Find what dead workers left and settle it; the worker calls this only between two tasks.

    Several workers may do it at once: each change asks for the state that was seen.

    Returns:
        How many jobs were settled.
    """
    running = Job.objects.filter(state=JobState.RUNNING)
    lost = [job for job in running if _is_lost(job.worker, job.heartbeat_at)]
    for job in lost:
        _settle(job)
    for task in DBTaskResult.objects.running():
        silent_since = task.started_at + TASK_SILENCE_ALLOWED if task.started_at else None
        if _is_lost(task.worker_ids[-1] if task.worker_ids else "", silent_since):
            _queue_again(task)
    _wake_the_forgotten()
    return len(lost)


def _is_lost(worker: str, heartbeat_at: datetime | None) -> bool:
    """Whether nobody works on it; what bears our own name is nobody's, since we are idle now."""
    return worker == leases.current() != "" or leases.is_gone(worker, heartbeat_at)


def _settle(job: Job) -> None:
    crashes = job.crashes + 1
    kind = job_kinds.get(job.kind) if job.kind in job_kinds else None
    if job.cancel_asked:
        close(job, state=JobState.CANCELLED, crashes=crashes)
    elif kind and kind.resumable and crashes <= kind.crashes_allowed:
        hand_back(job, crashes=crashes)
    else:
        sentence = _("服务中断，未完成；未写入任何数据，可重新发起")
        close(job, state=JobState.FAILED, crashes=crashes, error=sentence)
    tell_end(job)


def _queue_again(task: DBTaskResult) -> None:
    """Tasks of the page editor (search index, pictures) may run twice; a job's wake-up call does no harm."""
    mine = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
    if len(task.worker_ids) < TASK_WORKERS_ALLOWED:
        mine.update(status="READY")
    else:
        mine.update(status="FAILED", finished_at=timezone.now(), traceback="its workers died")


def _wake_the_forgotten() -> None:
    """Jobs that wait although no wake-up call is left: their call met a database that broke off."""
    calls = DBTaskResult.objects.filter(task_path=run_job.module_path)
    if not calls.filter(status__in=("READY", "RUNNING")).exists():
        for job in Job.objects.filter(state=JobState.QUEUED):
            wake(job)
