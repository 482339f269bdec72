"""What happens to an award after it was given: reviews, rectification, end, withdrawal (handbook contests §11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.awards import lock_award, said_of
from gonghui.engines.campaigns.enums import IN_FORCE, AwardEventKind, AwardStatus
from gonghui.engines.campaigns.models import Award, AwardEvent
from gonghui.engines.campaigns.rules.awards import (
    FROM,
    RECTIFY_MONTHS,
    valid_until,
    years_after,
)
from gonghui.kernel.documents.api import certificate_of, revoke_certificate
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import months_after
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.unions.api import Union

MANAGE = "campaigns.award:manage"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What is written about an event: when, under which document, with which score, why."""

    on: date
    note: str = ""
    document_no: str = ""
    score: Decimal | None = None
    until: date | None = None


@action
def review_award(*, actor: Any, award: Award, happening: Happening, passed: bool) -> Award:
    """年度考核: a passed review sets the day of the next one, a failed one orders rectification; traces.

    Raises:
        Refused: the award is kept elsewhere.
        ValidationError: it is no longer in force, or the day does not fit.
    """
    row = _begin(actor, award, AwardEventKind.REVIEWED, happening)
    if passed:
        due = years_after(happening.on, row.series.review_years)
        edit(row, {"status": AwardStatus.ACTIVE, "next_review_on": due})
    else:
        edit(row, {"status": AwardStatus.RECTIFYING, "next_review_on": _deadline(happening)})
    _record(actor, row, AwardEventKind.REVIEWED, happening)
    result = _("合格") if passed else _("限期整改")
    trace("campaigns.award.reviewed", actor=actor, subject=row, result=result, **said_of(row))
    return row


@action
def rectify_award(*, actor: Any, award: Award, happening: Happening) -> Award:
    """责令整改 until ``happening.until``, three months by default; a reason is asked; traces.

    Raises:
        Refused, ValidationError: as ``review_award``.
    """
    row = _begin(actor, award, AwardEventKind.RECTIFY, happening)
    _ask_reason(happening)
    until = _deadline(happening)
    edit(row, {"status": AwardStatus.RECTIFYING, "next_review_on": until})
    _record(actor, row, AwardEventKind.RECTIFY, happening, until=until)
    trace(
        "campaigns.award.rectified",
        actor=actor,
        subject=row,
        until=until.isoformat(),
        **said_of(row),
    )
    return row


@action
def reconfirm_award(*, actor: Any, award: Award, happening: Happening) -> Award:
    """复核确认: in force again until ``happening.until``, or for one more period of the series; traces.

    Raises:
        Refused, ValidationError: as ``review_award``.
    """
    row = _begin(actor, award, AwardEventKind.RECONFIRMED, happening)
    until = happening.until or valid_until(happening.on, row.series.valid_years)
    due = years_after(happening.on, row.series.review_years)
    edit(row, {"status": AwardStatus.ACTIVE, "valid_to": until, "next_review_on": due})
    _record(actor, row, AwardEventKind.RECONFIRMED, happening, until=until)
    trace("campaigns.award.reconfirmed", actor=actor, subject=row, **said_of(row))
    return row


@action
def end_award(*, actor: Any, award: Award, happening: Happening) -> Award:
    """终止: the unit was dissolved, the site closed, the studio given up; from that day not in force; traces.

    Raises:
        Refused, ValidationError: as ``review_award``; also without a reason.
    """
    row = _begin(actor, award, AwardEventKind.ENDED, happening)
    _ask_reason(happening)
    edit(row, _over(AwardStatus.ENDED, happening))
    _record(actor, row, AwardEventKind.ENDED, happening)
    trace("campaigns.award.ended", actor=actor, subject=row, reason=happening.note, **said_of(row))
    return row


