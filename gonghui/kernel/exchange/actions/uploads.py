"""Taking a file in, deciding what its columns mean, and starting what comes next."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.actions.checks import setting_of
from gonghui.kernel.exchange.actions.states import facts_of, lock, require_batch, save
from gonghui.kernel.exchange.models import Batch, BatchState, ColumnMemory
from gonghui.kernel.exchange.purposes import UPLOAD
from gonghui.kernel.exchange.scanning import lacking
from gonghui.kernel.exchange.targets import Target
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require


def upload_file(*, actor: Any, target: Target, union: Any, upload: BinaryIO) -> Batch:
    """Keep a file sealed and open a batch for it; the check is started by the caller. Traces.

    Raises:
        Refused: the actor may not import for the union.
        UploadRefused: not a table, too large, password-protected; nothing is kept.
    """
    require(actor, target.permission, union)
    stored = store_upload(actor=actor, upload=upload, purpose=UPLOAD, union=union)
    return open_batch(actor=actor, target=target, union=union, stored=stored)


@action
def open_batch(*, actor: Any, target: Target, union: Any, stored: Any) -> Batch:
    """A batch for a file that is kept already. Traces.

    Raises:
        Refused: the actor may not import for the union.
    """
    require(actor, target.permission, union)
    batch = Batch._base_manager.create(
        target=target.key, union=union, owner_id=actor.pk, file=stored
    )
    trace("exchange.batch.uploaded", actor=actor, **facts_of(batch))
    return batch


@action
def set_mapping(
    *,
    actor: Any,
    batch: Batch,
    columns: Mapping[str, str],
    sheets: Sequence[int],
    choices: Mapping[str, int],
) -> Batch:
    """Decide what the titles mean, which sheets count and what open texts lead to; remembers both.

    ``columns`` leads titles to keys (titles left out are not imported), ``sheets`` are the indexes of the
    sheets to read, ``choices`` leads texts of the target's ``fill_key`` to ids (0 leaves them: refused).

    Raises:
        Refused: the actor may not import for the union.
        WrongState: the batch is past this.
        ValidationError: a required column is missing, a column was given twice, no sheet is left.
    """
    target = require_batch(actor, batch)
    batch = lock(batch, BatchState.UPLOADED, BatchState.MAPPING, BatchState.CHECKED)
    layout = [
        one | {"used": one["index"] in sheets and bool(one["titles"])} for one in batch.layout
    ]
    if not any(one["used"] for one in layout):
        raise ValidationError(_("请至少选择一张有数据的工作表。"))
    _check_columns(target, columns, layout)
    mapping = batch.mapping | {
        "columns": dict(columns),
        "choices": {target.fill_key: dict(choices)},
        "decided": True,
    }
    save(batch, layout=layout, mapping=mapping, state=BatchState.CHECKING, error="")
    _remember(actor, batch, target, choices)
    trace("exchange.batch.mapped", actor=actor, **facts_of(batch))
    return batch


def _check_columns(
    target: Target, columns: Mapping[str, str], layout: Sequence[Mapping[str, Any]]
) -> None:
    for sheet in layout:
        keys = [columns[title] for title in sheet["titles"] if title in columns and sheet["used"]]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            title = target.column(twice[0]).title
            raise ValidationError(_("“%(title)s”对应了两列，请只留一列。") % {"title": title})
    if missing := lacking(target, columns):
        raise ValidationError(
            _("还没有指定“%(titles)s”是哪一列。") % {"titles": "”“".join(missing)}
        )


def _remember(actor: Any, batch: Batch, target: Target, choices: Mapping[str, int]) -> None:
    ColumnMemory._base_manager.update_or_create(
        target=batch.target,
        union=batch.union,
        signature=batch.mapping["signature"],
        defaults={"mapping": batch.mapping["columns"]},
    )
    settling = target.settling(setting_of(actor, batch))
    decided = {text: pk for text, pk in choices.items() if pk}
    if settling is not None and decided:
        settling.remember(decided)
