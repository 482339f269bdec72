"""Objections to a posted name: taken in, looked into, decided, answered (handbook contests §2.3, §2.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.moving import move_entries
from gonghui.engines.campaigns.actions.slates import replace_on_slate, take_off_slate
from gonghui.engines.campaigns.enums import ObjectionForm, ObjectionOutcome
from gonghui.engines.campaigns.models import NoticeLine, Objection, PublicNotice
from gonghui.engines.campaigns.queries.notices import takes_objections
from gonghui.engines.campaigns.queries.slates import chosen_of, current_slate
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit

HANDLE = "campaigns.objection:handle"
ANSWERED = (ObjectionForm.NAMED, ObjectionForm.UNIT)


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """Who objects, how they are reached, and what they say."""

    form: str
    facts: str
    objector: str = ""
    contact: str = ""


@action
def receive_objection(
    *, actor: Any, notice: PublicNotice, line: NoticeLine, complaint: Complaint
) -> Objection:
    """Take an objection in; the decision about the name waits, the notice runs on.

    The objector is sealed. Side effects in order: the objection, the entry waits, a trace that names
    nobody.

    Args:
        actor: the cadre who took it in, or the clockwork for the public form.
        notice: where the name stands.
        line: the name.
        complaint: what was said.

    Raises:
        Refused: a cadre without the right to handle objections here.
        ValidationError: the notice is over, or a named objector left no name or way to be reached.
    """
    if actor is not SYSTEM:
        require(actor, HANDLE, notice.union)
    if line.notice_id != notice.pk or not takes_objections(notice):
        raise ValidationError(_("公示已经结束，不再受理异议。"))
    _check(complaint)
    row = Objection.objects.create(notice=notice, entry=line.entry, **vars(complaint))
    move_entries(actor=SYSTEM, entries=[line.entry], step="object")
    trace(
        "campaigns.objection.received",
        actor=actor,
        subject=notice,
        union_id=notice.union_id,
        title=notice.title,
        form=row.get_form_display(),
    )
    return row


@action
def decide_objection(
    *,
    actor: Any,
    objection: Objection,
    upheld: bool,
    finding: str,
    answered_on: date | None = None,
) -> Objection:
    """Say what the inquiry found. Upheld: the entry is out and the next in rank order moves up.

    Side effects in order: the finding, the entry's way (withdrawn, or back), a new version of the slate
    when a name on it fell, a trace. The successor still has to be posted.

    Raises:
        Refused: the actor may not handle objections here, or entered the nomination.
        ValidationError: decided before, no finding, or a named objector without a written answer.
    """
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    require(actor, HANDLE, row.notice.union)
    _check_finding(actor, row, finding, answered_on)
    outcome = ObjectionOutcome.UPHELD if upheld else ObjectionOutcome.DISMISSED
    edit(
        row,
        {
            "outcome": outcome,
            "finding": finding,
            "officer": actor if actor.pk else None,
            "decided_on": dates.today(),
            "answered_on": answered_on,
        },
    )
    step = "uphold" if upheld else "dismiss"
    move_entries(actor=actor, entries=[row.entry], step=step, note=finding)
    if upheld:
        _refill(actor, row)
    trace(
        "campaigns.objection.decided",
        actor=actor,
        subject=row.notice,
        union_id=row.notice.union_id,
        title=row.notice.title,
        outcome=outcome.label,
    )
    return row


def _check(complaint: Complaint) -> None:
    if not complaint.facts.strip():
        raise ValidationError({"facts": _("请写明反映的具体情况。")})
    if complaint.form in ANSWERED:
        for name in ("objector", "contact"):
            if not getattr(complaint, name).strip():
                raise ValidationError({name: _("实名或单位反映，请填写以便答复。")})


def _check_finding(actor: Any, row: Objection, finding: str, answered_on: date | None) -> None:
    if row.outcome != ObjectionOutcome.OPEN:
        raise ValidationError(_("这件异议已有结论。"))
    if actor.pk and row.entry.entered_by_id == actor.pk:
        raise ValidationError(_("您是填报人，不能核查对这项申报的异议，请交其他人办理。"))
    if not finding.strip():
        raise ValidationError({"finding": _("请写明核查情况。")})
    if row.form in ANSWERED and answered_on is None:
        raise ValidationError({"answered_on": _("实名或单位反映的，须书面答复，请填答复日期。")})


def _refill(actor: Any, row: Objection) -> None:
    """A new version of the slate without the name; when nobody can follow, the place stays open."""
    campaign = row.notice.campaign
    slate = current_slate(campaign)
    if slate is None or row.entry not in chosen_of(slate):
        return
    reason = _("%(name)s异议成立，依次递补") % {"name": row.entry.name}
    try:
        replace_on_slate(actor=actor, campaign=campaign, fallen=[row.entry], reason=reason)
    except ValidationError:
        reason = _("异议成立，无人可依次递补")
        take_off_slate(actor=actor, campaign=campaign, entry=row.entry, reason=reason)
