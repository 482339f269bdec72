"""Erasing personal data by replacing the values: figures, vouchers and the audit chain keep standing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.actions.events import lock_person, present_row
from gonghui.kernel.people.models import IdentityDocument, Membership, Person
from gonghui.kernel.people.names import carried, name_columns
from gonghui.kernel.people.signals import person_erased
from gonghui.kernel.people.spans import INSIDE

KEPT = {"id", "created_at", "updated_at", "version", "sex", "merged_into", "erased_on"}
"""Sex stays: statistics rest on it and it points to nobody."""


@action
def erase_person(*, actor: Any, person: Person, reason: str) -> Person:
    """Replace everything that points to the person; the row and its dates of membership stay (§14).

    Documents go, remarks and numbers of spans are emptied, apps with data of their own clear it on
    ``person_erased``; then traces.

    Raises:
        Refused: the actor may not erase people.
        ValidationError: no reason, or still a member: the membership must end first.
    """
    require(actor, "people.person:erase")
    if not reason.strip():
        raise ValidationError({"reason": _("请写明抹除的依据")})
    person = lock_person(person)
    row = present_row(person)
    if row is not None and row.status in INSIDE:
        raise ValidationError(_("该人员仍有会籍，须先办理终止"))
    _replace_values(person)
    IdentityDocument._base_manager.filter(person=person).delete()
    Membership._base_manager.filter(person=person).update(
        staff_no="", duty="", remark="", **carried(person)
    )
    person_erased.send(sender=Person, person=person, actor=actor)
    trace(
        "people.person.erased",
        actor=actor,
        subject=person,
        union_id=row.union_id if row else None,
        reason=reason.strip(),
    )
    return person


def _replace_values(person: Person) -> None:
    for field in Person._meta.concrete_fields:
        if field.name not in KEPT:
            setattr(person, field.name, field.get_default())
    person.name = _("已抹除")
    for name, value in name_columns(person.name)._asdict().items():
        setattr(person, name, value)
    person.erased_on = today()
    person.version += 1
    person.save()
