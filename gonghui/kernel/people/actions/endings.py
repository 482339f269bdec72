"""What happens to members when their union ends: they go on in the heir, or the upper union retains them."""

from datetime import date
from typing import Any

from django.db.models import Max

from gonghui.kernel.lib.actions import trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.actions.events import facts_of, lock_person, record
from gonghui.kernel.people.actions.memberships import said
from gonghui.kernel.people.enums import EventKind, MembershipStatus
from gonghui.kernel.people.models import Membership, MembershipEvent
from gonghui.kernel.people.spans import INSIDE


def pass_on_members(
    *, union: Any, heir: Any, on: date, merged: bool, actor: Any, **_signal: Any
) -> None:
    """Answer ``union_ended`` inside its action: one event for everybody who still belongs to ``union``.

    Merged: 调整小组 to the heir, status and facts unchanged. Dissolved: 保留 at the heir (§8). Where
    something was recorded later than ``on``, the event follows on that later day. Traces each.
    """
    if heir is None:
        return
    statuses = (*INSIDE, MembershipStatus.APPLYING) if merged else INSIDE
    rows = Membership._base_manager.filter(union=union, valid_to=FOREVER, status__in=statuses)
    for row in rows.select_related("person").order_by("person_id"):
        person = lock_person(row.person)
        last = MembershipEvent._base_manager.filter(person=person, voided_by=None)
        day = max(on, last.aggregate(last=Max("happened_on"))["last"])
        kind = EventKind.REGROUP if merged else EventKind.RETAIN
        facts = facts_of(row) if merged else {}
        event = record(kind, person, heir, day, actor=actor, facts=facts, document=str(union)[:128])
        trace(
            "people.member.regrouped" if merged else "people.member.retained",
            ended=union.pk,
            **said(event, actor),
        )
