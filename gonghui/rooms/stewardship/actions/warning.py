"""The ladder of warnings: green to the owner, yellow to owner and leader, red to supervisors and head."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import holders_at
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.options import option
from gonghui.kernel.notices.api import send_notice
from gonghui.rooms.stewardship.models import DueWarning, Leader, RectItem
from gonghui.rooms.stewardship.queries.items import due_items
from gonghui.rooms.stewardship.rules.options import LADDER
from gonghui.rooms.stewardship.rules.rectification import SUPERVISE
from gonghui.rooms.stewardship.rules.warnings import GREEN, RED, YELLOW, rung_of

KIND = "stewardship.due"


@action
def warn_of_due(*, actor: object = SYSTEM, on: date | None = None) -> int:
    """Walk over all items under way once; safe to repeat, each rung of a due day is sent once.

    Only the highest rung reached is sent, so that a worker that was down does not send three. When the
    day is past, the owner hears from the clock of the case, so red goes to the unit and its head
    (handbook homes §8). Traces each.

    Returns:
        How many rungs were new.
    """
    day = on or dates.today()
    sent = 0
    for item in due_items():
        rung = rung_of(item.due_on, day, option(LADDER, item.union))  # type: ignore[arg-type]  # it has one
        known = {each.rung for each in item.warnings.all() if each.due_on == item.due_on}
        if rung and rung not in known:
            _send(actor, item, rung, day)
            sent += 1
    if not sent:
        trace("stewardship.due.looked_at", actor=actor, day=day.isoformat())
    return sent


def _send(actor: object, item: RectItem, rung: str, day: date) -> None:
    DueWarning.objects.create(item=item, due_on=item.due_on, rung=rung, sent_on=day)
    words = {"item": item, "due": item.due_on}
    title = {
        GREEN: _("绿色提醒：“%(item)s”%(due)s到期"),
        YELLOW: _("黄色预警：“%(item)s”%(due)s到期"),
        RED: _("红色预警：“%(item)s”已逾期（%(due)s到期）"),
    }[rung]
    link = reverse("casework:case-detail", args=[item.case_id])
    for user in dict.fromkeys(_readers(item, rung)):
        send_notice(
            recipient=user,
            kind=KIND,
            title=(title % words)[:128],
            link=link,
            dedupe_key=f"{KIND}.{item.pk}.{item.due_on}.{rung}",
        )
    trace(
        "stewardship.due.warned",
        actor=actor,
        subject=item,
        union_id=item.union_id,
        item_no=item.item_no,
        rung=rung,
    )


def _readers(item: RectItem, rung: str) -> Iterator[Any]:
    """The accounts that a colour goes to."""
    if rung in (GREEN, YELLOW) and item.owner:
        yield item.owner
    if rung in (YELLOW, RED) and item.leader and item.leader.user:
        yield item.leader.user
    if rung == RED:
        yield from holders_at(item.union, SUPERVISE)
        yield from _heads(item)


def _heads(item: RectItem) -> Iterable[Any]:
    rows = Leader.objects.filter(dates.valid_on(dates.today()), union=item.union, is_head=True)
    return [each.user for each in rows.select_related("user") if each.user]
