"""The door of kernel.jobs."""

from gonghui.kernel.jobs.actions import cancel, start
from gonghui.kernel.jobs.declarations import register_job, register_periodic
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.progress import (
    Cancelled,
    Interrupted,
    JobFailed,
    Progress,
    Stop,
    Superseded,
)
from gonghui.kernel.jobs.queries import count_open_jobs, jobs_of
from gonghui.kernel.jobs.signals import job_ended
from gonghui.kernel.jobs.tasks import enqueue

__all__ = [
    "Cancelled",
    "Interrupted",
    "Job",
    "JobFailed",
    "JobState",
    "Progress",
    "Stop",
    "Superseded",
    "cancel",
    "count_open_jobs",
    "enqueue",
    "job_ended",
    "jobs_of",
    "register_job",
    "register_periodic",
    "start",
]
