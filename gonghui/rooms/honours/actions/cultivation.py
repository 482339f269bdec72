"""The rural plan after the decision: a file for each chosen teacher, its records, the promise (handbook contests §10)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.api import Award
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER, months_after
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.rooms.honours.models import Cultivation, CultivationRecord

KEEP = "honours.cultivation:keep"
MOST_HOURS = Decimal(200)


@action
def open_cultivation(*, actor: Any, award: Award) -> None:
    """Outcome ``honours.cultivation`` of a campaign: the file of a chosen teacher; traces.

    School, mentor and promise come from the entry and the plan (``promise_years``).
    """
    answers = award.entry.answers if award.entry else {}
    years = award.campaign.settings.get("promise_years") if award.campaign else None
    promised = bool(answers.get("promise")) and bool(years)
    until = months_after(award.granted_on, 12 * int(years)) if promised and years else FOREVER
    row = Cultivation.objects.create(
        award=award,
        union=award.union,
        person=award.person,
        name=award.holder_name,
        school=str(answers.get("school") or award.holder_unit_name)[:128],
        mentor=str(answers.get("mentor") or "")[:64],
        promised_until=until,
    )
    _trace("honours.cultivation.opened", actor, row)


@action
def record_cultivation(*, actor: Any, file: Cultivation, **facts: Any) -> CultivationRecord:
    """Write down a workshop, a mentor's lesson, a training with its hours; traces.

    Args:
        actor: keeps the files of the union.
        file: of the teacher.
        **facts: kind, happened_on, title, hours.

    Raises:
        Refused: no right at its union.
        ValidationError: a day to come or before the award, after the teacher left, or odd hours.
    """
    row = _lock(actor, file)
    _check_day(row, facts["happened_on"])
    if not 0 < facts["hours"] <= MOST_HOURS:
        words = {"most": MOST_HOURS}
        raise ValidationError({"hours": _("学时应大于 0，一次不超过 %(most)s。") % words})
    record = CultivationRecord(file=row, actor=actor if actor.pk else None, **facts)
    record.full_clean(exclude=("file", "actor"))
    record.save()
    _trace("honours.cultivation.recorded", actor, row, kind=record.get_kind_display())
    return record


@action
def assign_mentor(*, actor: Any, file: Cultivation, mentor: str) -> Cultivation:
    """Name the mentor, or another one; traces both.

    Raises:
        Refused: no right at its union.
        ValidationError: no name.
    """
    row = _lock(actor, file)
    if not mentor.strip():
        raise ValidationError({"mentor": _("请填写导师姓名。")})
    before = row.mentor or _("无")
    edit(row, {"mentor": mentor.strip()})
    _trace("honours.cultivation.mentored", actor, row, before=before, after=row.mentor)
    return row


@action
def leave_school(*, actor: Any, file: Cultivation, on: date, reason: str) -> Cultivation:
    """The teacher leaves the rural school; before the promised day this counts as early. Traces.

    Raises:
        Refused: no right at its union.
        ValidationError: no reason, a day to come or before the award, or left already.
    """
    row = _lock(actor, file)
    if row.left_on != FOREVER:
        raise ValidationError(_("已登记离开。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明原因。")})
    if not row.award.granted_on <= on <= dates.today():
        raise ValidationError({"on": _("日期应在入选之后、今天之前，请核对。")})
    edit(row, {"left_on": on, "left_reason": reason.strip()[:255]})
    early = _("早于服务承诺") if row.left_early else _("已满服务承诺")
    _trace("honours.cultivation.left", actor, row, early=early)
    return row


def _check_day(row: Cultivation, day: date) -> None:
    if day > dates.today():
        raise ValidationError({"happened_on": _("日期还没有到，请核对。")})
    if day < row.award.granted_on:
        raise ValidationError({"happened_on": _("日期早于入选，请核对。")})
    if day >= row.left_on:
        raise ValidationError({"happened_on": _("教师已离开乡村学校，不再登记培养记录。")})


def _lock(actor: Any, file: Cultivation) -> Cultivation:
    row = Cultivation.objects.select_for_update().get(pk=file.pk)
    require(actor, KEEP, row.union)
    return row


def _trace(key: str, actor: Any, row: Cultivation, **facts: Any) -> None:
    trace(key, actor=actor, subject=row, union_id=row.union_id, name=row.name, **facts)
