"""A document's way: drafted, changed, issued with a number, perhaps withdrawn."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gonghui.kernel.documents.actions.numbering import take_numbers
from gonghui.kernel.documents.content import (
    CertificateText,
    Content,
    DocumentNumber,
    OfficialDocument,
)
from gonghui.kernel.documents.enums import DocumentKind, DocumentState
from gonghui.kernel.documents.freezing import digest_of, from_json, to_json
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.numbers import official_number
from gonghui.kernel.documents.rules import DRAFT, ISSUE, require_reason, require_state
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit


@action
def draft_document(
    *,
    actor: Any,
    union: Any,
    kind: str,
    content: Content,
    subject: models.Model | None = None,
) -> Document:
    """Keep a document that is not issued yet. Side effects: the record, a trace.

    Args:
        actor: who drafts.
        union: whose document it is.
        kind: a ``DocumentKind``.
        content: what stands in it; an official document with a number brings the agency code only.
        subject: the record it is about, for ``documents_of``.

    Raises:
        Refused: no permission.
        ValidationError: unknown kind, no title, or a certificate, which has actions of its own.
    """
    require(actor, DRAFT, union)
    document = Document(union=union, kind=kind, **_of(content), **_pointing_at(subject))
    if kind not in DocumentKind.values:
        raise ValidationError(_("没有“%(kind)s”这个文种。") % {"kind": kind})
    document.save()
    trace("documents.document.drafted", actor=actor, subject=document, union_id=union.pk, kind=kind)
    return document


@action
def change_document(
    *, actor: Any, document: Document, content: Content, expected_version: int | None = None
) -> Document:
    """Replace the content of a draft. Side effects: the record, a trace.

    Raises:
        Refused: no permission.
        ValidationError: it is issued already, or somebody else changed it since (``Stale``).
    """
    document = _locked(document)
    require(actor, DRAFT, document.union)
    require_state(document, DocumentState.DRAFT)
    edit(document, _of(content), expected_version=expected_version)
    trace("documents.document.changed", actor=actor, subject=document, union_id=document.union_id)
    return document


@action
def issue_document(*, actor: Any, document: Document, on: date | None = None) -> Document:
    """Give a draft its number, date and digest; from then on its content stands.

    Side effects in order: the next number of the issuing union, agency code and year (a document
    without agency code gets none), the record, a trace.

    Args:
        actor: who signs.
        document: a draft.
        on: 成文日期; today by default. A date that stands in the content already stays.

    Raises:
        Refused: no permission.
        ValidationError: it is no draft.
    """
    document = _locked(document)
    require(actor, ISSUE, document.union)
    require_state(document, DocumentState.DRAFT)
    day = on or today()
    content = from_json(document.content)
    if isinstance(content, OfficialDocument):
        content = replace(content, signed_on=content.signed_on or day)
        if document.code:
            content = replace(content, number=_numbered(document, day.year))
    document.content = to_json(content)
    document.digest = digest_of(document.content)
    document.state, document.issued_on = DocumentState.ISSUED, day
    document.issued_by = None if actor is SYSTEM else actor
    document.version += 1
    document.save()
    facts = {"doc_no": document.doc_no, "digest": document.digest}
    trace(
        "documents.document.issued",
        actor=actor,
        subject=document,
        union_id=document.union_id,
        **facts,
    )
    return document


@action
def withdraw_document(
    *, actor: Any, document: Document, reason: str, on: date | None = None
) -> Document:
    """Take an issued document back; record and number remain. Side effects: the record, a trace.

    Raises:
        Refused: no permission.
        ValidationError: it is not issued, or no reason is given.
    """
    document = _locked(document)
    require(actor, ISSUE, document.union)
    require_state(document, DocumentState.ISSUED)
    changes = {"withdrawn_on": on or today(), "withdrawn_reason": require_reason(reason)}
    edit(document, {"state": DocumentState.WITHDRAWN, **changes})
    trace(
        "documents.document.withdrawn",
        actor=actor,
        subject=document,
        union_id=document.union_id,
        reason=document.withdrawn_reason,
    )
    return document


def _of(content: Content) -> dict[str, Any]:
    """The fields that follow from a content."""
    if isinstance(content, CertificateText):
        raise ValidationError(_("证书请用“颁发证书”办理。"))
    title = content.title.replace("\n", "").strip()
    if not title:
        raise ValidationError(_("请填写标题。"))
    number = content.number if isinstance(content, OfficialDocument) else None
    return {"content": to_json(content), "title": title, "code": number.code if number else ""}


def _pointing_at(subject: models.Model | None) -> dict[str, Any]:
    """The generic reference to a record."""
    if subject is None:
        return {}
    return {"subject_type": subject._meta.label, "subject_id": subject.pk}


def _locked(document: Document) -> Document:
    """The row as it is now, kept from others until the transaction ends."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("union")
    return rows.get(pk=document.pk)


def _numbered(document: Document, year: int) -> DocumentNumber:
    """The next number, on the record too."""
    (sequence,) = take_numbers(f"document:{document.union_id}:{document.code}", year)
    document.year, document.sequence = year, sequence
    document.doc_no = official_number(document.code, year, sequence)
    return DocumentNumber(document.code, year, sequence)
