"""Granting certificates, one or thousands, and revoking them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gonghui.kernel.documents.actions.numbering import take_numbers
from gonghui.kernel.documents.content import HONOUR_HEADING
from gonghui.kernel.documents.enums import CertificateState
from gonghui.kernel.documents.models import TOKEN_LENGTH, Certificate
from gonghui.kernel.documents.numbers import certificate_number
from gonghui.kernel.documents.rules import CERTIFY, require_reason
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import require

TOKEN_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # noqa: S105 -- the alphabet: nothing looks like anything else
BATCH = 500


@dataclass(frozen=True)
class CertificateRun:
    """What the certificates of one decision share.

    Attributes:
        series: capital letters and digits, two to twelve; numbers count within series and year.
        year: of the grant, as the title names it.
        granted_on: the date printed.
        issuers: who grants, as printed; the union's name by default.
        document: the decision, a record of this app.
        heading: what stands on top, for instance 结业证书.
    """

    series: str
    year: int
    granted_on: date
    issuers: tuple[str, ...] = ()
    document: Any = None
    heading: str = HONOUR_HEADING


@dataclass(frozen=True)
class CertificateDraft:
    """One certificate. ``holder`` and ``unit_name`` as they are called then; ``text`` as printed."""

    holder: str
    title: str
    text: str
    unit_name: str = ""
    collective: bool = False
    person: Any = None
    subject: models.Model | None = None


@action
def issue_certificate(
    *, actor: Any, union: Any, run: CertificateRun, draft: CertificateDraft
) -> Certificate:
    """Grant one certificate. Side effects: the next number, the record with a fresh token, a trace.

    Raises:
        Refused: no permission.
        ValidationError: holder, title or text is missing, or the series has other signs.
    """
    require(actor, CERTIFY, union)
    (made,) = _drawn(union, run, [draft])
    made.save()
    _trace_issued(actor, made)
    return made


@action
def issue_certificates(
    *, actor: Any, union: Any, run: CertificateRun, drafts: Sequence[CertificateDraft]
) -> list[Certificate]:
    """Grant many at once, in their order; the same records as one by one, written in batches.

    Side effects and refusals as for ``issue_certificate``; nothing is written when one is refused.
    """
    require(actor, CERTIFY, union)
    if not drafts:
        raise ValidationError(_("没有要颁发的证书。"))
    made = Certificate.objects.bulk_create(_drawn(union, run, drafts), batch_size=BATCH)
    for certificate in made:
        _trace_issued(actor, certificate)
    return made


@action
def revoke_certificate(
    *, actor: Any, certificate: Certificate, reason: str, on: date | None = None
) -> Certificate:
    """Let the check page say that it was revoked; the record stays. Side effects: the record, a trace.

    Raises:
        Refused: no permission.
        ValidationError: it is revoked already, or no reason is given.
    """
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("union")
    certificate = rows.get(pk=certificate.pk)
    require(actor, CERTIFY, certificate.union)
    if not certificate.is_valid:
        raise ValidationError(_("证书 %(no)s 已经撤销。") % {"no": certificate.cert_no})
    certificate.state = CertificateState.REVOKED
    certificate.revoked_on = on or today()
    certificate.revoked_reason = require_reason(reason)
    certificate.version += 1
    certificate.save()
    trace(
        "documents.certificate.revoked",
        actor=actor,
        subject=certificate,
        union_id=certificate.union_id,
        cert_no=certificate.cert_no,
        reason=certificate.revoked_reason,
    )
    return certificate


def _drawn(
    union: Any, run: CertificateRun, drafts: Sequence[CertificateDraft]
) -> list[Certificate]:
    """Rows with numbers and tokens, not saved yet."""
    _check(run, drafts)
    numbers = take_numbers(f"certificate:{run.series}", run.year, len(drafts))
    return [_row(union, run, draft, number) for draft, number in zip(drafts, numbers, strict=True)]


def _check(run: CertificateRun, drafts: Sequence[CertificateDraft]) -> None:
    for place, draft in enumerate(drafts, 1):
        if not (draft.holder.strip() and draft.title.strip() and draft.text.strip()):
            raise ValidationError(
                _("第 %(place)d 份证书缺少获得者、称号（事项）或证书内容。") % {"place": place}
            )
    try:
        certificate_number(run.series, run.year, 1)
    except ValueError as error:
        raise ValidationError(_("证书系列代号只能用 2–12 位大写字母和数字，如 WYJZ。")) from error


def _row(union: Any, run: CertificateRun, draft: CertificateDraft, number: int) -> Certificate:
    subject = draft.subject
    return Certificate(
        union=union,
        document=run.document,
        person=draft.person,
        cert_no=certificate_number(run.series, run.year, number),
        token="".join(secrets.choice(TOKEN_SIGNS) for _sign in range(TOKEN_LENGTH)),
        holder=draft.holder.strip(),
        collective=draft.collective,
        unit_name=draft.unit_name,
        heading=run.heading,
        title=draft.title.strip(),
        text=draft.text,
        issuers=list(run.issuers or (union.name,)),
        year=run.year,
        granted_on=run.granted_on,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
    )


def _trace_issued(actor: Any, certificate: Certificate) -> None:
    trace(
        "documents.certificate.issued",
        actor=actor,
        subject=certificate,
        union_id=certificate.union_id,
        cert_no=certificate.cert_no,
        title=certificate.title,
    )
