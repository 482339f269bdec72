"""What the steps of an item's case write down."""

from typing import Any

from gonghui.engines.casework.api import Move
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.records import edit
from gonghui.rooms.stewardship.actions.clocks import move_running
from gonghui.rooms.stewardship.actions.items import shift_due
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.models import Claim, RectItem
from gonghui.rooms.stewardship.queries.items import open_claim
from gonghui.rooms.stewardship.rules.rectification import CLOCK

PLANNED = "按整改方案的期限，不顺延"


def begin_item(move: Move) -> None:
    """The first day of work; the clock runs to the planned day."""
    row = _locked(move)
    if row.started_on is None:
        edit(row, {"started_on": dates.today()})
    _run(move, row)


def keep_claim(move: Move) -> None:
    """The claim takes the progress since the last one."""
    row = _locked(move)
    claim = Claim.objects.create(
        item=row,
        claimed_on=dates.today(),
        claimed_by_id=move.actor.pk,
        summary=move.step.note,
        due_on=row.due_on,
    )
    row.progress.filter(claim=None).update(claim=claim)


def close_item(move: Move) -> None:
    """Who checked it, when, against which due day."""
    row = _locked(move)
    claim: Any = open_claim(row)
    claim.checked_on, claim.checked_by_id = dates.today(), move.actor.pk
    claim.due_on = row.due_on
    claim.save(update_fields=["checked_on", "checked_by", "due_on"])


def return_claim(move: Move) -> None:
    """The claim did not hold; the due day stays what it was."""
    row = _locked(move)
    claim: Any = open_claim(row)
    claim.returned_on, claim.reason = dates.today(), move.step.note[:255]
    claim.save(update_fields=["returned_on", "reason"])
    _run(move, row)


def keep_up(move: Move) -> None:
    """Counted apart from now on; the old due day is kept."""
    row = _locked(move)
    row.case = move.case
    shift_due(actor=move.actor, item=row, due=None, reason=move.step.note)
    edit(row, {"kind": ItemKind.LONG_TERM})


def set_date(move: Move) -> None:
    """From lasting work to a due day."""
    row = _locked(move)
    row.case = move.case
    edit(row, {"kind": ItemKind.DATED})
    shift_due(actor=move.actor, item=row, due=move.fields["due"], reason=move.step.note)


def _run(move: Move, item: RectItem) -> None:
    if item.due_on is not None:
        move_running(case=move.case, key=CLOCK, due=item.due_on, reason=PLANNED)


def _locked(move: Move) -> Any:
    rows = RectItem.objects.select_for_update(of=("self",)).select_related("case")
    return rows.get(pk=move.case.subject_id)
