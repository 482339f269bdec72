"""Who may do what with documents and certificates, and what may be done at all."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.documents.models import Document
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide

READ = "documents.document:read"
DRAFT = "documents.document:draft"
ISSUE = "documents.document:issue"
CERTIFY = "documents.certificate:issue"

UPPER = ("province_cadre", "city_cadre", "union_cadre")
CADRES = (*UPPER, "branch_cadre")
READERS = (*CADRES, "auditor", "reader")
PERMISSIONS = (
    (READ, "查看公文和证书", READERS, "answer"),
    (DRAFT, "拟制公文", CADRES, "lead"),
    (ISSUE, "签发公文", UPPER, "lead"),
    (CERTIFY, "颁发证书", UPPER, "lead"),
)


def may_fetch_certificate(user: Any, certificate: Any) -> Decision:
    """Cadres who may read the issuing union's papers, and the holder."""
    if certificate.person_id and certificate.person_id == getattr(user, "person_id", None):
        return ALLOWED
    return decide(user, READ, certificate.union)


def require_state(document: Document, state: str) -> None:
    """Go on only if the document is in this state.

    Raises:
        ValidationError: with the state it is in.
    """
    if document.state != state:
        shown = {"title": document.title, "state": document.get_state_display()}
        raise ValidationError(_("“%(title)s”%(state)s，不能再这样办理。") % shown)


def require_reason(reason: str) -> str:
    """The reason without blanks at its ends.

    Raises:
        ValidationError: there is none.
    """
    if not reason.strip():
        raise ValidationError(_("请写明原因。"))
    return reason.strip()
