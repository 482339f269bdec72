"""Putting a paper to a case."""

from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from gonghui.engines.casework.models import Case, CaseDocument
from gonghui.engines.casework.queries import may_add_document
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused

PURPOSE = "casework.document"


@action
def add_document(*, actor: Any, case: Case, upload: BinaryIO, label: str) -> CaseDocument:
    """Keep ``upload`` sealed and put it to ``case``; traces of the file and of the case.

    Raises:
        Refused: the actor neither has the case nor is the person concerned, or it is closed.
        UploadRefused: a file of another kind, or too large.
    """
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("table_version").get(pk=case.pk)
    )
    if not may_add_document(case, actor):
        raise Refused(_("只有正在办理这件事的人可以上传材料。"))
    stored = store_upload(actor=actor, upload=upload, purpose=PURPOSE, union=case.union)
    made = CaseDocument.objects.create(
        case=case,
        stored=stored,
        label=label.strip() or stored.name[:64],
        state_id=case.state_id,
        added_by_id=actor.pk,
    )
    trace(
        "casework.document.added",
        actor=actor,
        subject=case,
        union_id=case.union_id,
        label=made.label,
    )
    return made
