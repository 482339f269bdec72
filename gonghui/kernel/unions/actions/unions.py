"""Founding, changing, merging and ending unions; history is closed, never rewritten (§1, §2)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit
from gonghui.kernel.lib.sorting import text_pinyin
from gonghui.kernel.unions.actions.naming import check_details, rename
from gonghui.kernel.unions.actions.placements import replant
from gonghui.kernel.unions.actions.relations import cover_unit, open_edge, permission_to_found
from gonghui.kernel.unions.enums import EdgeKind, UnionKind
from gonghui.kernel.unions.models import Union, UnionName, Unit
from gonghui.kernel.unions.rules import BELOW_GRASSROOTS, check_union_uscc

UNION_DETAILS = frozenset(
    [
        "short_name",
        "code",
        "uscc",
        "legal_person",
        "certificate_no",
        "certificate_valid_to",
        "approval_no",
        "approved_on",
        "region_code",
    ]
)


@action
def found_union(
    *,
    actor: Any,
    name: str,
    kind: UnionKind | str,
    founded_on: date,
    upper: Union | None = None,
    guide: Union | None = None,
    units: Iterable[Unit] = (),
    **details: Any,
) -> Union:
    """Enter a union that its upper union approved (law art. 12), led by ``upper``, guided by ``guide``.

    Edges begin when both sides exist. Creates the union, its name, edges, coverages and places; traces.
    ``details`` are fields of Union (see UNION_DETAILS).

    Raises:
        Refused: the actor may not found below ``upper``.
        ValidationError: a value does not fit, a branch without upper, a unit taken already.
    """
    check_details(details, UNION_DETAILS)
    if upper is None and kind in BELOW_GRASSROOTS:
        raise ValidationError({"upper": _("分工会和工会小组须有上级工会")})
    union = Union(name=" ".join(name.split()), kind=kind, founded_on=founded_on, **details)
    require(actor, permission_to_found(union), upper or guide)
    check_union_uscc(union.uscc)
    union.name_pinyin = text_pinyin(union.name)
    union.full_clean(exclude=["path", "lead_path"], validate_unique=False)
    union.save()
    UnionName.objects.create(union=union, name=union.name, valid_from=founded_on, valid_to=FOREVER)
    for edge_kind, above in ((EdgeKind.LEADS, upper), (EdgeKind.GUIDES, guide)):
        if above is not None:
            start = max(founded_on, above.founded_on)
            open_edge(
                edge_kind, union, above, start, above.revoked_on, details.get("approval_no", "")
            )
    replant([union.pk])
    union.refresh_from_db(fields=["path", "lead_path"])
    trace("unions.union.founded", actor=actor, subject=union, union_id=union.pk, name=union.name)
    for unit in units:
        cover_unit(
            actor=actor, union=union, unit=unit, on=max(founded_on, unit.opened_on or founded_on)
        )
    return union


@action
def change_union(
    *, actor: Any, union: Union, expected_version: int | None = None, **changes: Any
) -> Union:
    """Change facts of a union (see UNION_DETAILS; names by ``rename_union``); traces what changed.

    Raises:
        Refused: the actor may not change this union.
        Stale: somebody else changed it since ``expected_version``.
        ValidationError: a value does not fit, or the code is a unit's (12…, 52…, 91…, §3).
    """
    check_details(changes, UNION_DETAILS)
    union = Union.objects.select_for_update().get(pk=union.pk)
    require(actor, "unions.union:edit", union)
    check_union_uscc(changes.get("uscc", ""))
    changed = edit(union, changes, expected_version=expected_version)
    trace("unions.union.changed", actor=actor, subject=union, union_id=union.pk, fields=changed)
    return union


@action
def rename_union(*, actor: Any, union: Union, name: str, on: date) -> Union:
    """From ``on`` the union is called ``name``; the old name stays findable. Traces.

    Raises:
        Refused: the actor may not change this union.
        ValidationError: empty name, a future day, or a later rename stands in the way.
    """
    union = Union.objects.select_for_update().get(pk=union.pk)
    require(actor, "unions.union:edit", union)
    before = union.name
    rename(union, union.names, name, on)
    trace(
        "unions.union.renamed",
        actor=actor,
        subject=union,
        union_id=union.pk,
        before=before,
        after=union.name,
        on=on.isoformat(),
    )
    return union
