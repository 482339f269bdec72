"""The text for the public: drafted by one, approved by another, then released (handbook homes §8)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.documents.api import SummaryTable
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.records import edit
from gonghui.rooms.stewardship.enums import SummaryState
from gonghui.rooms.stewardship.models import Batch
from gonghui.rooms.stewardship.queries.papers import paper_of
from gonghui.rooms.stewardship.rules.rectification import READ, SUPERVISE


@action
def draft_summary(*, actor: Any, batch: Batch, text: str) -> Batch:
    """Write the text for the public, or another one; an approval of the old text is void. Traces.

    Raises:
        Refused: the actor does not supervise there.
        ValidationError: nothing was written.
    """
    row = _locked(actor, batch)
    if not text.strip():
        raise ValidationError({"text": _("请写公开稿。")})
    row.drafted_by_id, row.approved_by_id = actor.pk, None
    changes = {
        "public_text": text.strip(),
        "public_state": SummaryState.DRAFT,
        "released_on": None,
    }
    edit(row, changes)
    row.save(update_fields=["drafted_by", "approved_by"])
    _trace("stewardship.summary.drafted", actor, row)
    return row


@action
def approve_summary(*, actor: Any, batch: Batch) -> Batch:
    """Approve the text that waits; not by whoever wrote it. Traces.

    Raises:
        Refused: the actor does not supervise there, or drafted the text.
        ValidationError: no text waits.
    """
    row = _locked(actor, batch)
    if row.public_state != SummaryState.DRAFT:
        raise ValidationError(_("没有待审核的公开稿。"))
    if row.drafted_by_id is not None and row.drafted_by_id == actor.pk:
        raise Refused(_("公开稿须由起草人以外的人审核。"))
    edit(row, {"public_state": SummaryState.APPROVED})
    row.approved_by_id = actor.pk
    row.save(update_fields=["approved_by"])
    _trace("stewardship.summary.approved", actor, row)
    return row


@action
def release_summary(*, actor: Any, batch: Batch) -> Batch:
    """Put the approved text before the public; traces.

    Raises:
        Refused: the actor does not supervise there.
        ValidationError: the text was not approved.
    """
    row = _locked(actor, batch)
    if row.public_state != SummaryState.APPROVED:
        raise ValidationError(_("公开稿审核通过后才能公开。"))
    edit(row, {"public_state": SummaryState.RELEASED, "released_on": dates.today()})
    _trace("stewardship.summary.released", actor, row)
    return row


@action
def hand_out_paper(*, actor: Any, batch: Batch, kind: str, form: str) -> SummaryTable:
    """One of the lists to be written as ``form``. It holds verbatim wording, so its leaving is traced.

    Raises:
        Refused: the actor may not read the batch.
        LookupError: no such list.
    """
    require(actor, READ, batch.union)
    content = paper_of(batch, kind)
    _trace("stewardship.paper.handed_out", actor, batch, paper=content.title, form=form)
    return content


def _locked(actor: Any, batch: Batch) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",)).select_related("union")
    row = rows.get(pk=batch.pk)
    require(actor, SUPERVISE, row.union)
    return row


def _trace(key: str, actor: Any, batch: Batch, **facts: Any) -> None:
    trace(key, actor=actor, subject=batch, union_id=batch.union_id, name=batch.name, **facts)
