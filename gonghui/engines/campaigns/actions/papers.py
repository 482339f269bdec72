"""The papers of an entry: attached to a question, taken off while the form may be changed."""

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.entries import locked, require_filling
from gonghui.engines.campaigns.models import Attachment, Entry
from gonghui.engines.campaigns.queries.completeness import is_paper
from gonghui.engines.campaigns.queries.entries import standing_of
from gonghui.kernel.files.api import remove_file, store_upload
from gonghui.kernel.lib.actions import action, trace

PURPOSE = "campaigns.paper"
MOST = 20
"""Files of one question where the plan sets no limit."""


@action
def attach_paper(
    *,
    actor: Any,
    entry: Entry,
    field_key: str,
    upload: BinaryIO,
    caption: str = "",
    held: bool = False,
) -> Attachment:
    """Put a file to a question of the form; the same file sent again is kept once.

    Side effects in order: the file, its row, a trace. A page that repeats a request leaves one paper.

    Args:
        actor: who fills in.
        entry: as the actor saw it.
        field_key: of the question.
        upload: the file.
        caption: what it shows.
        held: ``entry`` comes from ``locked`` in this very transaction and is not read again.

    Raises:
        Refused, ValidationError: see ``require_filling``; no such question, or too many files.
        UploadRefused: a file of another kind, or too large.
    """
    fresh = entry if held else locked(entry)
    require_filling(actor, fresh)
    question = _question(fresh, field_key)
    stored = store_upload(actor=actor, upload=upload, purpose=PURPOSE, union=fresh.union)
    rows = Attachment._base_manager.filter(entry=fresh, field_key=field_key)
    mine = list(rows.select_related("stored").order_by("pk"))
    same = next((each for each in mine if each.stored.digest == stored.digest), None)
    if same is not None:
        remove_file(actor=actor, stored=stored)
        return same
    limit = question.limit or MOST
    if len(mine) >= limit:
        words = {"label": question.label, "limit": limit}
        raise ValidationError(_("“%(label)s”最多 %(limit)s 个文件，请先移除一个。") % words)
    made = Attachment.objects.create(
        entry=fresh, field_key=field_key, stored=stored, caption=caption.strip()[:128]
    )
    _trace("campaigns.paper.attached", actor, fresh, label=question.label, file=stored.name)
    return made


@action
def remove_paper(*, actor: Any, paper: Attachment) -> None:
    """Take a file off while the form may be changed; traces its name.

    The bytes stay when the file was part of an earlier hand-in, as its digest is kept there.

    Raises:
        Refused, ValidationError: see ``require_filling``.
    """
    fresh = locked(paper.entry)
    require_filling(actor, fresh)
    stored = paper.stored
    Attachment.objects.filter(pk=paper.pk).delete()
    if not fresh.submission_no:
        remove_file(actor=actor, stored=stored)
    _trace("campaigns.paper.removed", actor, fresh, file=stored.name)


def _question(entry: Entry, field_key: str) -> Any:
    for each in standing_of(entry.case).fields:
        if each.key == field_key and is_paper(each):
            return each
    raise ValidationError(_("表单中没有这一项附件。"))


def _trace(key: str, actor: Any, entry: Entry, **facts: Any) -> None:
    trace(  # every key has its text in phrases
        key, actor=actor, subject=entry, union_id=entry.union_id, name=entry.name, **facts
    )
