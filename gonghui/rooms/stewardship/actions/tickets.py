"""What the steps of a problem's case write down."""

from typing import Any

from gonghui.engines.casework.api import Move
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.records import edit
from gonghui.rooms.stewardship.actions.clocks import run_until
from gonghui.rooms.stewardship.models import Ticket
from gonghui.rooms.stewardship.rules.tickets import CLOCK

HANDLED = ("handler", "handler_name")


def keep_assignment(move: Move) -> None:
    """Who deals with it, until when; a new round asks for a new answer and rating."""
    row = _locked(move)
    facts: dict[str, Any] = {key: move.fields[key] for key in HANDLED if key in move.fields}
    due = move.fields["due"]
    edit(row, {**facts, "due_on": due, "answer": "", "answered_on": None, "rating": ""})
    run_until(actor=move.actor, case=move.case, key=CLOCK, due=due, event="assign")


def keep_answer(move: Move) -> None:
    """What was done."""
    edit(_locked(move), {"answer": move.fields["answer"], "answered_on": dates.today()})


def keep_rating(move: Move) -> None:
    """What the union concerned says of it."""
    edit(_locked(move), {"rating": move.fields["rating"]})


def close_ticket(move: Move) -> None:
    """The day it was closed."""
    edit(_locked(move), {"closed_on": dates.today()})


def _locked(move: Move) -> Ticket:
    return Ticket.objects.select_for_update(of=("self",)).get(pk=move.case.subject_id)
