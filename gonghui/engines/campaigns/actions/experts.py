"""The pool of experts from which judges are drawn."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.models import Expert
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit

MANAGE = "campaigns.campaign:manage"


@action
def add_expert(*, actor: Any, union: Any, person: Any, **facts: Any) -> Expert:
    """Put somebody into a union's pool; traces.

    Args:
        actor: organises campaigns at ``union``.
        union: whose pool it is.
        person: the expert.
        facts: fields (list of subjects), unit_name, professional_title, qualification,
            kin (list of names the expert declared).

    Raises:
        Refused: no permission.
        ValidationError: the person is in the pool already, or a fact does not fit.
    """
    require(actor, MANAGE, union)
    if Expert.objects.filter(union=union, person=person).exists():
        raise ValidationError(_("“%(name)s”已在专家库中。") % {"name": person.name})
    expert = Expert(union=union, person=person, **facts)
    expert.full_clean()
    expert.save()
    trace("campaigns.expert.added", actor=actor, subject=expert, union_id=union.pk)
    return expert


@action
def change_expert(
    *, actor: Any, expert: Expert, changes: dict[str, Any], expected_version: int
) -> Expert:
    """Change an expert's facts, or take the expert out of draws (``is_active``); traces.

    Raises:
        Refused: no permission.
        Stale: somebody was faster.
        ValidationError: a value does not fit.
    """
    locked = Expert.objects.select_for_update().get(pk=expert.pk)
    require(actor, MANAGE, locked.union)
    changed = edit(locked, changes, expected_version=expected_version)
    trace(
        "campaigns.expert.changed",
        actor=actor,
        subject=locked,
        union_id=locked.union_id,
        fields=changed,
    )
    return locked
