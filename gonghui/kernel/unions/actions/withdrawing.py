"""Taking units and unions back that were entered by an import which is undone."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.unions.actions.placements import replant
from gonghui.kernel.unions.models import (
    Coverage,
    Edge,
    Placement,
    Union,
    UnionName,
    Unit,
    UnitName,
    UnitStanding,
)

AUDIT = "audit"
"""Stands above this package; that it tells of the entering is no use of what was entered."""


@action
def withdraw_units(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Remove units that nobody touched since they were entered; names of those that were touched.

    All or nothing: with a touched one among them none is removed. Names and standings go along; traces.

    Raises:
        Refused: the actor may not edit units.
    """
    require(actor, "unions.unit:edit", kept_by)
    rows = Unit.objects.filter(pk__in=ids)
    touched = _touched(rows, (UnitName, UnitStanding))
    if not touched:
        rows.delete()
    count = 0 if touched else len(ids)
    trace("unions.unit.withdrawn", actor=actor, subject=kept_by, union_id=kept_by.pk, count=count)
    return touched


@action
def withdraw_unions(*, actor: Any, kept_by: Union, ids: Sequence[int]) -> list[str]:
    """Undo that unions were entered, if nobody touched them since; names of those that were touched.

    All or nothing. A withdrawn union keeps its row, because the audit chain names it, but lived on no day:
    it ends on the day it began, and its relations, coverages and places go. Somebody on the roll, a term,
    a post or a union below that is not among them counts as touched. Traces.

    Raises:
        Refused: the actor may not found unions below ``kept_by``.
    """
    require(actor, "unions.union:found", kept_by)
    rows = Union.objects.filter(pk__in=ids)
    below = Edge.objects.filter(upper__in=ids).exclude(lower__in=ids)
    touched = _touched(rows, (UnionName, Coverage, Placement, Edge))
    touched += below.values_list("upper__name", flat=True)
    if not touched:
        Edge.objects.filter(lower__in=ids).delete()
        Coverage.objects.filter(union__in=ids).delete()
        for union in rows.select_for_update():
            edit(union, {"revoked_on": union.founded_on})
        replant(ids)
    count = 0 if touched else len(ids)
    trace("unions.union.withdrawn", actor=actor, subject=kept_by, union_id=kept_by.pk, count=count)
    return touched


def _touched(rows: QuerySet, own: Collection[type[Model]]) -> list[str]:
    """Names of rows with another version than the first, or that rows of other models than ``own`` name."""
    found = set(rows.filter(version__gt=1).values_list("name", flat=True))
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.is_relation) or relation.related_model in own:
            continue
        model, field = relation.related_model, relation.field.name
        if model._meta.app_label == AUDIT:
            continue
        using = model._base_manager.filter(**{f"{field}__in": rows})
        found |= set(using.values_list(f"{field}__name", flat=True))
    return sorted(found)
