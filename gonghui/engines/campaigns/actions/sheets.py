"""Scoring: a judge's sheet is saved as often as wanted, handed in once, returned only by the organiser.

A tablet may send the same sheet several times when its connection comes back; ``client_key`` makes that
harmless.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.panels import require_seat
from gonghui.engines.campaigns.enums import SheetStatus
from gonghui.engines.campaigns.models import Entry, Panel, ScoreSheet, Seat
from gonghui.engines.campaigns.queries.blind import find_judged
from gonghui.engines.campaigns.queries.sheets import sheet_faults, sheet_total
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import Stale

MANAGE = "campaigns.campaign:manage"


@dataclass(frozen=True)
class Draft:
    """What a judge's page sends.

    Args:
        points: item code to points; None or missing for what is not scored yet.
        remark: free text, shown to the organiser only.
        client_key: the same for repeated sendings of one saving, "" for none.
        expected_version: what the page was built on; 0 for a new sheet.
    """

    points: Mapping[str, Decimal | None]
    remark: str = ""
    client_key: str = ""
    expected_version: int = 0


@action
def save_sheet(
    *, actor: Any, seat: Seat, candidate_no: str, draft: Draft, copy_no: int = 1
) -> ScoreSheet:
    """Keep a judge's points as they stand, complete or not; traces.

    Args:
        actor: the judge on ``seat``.
        seat: with its pledge signed and its panel open.
        candidate_no: the drawn number.
        draft: what the page sent.
        copy_no: 2 for the second entry of double marking.

    Raises:
        Refused: somebody else's seat, or no right to score.
        Stale: the sheet was changed on another device meanwhile.
        ValidationError: closed, handed in, unknown number, or points out of range.
    """
    entry = open_entry(actor, seat, candidate_no)
    _require_in_range(seat, draft.points)
    sheet = _locked_sheet(seat, entry, copy_no)
    if draft.client_key and sheet.client_key == draft.client_key:
        _trace("campaigns.sheet.sent_again", actor, sheet)
        return sheet
    if sheet.status == SheetStatus.SUBMITTED:
        raise ValidationError(_("%(no)s 号的评分已提交，不能再改。") % {"no": candidate_no})
    if sheet.pk and sheet.version != draft.expected_version:
        raise Stale(_("%(no)s 号的评分已在另一台设备上改过，请刷新后核对。") % {"no": candidate_no})
    sheet.points = {code: str(value) for code, value in draft.points.items() if value is not None}
    sheet.remark, sheet.client_key = draft.remark.strip(), draft.client_key
    sheet.version += bool(sheet.pk)
    sheet.save()
    _trace("campaigns.sheet.saved", actor, sheet)
    return sheet


@action
def submit_sheet(*, actor: Any, seat: Seat, candidate_no: str, copy_no: int = 1) -> ScoreSheet:
    """Hand a complete sheet in; from then on it counts. Handing in twice changes nothing. Traces.

    Raises:
        Refused: somebody else's seat.
        ValidationError: nothing scored yet, or an item is missing.
    """
    entry = open_entry(actor, seat, candidate_no)
    sheet = _locked_sheet(seat, entry, copy_no)
    if sheet.status == SheetStatus.SUBMITTED:
        _trace("campaigns.sheet.submitted", actor, sheet)
        return sheet
    points = {code: Decimal(value) for code, value in sheet.points.items()}
    faults = sheet_faults(seat.panel.rubric, points, complete=True)
    if faults:
        raise ValidationError(faults)
    sheet.total = sheet_total(seat.panel.rubric, points)
    sheet.status, sheet.submitted_at = SheetStatus.SUBMITTED, timezone.now()
    sheet.version += 1
    sheet.save()
    _trace("campaigns.sheet.submitted", actor, sheet)
    return sheet


@action
def return_sheet(*, actor: Any, sheet: ScoreSheet, reason: str) -> ScoreSheet:
    """Give a handed-in sheet back to its judge, with a reason; what it said of spreads is dropped. Traces.

    Raises:
        Refused: no permission.
        ValidationError: no reason, or the panel is closed.
    """
    locked = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    require(actor, MANAGE, locked.seat.panel.stage.campaign.union)
    if not reason.strip():
        raise ValidationError(_("请写明退回原因。"))
    if not locked.seat.panel.is_open:
        raise ValidationError(_("评分已封存；须先重新开放评审组。"))
    locked.status, locked.submitted_at, locked.total = SheetStatus.DRAFT, None, None
    locked.explanations = {}
    locked.version += 1
    locked.save()
    _trace("campaigns.sheet.returned", actor, locked, reason=reason.strip())
    return locked


def open_entry(actor: Any, seat: Seat, candidate_no: str) -> Entry:
    """The entry of that number; the panel's row is held, so that nothing is frozen meanwhile."""
    require_seat(actor, seat)
    if seat.pledged_at is None:
        raise ValidationError(_("请先签署评审承诺。"))
    if not Panel.objects.select_for_update().get(pk=seat.panel_id).is_open:
        raise ValidationError(_("评分尚未开放或已经结束。"))
    entry = find_judged(seat, candidate_no)
    if entry is None:
        raise ValidationError(_("没有 %(no)s 号，或您需要回避。") % {"no": candidate_no})
    return entry


def begun_sheet(seat: Seat, entry: Entry) -> ScoreSheet:
    """The seat's sheet of an entry; an empty one is begun where there is none."""
    sheet = _locked_sheet(seat, entry, 1)
    if sheet.pk is None:
        sheet.save()
    return sheet


def _require_in_range(seat: Seat, points: Mapping[str, Decimal | None]) -> None:
    given = {code: value for code, value in points.items() if value is not None}
    faults = sheet_faults(seat.panel.rubric, given, complete=False)
    if faults:
        raise ValidationError(faults)


def _locked_sheet(seat: Seat, entry: Entry, copy_no: int) -> ScoreSheet:
    """The sheet of that seat, locked; a fresh unsaved one if there is none.

    The panel's row is held already, so that two devices cannot both begin a sheet.
    """
    found = ScoreSheet.objects.filter(seat=seat, entry=entry, copy_no=copy_no).first()
    return found or ScoreSheet(seat=seat, entry=entry, copy_no=copy_no)


def _trace(key: str, actor: Any, sheet: ScoreSheet, **facts: Any) -> None:
    union = sheet.seat.panel.stage.campaign.union_id
    number = sheet.entry.candidate_no
    letter = sheet.seat.letter
    trace(key, actor=actor, subject=sheet, union_id=union, letter=letter, candidate=number, **facts)
