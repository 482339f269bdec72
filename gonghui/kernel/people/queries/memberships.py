"""Who is and was a member where: spans of today or of any day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gonghui.kernel.lib.dates import FOREVER, today, valid_on
from gonghui.kernel.lib.paths import ancestor_ids, below
from gonghui.kernel.people.enums import COUNTED, EventKind, MembershipStatus
from gonghui.kernel.people.models import Membership, MembershipEvent, Person
from gonghui.kernel.unions.api import Placement, place_on

VISIBLE = (*COUNTED, MembershipStatus.RETAINED)
"""Who is on the roll: those who count, and those retained (condolence, health, clubs)."""


def present_membership(person: Person) -> Membership | None:
    """The person's present span, whatever its status; inside the active scope."""
    rows = Membership.objects.filter(person=person, valid_to=FOREVER)
    return rows.select_related("union").first()


def present_members(statuses: Collection[str] = VISIBLE) -> QuerySet[Membership]:
    """The roll of today inside the active scope, one row a person."""
    rows = Membership.objects.filter(valid_to=FOREVER, status__in=statuses)
    return rows.select_related("person", "union")


def members_on(
    day: date, path: str = "", statuses: Collection[str] = COUNTED
) -> QuerySet[Membership]:
    """Spans that counted on ``day`` (who was transferring counts at the old union), in the scope.

    ``path`` narrows to a union and what answered to it on that day: the last segment names the union,
    which is looked for where it stood then.
    """
    rows = Membership.objects.filter(valid_on(day), status__in=statuses)
    if not path:
        return rows
    if day >= today():
        return rows.filter(below(path, "union__path"))
    then = place_on(ancestor_ids(path)[-1], day)
    if then is None:
        return rows.none()
    placed = Placement.objects.filter(valid_on(day), below(then))
    return rows.filter(union__in=placed.values("union_id"))


def history_of(person: Person) -> QuerySet[Membership]:
    """All spans of a person that the scope shows, the earliest first."""
    return Membership.objects.filter(person=person).select_related("union").order_by("valid_from")


def events_of(person: Person) -> QuerySet[MembershipEvent]:
    """What happened to the person's membership, as far as the scope shows it, the latest first."""
    rows = MembershipEvent.objects.filter(person=person)
    return rows.select_related("union", "to_union", "actor").order_by("-happened_on", "-pk")


def open_transfer(person: Person) -> MembershipEvent | None:
    """The transfer-out that still waits for an answer, outside every scope (both sides need it)."""
    waiting = Membership._base_manager.filter(
        person=person, valid_to=FOREVER, status=MembershipStatus.TRANSFERRING
    )
    if not waiting.exists():
        return None
    rows = MembershipEvent._base_manager.filter(
        person=person, voided_by=None, kind=EventKind.TRANSFER_OUT
    )
    return rows.select_related("union", "to_union").order_by("-happened_on", "-pk").first()


def transfers_waiting(union: Any) -> QuerySet[MembershipEvent]:
    """Transfers issued to ``union`` or below it that nobody has answered, the oldest first.

    Outside every scope, because the receiving side does not hold the person yet: ask
    ``people.transfer:decide`` before.
    """
    waiting = Membership._base_manager.filter(
        person=OuterRef("person"), valid_to=FOREVER, status=MembershipStatus.TRANSFERRING
    )
    later = MembershipEvent._base_manager.filter(
        person=OuterRef("person"),
        kind=EventKind.TRANSFER_OUT,
        voided_by=None,
        pk__gt=OuterRef("pk"),
    )
    rows = MembershipEvent._base_manager.filter(
        Exists(waiting), ~Exists(later), kind=EventKind.TRANSFER_OUT, voided_by=None
    )
    below_union = below(union.path, "to_union__path")
    return rows.filter(below_union).select_related("person", "union", "to_union").order_by("pk")
