"""Reading documents and certificates; what the public may learn about one certificate."""

import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse

from gonghui.kernel.documents.content import CertificateText, Content
from gonghui.kernel.documents.freezing import digest_of, from_json
from gonghui.kernel.documents.models import CODE_LENGTH, Certificate, Document
from gonghui.kernel.documents.numbers import is_certificate_number
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.sealing import mask_name
from gonghui.kernel.lib.texts import TO_HALF

PUBLIC = "anybody may check one certificate whose token or number and code they hold"


@dataclass(frozen=True)
class Verdict:
    """What the check page says: nothing that is not printed on the certificate, the name masked."""

    cert_no: str
    heading: str
    title: str
    holder: str
    unit_name: str
    year: int
    issuers: tuple[str, ...]
    is_valid: bool
    revoked_on: Any


def content_of(document: Document) -> Content:
    """What stands in a document.

    Raises:
        ContentUnknown: the stored JSON is none of ours.
    """
    return from_json(document.content)


def is_unchanged(document: Document) -> bool:
    """Whether the content still has the digest it was issued with; true for drafts."""
    return not document.digest or digest_of(document.content) == document.digest


def documents_of(subject: models.Model) -> QuerySet[Document]:
    """The documents about a record in the active scope, newest first."""
    rows = Document.objects.filter(subject_type=subject._meta.label, subject_id=subject.pk)
    return rows.select_related("union").order_by("-pk")


def certificates_of(subject: models.Model) -> QuerySet[Certificate]:
    """The certificates for a record in the active scope, newest first."""
    rows = Certificate.objects.filter(subject_type=subject._meta.label, subject_id=subject.pk)
    return rows.select_related("union").order_by("-pk")


def certificate_of(subject: models.Model) -> Certificate | None:
    """The newest certificate for a record; None when there is none in the active scope."""
    return certificates_of(subject).first()


def certificates_of_person(person: Any) -> QuerySet[Certificate]:
    """A person's own certificates, newest first, whoever granted them."""
    return Certificate.objects.filter(person=person).order_by("-granted_on", "-pk")


def document_url(document: Document) -> str:
    """Its page on the workbench."""
    return reverse("documents:document-detail", args=[document.pk])


def certificate_url(certificate: Certificate, form: str = "pdf") -> str:
    """Where the certificate is downloaded."""
    return reverse("documents:certificate-download", args=[certificate.pk, form])


def check_url(certificate: Certificate) -> str:
    """The address in the QR code, with host."""
    path = reverse("documents:verify-token", args=[certificate.token])
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def text_of(certificate: Certificate) -> CertificateText:
    """What is printed."""
    return CertificateText(
        holder=certificate.holder,
        body=certificate.text,
        issuers=tuple(certificate.issuers),
        granted_on=certificate.granted_on,
        number=certificate.cert_no,
        link=check_url(certificate),
        code=certificate.code,
        heading=certificate.heading,
    )


def verdict_by_token(token: str) -> Verdict | None:
    """What the public may know about the certificate with this token."""
    with scoping.everything(PUBLIC):
        found = Certificate.objects.filter(token=token.upper()).first()
    return _verdict(found) if found else None


def verdict_by_number(number: str, code: str) -> Verdict | None:
    """The same for whoever types what is printed: blanks, dashes, case and full width do not matter."""
    plain = number.translate(TO_HALF).replace(" ", "").upper()
    typed = code.translate(TO_HALF).replace(" ", "").replace("-", "").upper()
    if not is_certificate_number(plain):
        return None
    with scoping.everything(PUBLIC):
        found = Certificate.objects.filter(cert_no=plain).first()
    right = found.token[:CODE_LENGTH] if found else ""
    same = hmac.compare_digest(typed.encode(), right.encode())
    return _verdict(found) if found and same else None


def _verdict(certificate: Certificate) -> Verdict:
    holder = certificate.holder
    return Verdict(
        cert_no=certificate.cert_no,
        heading=certificate.heading,
        title=certificate.title,
        holder=holder if certificate.collective else _masked(holder),
        unit_name=certificate.unit_name,
        year=certificate.year,
        issuers=tuple(certificate.issuers),
        is_valid=certificate.is_valid,
        revoked_on=certificate.revoked_on,
    )


def _masked(holder: str) -> str:
    """张*三; a form of address behind the name goes."""
    return mask_name(holder.removesuffix("同志").removesuffix("老师"))
