"""Confirming a checked batch, writing it in one transaction, taking it back, writing it again."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.actions.checks import Report, check_batch, setting_of, silent
from gonghui.kernel.exchange.actions.keeping import keep_note
from gonghui.kernel.exchange.actions.states import facts_of, lock, require_batch, save
from gonghui.kernel.exchange.chunks import UNDO, pack, read_note, read_rows
from gonghui.kernel.exchange.models import Batch, BatchChunk, BatchState, RowOutcome
from gonghui.kernel.exchange.targets import Stale
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.bulk import without_collector

REDO = "redo"
WRITE, TAKE_BACK = "写入", "撤销"
Conclude = Callable[[], None]


def nothing() -> None:
    """For writes outside a job."""


@action
def apply_batch(
    *, actor: Any, batch: Batch, report: Report = silent, conclude: Conclude = nothing
) -> Batch:
    """Write all new and changed rows of a checked (or undone) batch: all of them or none.

    Side effects in order, in one transaction: rows, the way back, state of the batch, a trace,
    ``conclude`` (the job's own end).

    Raises:
        Refused: the actor may not import for the union.
        WrongState: not checked, or undone before.
        Stale: rows changed since the check; nothing is written.
    """
    target = require_batch(actor, batch)
    batch = lock(batch, BatchState.CHECKED, BatchState.APPLYING, BatchState.UNDONE)
    total = written_rows(batch)
    if not total:
        raise ValidationError(_("这一批没有要写入的行。"))
    report(0, total, WRITE)
    batch.chunks.filter(outcome=UNDO).delete()
    writer = target.writer(setting_of(actor, batch))
    parts = writer.write(
        _payloads(batch, RowOutcome.NEW),
        _payloads(batch, RowOutcome.CHANGED),
        read_note(batch, REDO),
        lambda done: report(done, total, WRITE),
    )
    with without_collector():
        for position, part in enumerate(parts):
            payload = pack(part, batch.pk, UNDO, position)
            BatchChunk.objects.create(
                batch=batch, outcome=UNDO, position=position, rows=0, payload=payload
            )
    save(batch, state=BatchState.APPLIED, applied_at=timezone.now(), undone_at=None, error="")
    trace("exchange.batch.applied", actor=actor, **facts_of(batch))
    conclude()
    return batch


@action
def undo_batch(
    *, actor: Any, batch: Batch, report: Report = silent, conclude: Conclude = nothing
) -> Batch:
    """Take a written batch back, as long as nobody touched any of its rows.

    Raises:
        Refused: the actor may not import for the union.
        WrongState: not written.
        Stale: rows were touched since; the names say which; nothing is undone.
    """
    target = require_batch(actor, batch)
    batch = lock(batch, BatchState.APPLIED, BatchState.UNDOING)
    report(0, written_rows(batch), TAKE_BACK)
    writer = target.writer(setting_of(actor, batch))
    resumed = writer.take_back(read_rows(batch, UNDO))
    keep_note(batch, REDO, dict(resumed))
    save(batch, state=BatchState.UNDONE, undone_at=timezone.now(), error="")
    trace("exchange.batch.undone", actor=actor, **facts_of(batch))
    conclude()
    return batch


@action
def discard_batch(*, actor: Any, batch: Batch) -> Batch:
    """Give up a batch that was not written; its rows go, the record stays. Traces.

    Raises:
        Refused: the actor may not import for the union.
        WrongState: written, or being written.
    """
    require_batch(actor, batch)
    batch = lock(batch, *UNWRITTEN)
    batch.chunks.all().delete()
    save(batch, state=BatchState.DISCARDED)
    trace("exchange.batch.discarded", actor=actor, **facts_of(batch))
    return batch


UNWRITTEN = (
    *(BatchState.UPLOADED, BatchState.MAPPING, BatchState.CHECKED),
    *(BatchState.UNDONE, BatchState.FAILED),
)


def written_rows(batch: Batch) -> int:
    """How many rows the batch writes."""
    return batch.counts.get(RowOutcome.NEW, 0) + batch.counts.get(RowOutcome.CHANGED, 0)


def explain_stale(error: Stale) -> str:
    """One sentence: whose rows, and what to do."""
    if not error.names:
        return _("检查之后又有人登记了其中的证件，已重新检查，请再看一遍差异。")
    names = "、".join(error.names[:10])
    more = _(" 等 %(count)d 项") % {"count": len(error.names)} if len(error.names) > 10 else ""
    return _("检查之后 %(names)s%(more)s 又被修改，已重新检查，请再看一遍差异。") % {
        "names": names,
        "more": more,
    }


def explain_touched(error: Stale) -> str:
    """Why a batch cannot be taken back."""
    names = "、".join(error.names[:10])
    more = _(" 等 %(count)d 项") % {"count": len(error.names)} if len(error.names) > 10 else ""
    return _("写入之后 %(names)s%(more)s 又被修改或使用，不能整批撤销。请逐条更正。") % {
        "names": names,
        "more": more,
    }


def check_again(*, actor: Any, batch: Batch, error: Stale, report: Report = silent) -> Batch:
    """After a refused write: look at the rows anew and say why."""
    batch.refresh_from_db()
    found = check_batch(actor=actor, batch=batch, report=report)
    return save(found, error=explain_stale(error))


def _payloads(batch: Batch, outcome: RowOutcome) -> Iterator[Any]:
    for part in read_rows(batch, outcome):
        for row in part:
            yield row[-1]
