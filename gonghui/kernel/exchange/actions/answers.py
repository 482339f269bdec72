"""Giving the refused rows back inside the user's own workbook."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.actions.states import facts_of, lock, require_batch, save
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import Batch, RowOutcome
from gonghui.kernel.exchange.purposes import ANSWER
from gonghui.kernel.exchange.reader import SheetLayout, open_book
from gonghui.kernel.exchange.workbook.annotate import Answer, annotate, issues_of
from gonghui.kernel.files.api import StoredFile, open_file, store_bytes
from gonghui.kernel.lib.actions import action, trace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@action
def answer_of(*, actor: Any, batch: Batch) -> StoredFile:
    """The answer workbook of a checked batch; made when first asked for, then kept sealed. Traces.

    Raises:
        Refused: the actor may not import for the union.
        ValidationError: no row was refused.
    """
    target = require_batch(actor, batch)
    batch = lock(batch)
    if batch.answer is not None and batch.answer.removed_at is None:
        trace("exchange.batch.answered", actor=actor, **facts_of(batch))
        return batch.answer
    if not batch.counts.get(RowOutcome.REFUSED):
        raise ValidationError(_("这一批没有退回的行，不需要批注表格。"))
    with open_file(batch.file) as stream:
        data = stream.read()
    answer = Answer(
        book=open_book(data, batch.file.name),
        layouts=[SheetLayout.from_json(stored) for stored in batch.layout],
        columns=batch.mapping["columns"],
        titles={column.key: column.title for column in target.columns},
        row_name=target.row_name,
        reason=target.reason,
    )
    rows = (row for part in read_rows(batch, RowOutcome.REFUSED) for row in part)
    stored = store_bytes(
        actor=actor,
        name=_answer_name(batch.file.name),
        data=annotate(answer, data, list(issues_of(rows))),
        purpose=ANSWER,
        union=batch.union,
        content_type=XLSX,
    )
    save(batch, answer=stored)
    trace("exchange.batch.answered", actor=actor, **facts_of(batch))
    return stored


def _answer_name(name: str) -> str:
    return f"{name.rpartition('.')[0] or name}（批注）.xlsx"
