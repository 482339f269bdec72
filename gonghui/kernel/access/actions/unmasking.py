"""Showing a masked value to somebody who says why."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.masking import field_of
from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.access.queries import union_of_person
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require

SHORTEST_REASON = 4


@action
def unmask(*, actor: Any, person: Any, field: str, reason: str) -> str:
    """The full value of a masked field of ``person``, for the actor's eyes only.

    Args:
        actor: needs ``people.member:unmask`` on the person's present union, or is that person.
        person: whose value it is.
        field: key of ``masking.FIELDS``.
        reason: why, at least four characters; kept with the look.

    Raises:
        Refused: the policy says no, or the person stands in no union.
        ValidationError: no reason given.
        LookupError: no such field.

    Side effects: records the look as ``Unmasking``; traces ``access.value.unmasked``, without the value.
    """
    shown = field_of(field)
    union = union_of_person(person)
    if actor.person_id != person.pk:
        if union is None:
            raise Refused(_("该人员不在任何工会，不能查看完整信息。"))
        require(actor, "people.member:unmask", union)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(_("请写明查看事由（至少 4 个字）。"))
    Unmasking.objects.create(actor=actor, person=person, union=union, field=field, reason=reason)
    trace(
        "access.value.unmasked",
        actor=actor,
        subject=person,
        union_id=union.pk if union else None,
        field=str(shown.label),
        reason=reason,
    )
    return shown.full(person)
