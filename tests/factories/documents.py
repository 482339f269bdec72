"""Documents and certificates, made through the actions."""

from datetime import date

from gonghui.kernel.documents import api as documents
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.kernel.documents.samples import LETTER

GRANTED = date(2026, 4, 28)


def make_document(union, content=LETTER, *, kind="letter", issued=False, **more) -> Document:
    """A draft of a union, or an issued document."""
    with scoping.everything("factory"):
        document = documents.draft_document(
            actor=SYSTEM, union=union, kind=kind, content=content, **more
        )
        return documents.issue_document(actor=SYSTEM, document=document) if issued else document


def make_run(**more) -> documents.CertificateRun:
    """What certificates share."""
    return documents.CertificateRun(
        **{"series": "WYJZ", "year": 2026, "granted_on": GRANTED} | more
    )


def make_draft(holder="张三丰", **more) -> documents.CertificateDraft:
    """One certificate's words."""
    words = {"title": "五一劳动奖章", "text": "特发此证。", "unit_name": "示范大学"}
    return documents.CertificateDraft(holder, **words | more)


def make_certificate(union, holder="张三丰", **more) -> Certificate:
    """A certificate of a union."""
    return documents.issue_certificate(
        actor=SYSTEM, union=union, run=make_run(), draft=make_draft(holder, **more)
    )
