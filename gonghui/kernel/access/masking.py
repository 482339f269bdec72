"""What a page shows of an identity number or a phone, and which fields may be unmasked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.registry import Registry
from gonghui.kernel.lib.sealing import mask_identity, mask_phone


@dataclass(frozen=True)
class MaskedField:
    """A field of a person that is shown masked: its label, its full and its masked text."""

    key: str
    label: Any
    full: Callable[[Any], str]
    masked: Callable[[Any], str]


FIELDS: Registry[MaskedField] = Registry("masked field")


def register_masked(field: MaskedField) -> MaskedField:
    """Let ``unmask`` show another field; rooms declare theirs in ``registrations``."""
    return FIELDS.register(field.key, field)


def field_of(key: str) -> MaskedField:
    """The masked field ``key``.

    Raises:
        LookupError: nobody declared it.
    """
    return FIELDS.get(key)


def masked_document(document: Any) -> str:
    """The document's number as ``3299**********1234``; "" without a document."""
    return mask_identity(document.doc_no) if document is not None else ""


def masked_phone(person: Any) -> str:
    """The person's mobile number as ``138****1234``; "" when there is none."""
    return mask_phone(person.phone or "")


def _label(document: Any) -> str:
    """What kind of document it is; kinds that nobody knows any more keep their code."""
    known = document.doc_type in DocumentType.values
    return str(DocumentType(document.doc_type).label) if known else document.doc_type


def _documents(person: Any) -> str:
    rows = person.documents.order_by("pk")
    return "；".join(f"{_label(row)} {row.doc_no}" for row in rows)


def _masked_documents(person: Any) -> str:
    rows = person.documents.order_by("pk")
    return "；".join(f"{_label(row)} {masked_document(row)}" for row in rows)


register_masked(MaskedField("doc_no", _("证件号码"), _documents, _masked_documents))
register_masked(MaskedField("phone", _("手机号"), lambda person: person.phone or "", masked_phone))
