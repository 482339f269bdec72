"""The background jobs of a batch: ids in, fetch, call one action; each may simply be run again.

A run that ended its work and died before it could say so leaves the batch in another state than the one
it works on: the next run then only says so.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.urls import reverse

from gonghui.kernel.exchange.actions.answers import answer_of
from gonghui.kernel.exchange.actions.applying import (
    TAKE_BACK,
    WRITE,
    apply_batch,
    check_again,
    explain_touched,
    undo_batch,
)
from gonghui.kernel.exchange.actions.checks import check_batch, reset_to
from gonghui.kernel.exchange.actions.exports import Wish, export_table
from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.jobs.api import Job, JobFailed, Progress, Stop
from gonghui.kernel.lib.actions import SYSTEM


def check_job(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Check the rows of a file."""
    return _guarded(job, BatchState.UPLOADED, partial(_check, progress=progress))


def apply_job(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Write a checked batch; a run that was cut off wrote nothing and is simply done again."""
    return _guarded(job, BatchState.CHECKED, partial(_apply, progress=progress))


def undo_job(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Take a written batch back."""
    return _guarded(job, BatchState.APPLIED, partial(_undo, progress=progress))


def _guarded(
    job: Job, before: BatchState, work: Callable[..., Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Run; when the work fails for good, the batch is put back to where it was and says why."""
    batch = Batch.objects.select_related("union", "file").get(pk=job.arguments["batch"])
    try:
        return work(actor=job.owner or SYSTEM, batch=batch)
    except Stop:
        raise
    except Exception as error:
        reset_to(batch, before, str(error) if isinstance(error, JobFailed) else "")
        raise


def _check(*, actor: Any, batch: Batch, progress: Progress) -> Mapping[str, Any]:
    if batch.state == BatchState.CHECKING:
        check_batch(actor=actor, batch=batch, report=progress.report)
    return _result(batch)


def _apply(*, actor: Any, batch: Batch, progress: Progress) -> Mapping[str, Any]:
    if batch.state == BatchState.CHECKING:  # the look after a refused write was cut off
        check_again(actor=actor, batch=batch, error=Stale(), report=progress.report)
    if batch.state != BatchState.APPLYING:
        return _result(batch)
    conclude = partial(progress.conclude, _result(batch))
    progress.report(0, 0, WRITE)
    try:
        apply_batch(actor=actor, batch=batch, report=progress.report, conclude=conclude)
    except Stale as error:
        check_again(actor=actor, batch=batch, error=error, report=progress.report)
    return _result(batch)


def _undo(*, actor: Any, batch: Batch, progress: Progress) -> Mapping[str, Any]:
    if batch.state != BatchState.UNDOING:
        return _result(batch)
    conclude = partial(progress.conclude, _result(batch))
    progress.report(0, 0, TAKE_BACK)
    try:
        undo_batch(actor=actor, batch=batch, report=progress.report, conclude=conclude)
    except Stale as error:
        raise JobFailed(explain_touched(error)) from error
    return _result(batch)


def _result(batch: Batch) -> Mapping[str, Any]:
    return {"link": reverse("exchange:batch", args=[batch.pk])}


def export_job(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Write a long list into a workbook."""
    stored = export_table(actor=job.owner, wish=Wish(**job.arguments["wish"]), progress=progress)
    return {"link": reverse("files:download", args=[stored.key])}


def answer_job(job: Job, progress: Progress) -> Mapping[str, Any]:
    """Write the answer workbook of a large file."""
    batch = Batch.objects.select_related("union", "file").get(pk=job.arguments["batch"])
    progress.report(0, 0, "批注")
    stored = answer_of(actor=job.owner or SYSTEM, batch=batch)
    return {"link": reverse("files:download", args=[stored.key])}
