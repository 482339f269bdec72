"""What a member sees of themselves; the scope of these pages holds nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.people.api import (
    EventKind,
    Membership,
    MembershipEvent,
    MembershipStatus,
    Person,
    events_of,
    present_membership,
)

ENDED = (
    MembershipStatus.LEFT,
    MembershipStatus.LAPSED,
    MembershipStatus.EXPELLED,
    MembershipStatus.DECEASED,
)
GOOD = (EventKind.ADMIT, EventKind.TRANSFER_IN, EventKind.RESTORE)
BAD = (EventKind.LEAVE, EventKind.LAPSE, EventKind.EXPEL)


@dataclass(frozen=True)
class Standing:
    """Who the member is and where they stand today."""

    person: Person
    membership: Membership | None

    @property
    def is_member(self) -> bool:
        """Whether a membership is there that has not ended."""
        return self.membership is not None and self.membership.status not in ENDED


@dataclass(frozen=True)
class Happening:
    """An event as the timeline draws it."""

    title: str
    who: str
    when: date
    precision: str
    note: str
    tone: str


def find_standing(user: Any) -> Standing | None:
    """The standing of the account's person; None for accounts without one."""
    if user.person_id is None:
        return None
    person = Person.objects.filter(pk=user.person_id).first()
    return Standing(person, present_membership(person)) if person else None


def list_happenings(person: Person) -> list[Happening]:
    """What happened to the membership, the latest first, corrections left out."""
    rows = events_of(person).filter(voided_by=None).exclude(kind=EventKind.CORRECT)
    return [_happening(event) for event in rows]


def _happening(event: MembershipEvent) -> Happening:
    title = event.get_kind_display()
    if event.kind == EventKind.TRANSFER_OUT and event.to_union:
        title = _("%(kind)s，转往%(union)s") % {"kind": title, "union": event.to_union.name}
    tone = "good" if event.kind in GOOD else "bad" if event.kind in BAD else ""
    note = "；".join(filter(None, (event.document, event.note)))
    return Happening(title, event.union.name, event.happened_on, event.precision, note, tone)
