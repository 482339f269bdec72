"""Two rows turned out to be one person: every app moves what is its own, the evidence stays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.people.actions.events import derive, lock_person, present_row
from gonghui.kernel.people.actions.persons import carry
from gonghui.kernel.people.merging import merge_hooks
from gonghui.kernel.people.models import Person, PersonMerge

FILLABLE = [
    "sex",
    "born_on",
    "ethnic_group",
    "political_status",
    "education",
    "degree",
    "title",
    "phone",
    "email",
    "household",
    "work_started_on",
    "hardship",
]
COMPANIONS = {
    "born_on": ("born_precision",),
    "phone": ("phone_hash",),
    "work_started_on": ("work_started_precision",),
}


@action
def merge_persons(*, actor: Any, kept: Person, gone: Person, reason: str) -> PersonMerge:
    """``gone`` is the same person as ``kept``: hooks of all apps move their rows, ``gone`` points on.

    Facts that ``kept`` lacks are taken over; events of both give the membership. Every hook runs in the
    order of its key, then the spans are derived, then the merge is stored and traced.

    Raises:
        Refused: the actor may not merge members of both unions.
        ValidationError: no reason, the same row, merged before, or both were members at one time in a way
            that contradicts itself (correct the wrong event first).
    """
    if kept.pk == gone.pk or not reason.strip():
        raise ValidationError(_("请选择两名不同的人员并写明合并依据"))
    for row in filter(None, (present_row(kept), present_row(gone))):
        require(actor, "people.person:merge", row.union)
    require(actor, "people.person:merge")
    first, second = sorted((kept, gone), key=lambda one: one.pk)
    locked = {one.pk: lock_person(one) for one in (first, second)}
    kept, gone = locked[kept.pk], locked[gone.pk]
    _fill_blanks(kept, gone)
    moved = {key: hook(kept, gone) for key, hook in merge_hooks}
    gone.merged_into = kept
    gone.version += 1
    gone.save()
    derive(kept)
    carry(kept)
    merge = PersonMerge._base_manager.create(
        kept=kept, gone=gone, actor_id=actor.pk, moved={k: n for k, n in moved.items() if n}
    )
    present = present_row(kept)
    trace(
        "people.person.merged",
        actor=actor,
        subject=kept,
        union_id=present.union_id if present else None,
        gone=gone.pk,
        reason=reason.strip(),
        moved=merge.moved,
    )
    return merge


def _fill_blanks(kept: Person, gone: Person) -> None:
    for name in FILLABLE:
        if getattr(kept, name) in (None, "") and getattr(gone, name) not in (None, ""):
            for field in (name, *COMPANIONS.get(name, ())):
                setattr(kept, field, getattr(gone, field))
    kept.model_worker |= gone.model_worker
    kept.women_cadre |= gone.women_cadre
    kept.version += 1
    kept.save()
