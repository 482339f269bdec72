"""Beginning a re-election, and reminding of terms that run out (handbook organisation §12)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Case, holders_at, open_case
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.options import option
from gonghui.kernel.lib.policy import require
from gonghui.kernel.notices.api import send_notice
from gonghui.kernel.unions.api import Term, Union, leader_of, present_term
from gonghui.rooms.organising.models import TermCase
from gonghui.rooms.organising.queries.renewals import open_renewal_of, reminders_due
from gonghui.rooms.organising.rules.renewal import HANDLE, KEY

REMINDERS = "organising.term_reminder_months"


@action
def begin_renewal(*, actor: Any, union: Union) -> Case:
    """Begin the re-election of ``union`` for its present term; opens the case, traces.

    Raises:
        Refused: the actor may not handle re-elections there.
        ValidationError: one is under way.
    """
    require(actor, HANDLE, union)
    if open_renewal_of(union) is not None:
        raise ValidationError(_("“%(union)s”已有在办的换届工单。") % {"union": union})
    renewal = TermCase.objects.create(union=union, term=present_term(union))
    trace("organising.renewal.begun", actor=actor, subject=renewal, union_id=union.pk)
    return open_case(
        actor=actor,
        table_key=KEY,
        subject=renewal,
        title=_("%(union)s换届") % {"union": union.name},
        union=union,
    )


@action
def remind_of_terms(*, actor: Any = SYSTEM, on: date | None = None) -> int:
    """Tell the cadres of every union whose term ends soon, and of those above once it is over.

    Each reminder is sent once; running it again is harmless. Traces how many were due.
    """
    day = on or dates.today()
    count = 0
    for term, months in reminders_due(day, option(REMINDERS)):
        _remind(term, months)
        count += 1
    trace("organising.terms.reminded", actor=actor, count=count, on=day.isoformat())
    return count


def _remind(term: Term, months: int) -> None:
    words = {"union": term.union, "no": term.term_no, "due": term.due, "months": months}  # type: ignore[attr-defined]  # annotated
    if months:
        title = _("%(union)s第%(no)d届将于%(due)s届满，请准备换届") % words
    else:
        title = _("%(union)s第%(no)d届已于%(due)s届满，尚未换届") % words
    users = holders_at(term.union, HANDLE)
    upper = leader_of(term.union)
    if upper is not None and not months:
        users += holders_at(upper, HANDLE)
    for user in dict.fromkeys(users):
        send_notice(
            recipient=user,
            kind="organising.term",
            title=title[:128],
            link=reverse("organising:union-detail", args=[term.union_id]),
            dedupe_key=f"organising.term.{term.pk}.{term.due}.{months}",  # type: ignore[attr-defined]  # annotated
        )