@action
def revoke_award(*, actor: Any, award: Award, happening: Happening) -> Award:
    """撤销 (摘牌): never deleted; the certificate's check says so from that day on; traces.

    Raises:
        Refused, ValidationError: as ``review_award``; also without a reason.
    """
    row = _begin(actor, award, AwardEventKind.REVOKED, happening)
    _ask_reason(happening)
    edit(row, _over(AwardStatus.REVOKED, happening))
    _record(actor, row, AwardEventKind.REVOKED, happening)
    certificate = certificate_of(row)
    if certificate is not None and certificate.is_valid:
        revoke_certificate(
            actor=actor, certificate=certificate, reason=happening.note, on=happening.on
        )
    trace(
        "campaigns.award.revoked", actor=actor, subject=row, reason=happening.note, **said_of(row)
    )
    return row


@action
def pass_on_award(*, actor: Any, award: Award, to_union: Union, happening: Happening) -> Award:
    """变更承继: a merged or renamed unit's award goes on with its successor; the old name stays; traces.

    Raises:
        Refused: the award is kept elsewhere.
        ValidationError: the award is over, or goes on where it already is.
    """
    row = _begin(actor, award, AwardEventKind.PASSED_ON, happening)
    before = row.holder_union or row.union
    if before == to_union:
        raise ValidationError(_("这项荣誉已经在“%(union)s”名下。") % {"union": to_union})
    note = _("%(before)s → %(after)s。%(note)s") % {
        "before": before,
        "after": to_union,
        "note": happening.note,
    }
    edit(row, {"holder_union": to_union, "union": to_union})
    _record(actor, row, AwardEventKind.PASSED_ON, happening, note=note.rstrip("。"))
    facts = said_of(row) | {"before": str(before), "after": str(to_union)}
    trace("campaigns.award.passed_on", actor=actor, subject=row, **facts)
    return row


@action
def expire_awards(*, actor: Any) -> int:
    """Mark awards whose validity is over, so that lists say so; returns how many; traces.

    Raises:
        Refused: the actor is neither the clockwork nor keeps any register.
    """
    require(actor, MANAGE)
    rows = Award.objects.filter(status__in=IN_FORCE, valid_to__lte=dates.today())
    found = list(rows.select_for_update())
    for row in found:
        edit(row, {"status": AwardStatus.EXPIRED})
    AwardEvent.objects.bulk_create(
        AwardEvent(award=row, kind=AwardEventKind.EXPIRED, happened_on=row.valid_to)
        for row in found
    )
    trace("campaigns.awards.expired", actor=actor, count=len(found))
    return len(found)


def _begin(actor: Any, award: Award, kind: AwardEventKind, happening: Happening) -> Award:
    """The award locked, after asking whether the event may happen to it on that day."""
    row = lock_award(actor, award)
    if row.status_today not in FROM[kind]:
        words = {"status": row.status_today.label, "event": kind.label}
        raise ValidationError(_("这项荣誉%(status)s，不能办理“%(event)s”。") % words)
    if not row.granted_on <= happening.on <= dates.today():
        raise ValidationError({"on": _("日期应在授予日期之后、今天之前，请核对。")})
    return row


def _ask_reason(happening: Happening) -> None:
    if not happening.note.strip():
        raise ValidationError({"note": _("请写明原因。")})


def _deadline(happening: Happening) -> date:
    return happening.until or months_after(happening.on, RECTIFY_MONTHS)


def _over(status: AwardStatus, happening: Happening) -> dict[str, Any]:
    return {"status": status, "ended_on": happening.on, "next_review_on": None}


def _record(
    actor: Any,
    award: Award,
    kind: AwardEventKind,
    happening: Happening,
    **changes: Any,
) -> AwardEvent:
    values = {
        "happened_on": happening.on,
        "until": happening.until,
        "score": happening.score,
        "document_no": happening.document_no,
        "note": happening.note,
    }
    return AwardEvent.objects.create(
        award=award, kind=kind, actor=actor if actor.pk else None, **values | changes
    )
