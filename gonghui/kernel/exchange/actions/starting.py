"""Starts the next piece of work of a batch: small ones at once, large ones in the background."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.actions.applying import (
    apply_batch,
    check_again,
    explain_touched,
    undo_batch,
    written_rows,
)
from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.states import facts_of, lock, require_batch, save, target_of
from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.jobs.api import Job, start
from gonghui.kernel.lib.actions import action, trace

CHECK_JOB, APPLY_JOB, UNDO_JOB = "exchange.check", "exchange.apply", "exchange.undo"
ANSWER_JOB = "exchange.answer"
SMALL_FILE = 120_000
"""Bytes that are checked within a click: some five hundred rows."""
SMALL_BATCH = 500
SMALL_ANSWER = 500_000
"""Bytes of a file whose answer is written within a click."""


def start_check(*, actor: Any, batch: Batch) -> Batch:
    """Check at once or in the background."""
    if batch.file.size <= SMALL_FILE:
        return check_batch(actor=actor, batch=batch)
    return _start(
        actor=actor, batch=batch, key=CHECK_JOB, state=BatchState.CHECKING, title=_("检查")
    )


def start_apply(*, actor: Any, batch: Batch) -> Batch:
    """Write at once or in the background; also writes an undone batch again.

    Raises:
        WrongState, Refused, ValidationError: as ``apply_batch``.
    """
    if written_rows(batch) > SMALL_BATCH:
        return _start(
            actor=actor, batch=batch, key=APPLY_JOB, state=BatchState.APPLYING, title=_("写入")
        )
    try:
        return apply_batch(actor=actor, batch=batch)
    except Stale as error:
        return check_again(actor=actor, batch=batch, error=error)


def start_undo(*, actor: Any, batch: Batch) -> Batch:
    """Take back at once or in the background; a batch that was touched says so in ``error``."""
    if written_rows(batch) > SMALL_BATCH:
        return _start(
            actor=actor, batch=batch, key=UNDO_JOB, state=BatchState.UNDOING, title=_("撤销")
        )
    try:
        return undo_batch(actor=actor, batch=batch)
    except Stale as error:
        batch.refresh_from_db()
        return save(batch, error=explain_touched(error))


@action
def start_answer(*, actor: Any, batch: Batch) -> Job:
    """Write the answer workbook of a large file in the background."""
    require_batch(actor, batch)
    return start(
        actor=actor,
        key=ANSWER_JOB,
        title=_("批注%(name)s") % {"name": batch.file.name},
        arguments={"batch": batch.pk},
        union=batch.union,
        link=reverse("exchange:batch", args=[batch.pk]),
    )


FROM = {
    BatchState.CHECKING: (BatchState.UPLOADED, BatchState.MAPPING, BatchState.CHECKING),
    BatchState.APPLYING: (BatchState.CHECKED, BatchState.UNDONE),
    BatchState.UNDOING: (BatchState.APPLIED,),
}


@action
def _start(*, actor: Any, batch: Batch, key: str, state: BatchState, title: str) -> Batch:
    require_batch(actor, batch)
    batch = lock(batch, *FROM[state])
    job = start(
        actor=actor,
        key=key,
        title=f"{title}{target_of(batch).label}：{batch.file.name}",
        arguments={"batch": batch.pk},
        union=batch.union,
        link=reverse("exchange:batch", args=[batch.pk]),
    )
    save(batch, state=state, job=job, error="")
    trace("exchange.batch.queued", actor=actor, job=job.pk, **facts_of(batch))
    return batch
