"""Problems with their cases, where a case goes, and what stands against a step."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Asked, Case
from gonghui.kernel.access.api import posts_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import ALLOWED, Decision
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.enums import Handler, Rating
from gonghui.rooms.stewardship.models import Ticket


def list_tickets() -> QuerySet[Ticket]:
    """Problems in scope with case, union and visit."""
    rows = Ticket.objects.select_related("case__table_version", "union", "visit__leader")
    return rows.defer("case__table_version__definition")


def ticket_of(case: Case) -> Ticket:
    """The problem of a case."""
    return Ticket.objects.select_related("union", "owner", "visit__leader").get(pk=case.subject_id)


def handler_of(case: Case) -> Union:
    """The union on whose desk the problem is."""
    ticket = ticket_of(case)
    return ticket.union if ticket.handler == Handler.CONCERNED else ticket.owner


def concerned_by(case: Case) -> Union:
    """The union that raised it."""
    return ticket_of(case).union


def due_ahead(asked: Asked) -> Decision:
    """A deadline lies ahead."""
    due: date | None = (asked.fields or {}).get("due")
    fine = due is None or due >= dates.today()
    return ALLOWED if fine else Decision(False, _("期限不能早于今天，请改日期。"))


def from_concerned(asked: Asked) -> Decision:
    """Only the union that raised a problem says whether it is solved (§7, 当事工会评价)."""
    union = ticket_of(asked.case).union
    own = asked.actor is SYSTEM or any(post.union_id == union.pk for post in posts_of(asked.actor))
    return (
        ALLOWED
        if own
        else Decision(False, _("只能由提出问题的“%(union)s”评价。") % {"union": union})
    )


def rated_well(asked: Asked) -> Decision:
    """What the union concerned is not content with is not solved."""
    bad = ticket_of(asked.case).rating == Rating.UNSATISFIED
    return Decision(False, _("提出单位评价为“不满意”，请退回重办。")) if bad else ALLOWED


def ticket_panel(case: Case) -> dict[str, Any]:
    """What the page of the case shows."""
    ticket = ticket_of(case)
    return {
        "ticket": ticket,
        "facts": [
            (_("提出单位"), ticket.union),
            (_("提出日期"), ticket.raised_on),
            (_("走访"), ticket.visit.theme),
            (_("联系领导"), ticket.visit.leader),
            (_("由谁办理"), ticket.get_handler_display() if ticket.due_on else ""),
            (_("承办部门或承办人"), ticket.handler_name),
            (_("办理期限"), ticket.due_on),
            (_("评价"), ticket.get_rating_display() if ticket.rating else ""),
        ],
    }
