"""The files of model workers."""

from typing import Any

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.unions.api import Union
from gonghui.rooms.honours.models import WorkerFile

KEEP = "honours.worker:keep"


@action
def open_file(*, actor: Any, union: Union, **facts: Any) -> WorkerFile:
    """Open the file of a model worker where they belong now; traces.

    Raises:
        Refused: the actor may not keep files at ``union``.
        ValidationError: the person has a file, or a fact does not fit.
    """
    require(actor, KEEP, union)
    row = WorkerFile(union=union, **facts)
    row.full_clean(exclude=("person",) if row.person is None else ())
    row.save()
    trace("honours.worker.opened", actor=actor, subject=row, union_id=union.pk, name=row.name)
    return row


@action
def change_file(
    *, actor: Any, worker: WorkerFile, expected_version: int | None = None, **changes: Any
) -> WorkerFile:
    """Say how a model worker is today; what was given stays untouched; traces.

    Raises:
        Refused, Stale, ValidationError: no right, changed meanwhile, a value that does not fit.
    """
    row = WorkerFile.objects.select_for_update().get(pk=worker.pk)
    require(actor, KEEP, row.union)
    edit(row, changes, expected_version=expected_version)
    trace("honours.worker.changed", actor=actor, subject=row, union_id=row.union_id, name=row.name)
    return row
