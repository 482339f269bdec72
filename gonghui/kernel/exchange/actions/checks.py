"""Looking at a file and checking its rows; everything is kept sealed until somebody confirms."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.exchange import scanning
from gonghui.kernel.exchange.actions.keeping import ChunkWriter, keep_note
from gonghui.kernel.exchange.actions.states import facts_of, lock, require_batch, save
from gonghui.kernel.exchange.checking import Check, plan_for
from gonghui.kernel.exchange.chunks import read_note
from gonghui.kernel.exchange.models import Batch, BatchState, ColumnMemory
from gonghui.kernel.exchange.reader import Book, Reading, SheetLayout, Unreadable, open_book
from gonghui.kernel.exchange.targets import Setting, Target
from gonghui.kernel.files.api import open_file
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.bulk import without_collector
from gonghui.kernel.lib.dates import today

READ, COMPARE = "读取", "检查、比对"
SCAN, SKIPPED = "scan", "skipped"
CHECKABLE = (
    *(BatchState.UPLOADED, BatchState.MAPPING, BatchState.CHECKING, BatchState.CHECKED),
    *(BatchState.APPLYING, BatchState.UNDONE),
)
Report = Callable[[int, int, str], None]


def silent(_done: int, _total: int, _stage: str) -> None:
    """For checks that nobody watches."""


def check_batch(*, actor: Any, batch: Batch, report: Report = silent) -> Batch:
    """Read the file and, if its columns are clear, check every row; may be run again at any time.

    Not one transaction: chunks are written as they come, and a run that is cut off leaves a batch that
    nobody can confirm and that the next run starts anew. Side effects in order: state, scan and chunks
    in the database, state and counts, a trace.

    Returns:
        The batch: ``MAPPING`` when a person must decide about columns or texts first, ``CHECKED``
        when the differences can be looked at, ``FAILED`` when the file cannot be read.

    Raises:
        Refused: the actor may not import for the union.
        WrongState: written, or given up.
    """
    target = require_batch(actor, batch)
    batch = _begin(batch)
    report(0, 0, READ)
    try:
        book = _open(batch)
    except Unreadable as refusal:
        return _refuse_file(actor=actor, batch=batch, error=str(refusal))
    batch.chunks.exclude(outcome=SCAN).delete()
    decided = batch.mapping.get("decided")
    if not decided and not _scan(actor, batch, book, target):
        if not any(map(_has_rows, batch.layout)):
            return _refuse_file(actor=actor, batch=batch, error=_no_table(batch))
        return _ask(actor=actor, batch=batch)
    check = _check(actor, batch, book, target, report)
    if not decided and not _settle(actor, batch, target, check.texts):
        return _ask(actor=actor, batch=batch)
    return _finish(actor=actor, batch=batch, counts=check.counts)


def _begin(batch: Batch) -> Batch:
    """From here on the batch counts as being checked: what a cut-off run leaves, nobody can confirm."""
    with transaction.atomic():
        return save(lock(batch, *CHECKABLE), state=BatchState.CHECKING)


def _has_rows(sheet: dict[str, Any]) -> bool:
    return bool(sheet["titles"]) and sheet["height"] > sheet["header"][1] + 1


def _no_table(batch: Batch) -> str:
    """Why there is nothing to decide: what was found instead of a table, sheet by sheet."""
    found = "；".join(f"“{sheet['name']}”{sheet['reason']}" for sheet in batch.layout)
    message = _(
        "文件里没有找到名册（%(found)s）。请在表格第一行写上列名（姓名、身份证号码等），"
        "下面填写人员，或下载模板填写后再上传。"
    )
    return message % {"found": found}


def setting_of(actor: Any, batch: Batch) -> Setting:
    """On whose behalf a batch is checked and written."""
    mapping = batch.mapping
    return Setting(
        actor=actor,
        union=batch.union,
        today=today(),
        mapped=frozenset(mapping.get("columns", {}).values()),
        choices=mapping.get("choices", {}),
        batch_id=batch.pk,
    )


def _open(batch: Batch) -> Book:
    with open_file(batch.file) as stream:
        return open_book(stream.read(), batch.file.name)


def _scan(actor: Any, batch: Batch, book: Book, target: Target) -> bool:
    """Look at the file; whether its columns are clear without asking anybody.

    The texts of a clear file are looked at while its rows are checked: most lead somewhere, and a walk
    over a large file costs as much as parsing it.
    """
    found = scanning.scan(book, target)
    remembered = _remembered(batch, found)
    columns = remembered or found.mapping
    clear = bool(remembered) or scanning.is_own_form(found, target)
    clear = clear and not scanning.lacking(target, columns)
    clear = clear and any(layout.used for layout in found.layouts)
    batch.layout = [layout.as_json() | {"notes": []} for layout in found.layouts]
    batch.mapping = {"columns": columns, "signature": found.signature, "decided": False}
    batch.save(update_fields=["layout", "mapping"])
    if not clear:
        texts = scanning.texts_to_settle(book, found.layouts, target, columns)
        found.unsettled = scanning.unsettled_among(texts, target, setting_of(actor, batch))
    keep_note(batch, SCAN, found.as_json())
    return clear


def _settle(actor: Any, batch: Batch, target: Target, texts: Counter[Any]) -> bool:
    """Whether every text of a checked file leads somewhere; if not, its rows go and a person is asked."""
    unsettled = scanning.unsettled_among(texts, target, setting_of(actor, batch))
    if unsettled:
        batch.chunks.exclude(outcome=SCAN).delete()
        seen = read_note(batch, SCAN) | {"unsettled": [list(one) for one in unsettled]}
        keep_note(batch, SCAN, seen)
    return not unsettled


def _remembered(batch: Batch, found: scanning.Scan) -> dict[str, str]:
    memory = ColumnMemory._base_manager.filter(
        target=batch.target, union=batch.union, signature=found.signature
    ).first()
    return memory.mapping if memory else {}


def _check(actor: Any, batch: Batch, book: Book, target: Target, report: Report) -> Check:
    layouts = [SheetLayout.from_json(stored) for stored in batch.layout]
    total = sum(layout.height - layout.header[1] - 1 for layout in layouts if layout.used)
    report(0, total, COMPARE)
    chunks = ChunkWriter(batch)
    check = Check(target, target.checker(setting_of(actor, batch)), chunks)
    reading = Reading(book, layouts, plan_for(target, batch.mapping["columns"]))
    with without_collector():
        check.run(reading, lambda done: report(done, total, COMPARE))
    keep_note(batch, SKIPPED, [list(example) for example in reading.skipped.examples])
    return check


@action
def _refuse_file(*, actor: Any, batch: Batch, error: str) -> Batch:
    batch = save(lock(batch), state=BatchState.FAILED, error=error)
    trace("exchange.batch.unreadable", actor=actor, **facts_of(batch))
    return batch


@action
def _ask(*, actor: Any, batch: Batch) -> Batch:
    batch = save(lock(batch), state=BatchState.MAPPING, error="")
    trace("exchange.batch.scanned", actor=actor, **facts_of(batch))
    return batch


@action
def _finish(*, actor: Any, batch: Batch, counts: dict[str, Any]) -> Batch:
    batch = lock(batch)
    mapping = batch.mapping | {"decided": True}
    values = {"mapping": mapping, "counts": counts, "answer": None, "error": ""}
    batch = save(batch, state=BatchState.CHECKED, **values)
    trace("exchange.batch.checked", actor=actor, **facts_of(batch))
    return batch


def reset_to(batch: Batch, state: BatchState, error: str = "") -> None:
    """Put a batch back after a job broke off; one that was being checked has to be checked anew."""
    with transaction.atomic():
        batch = lock(batch)
        unchecked = batch.state == BatchState.CHECKING
        save(batch, state=BatchState.UPLOADED if unchecked else state, error=error)
