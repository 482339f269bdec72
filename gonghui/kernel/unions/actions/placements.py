"""Keeping the tree places in step with the edges, for one branch of the tree or for all of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.kernel.lib import bulk
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import child_path
from gonghui.kernel.lib.policy import require
from gonghui.kernel.unions.enums import EdgeKind
from gonghui.kernel.unions.models import Edge, Placement, Union
from gonghui.kernel.unions.placing import Forest, Link, Place

ANSWERING = (EdgeKind.LEADS, EdgeKind.GUIDES)
MANY = 2000


@action
def rebuild_placements(*, actor: Any) -> int:
    """Derive every place again from the edges; returns how many unions stood wrong.

    Needs ``unions.union:found`` on the whole. Rewrites placements, then the unions' paths, then traces.
    """
    require(actor, "unions.union:found")
    wrong = replant(Union.objects.values_list("pk", flat=True), whole=True)
    trace("unions.placement.rebuilt", actor=actor, corrected=wrong)
    return wrong


@action
def refresh_places(*, actor: Any) -> int:
    """Bring the unions' present paths up to this day, because a dated move may have come due.

    Meant for the clock, once a day. Returns how many unions moved.
    """
    require(actor, "unions.union:found")
    due = Placement.objects.filter(Q(valid_from=today()) | Q(valid_to=today()))
    moved = replant(due.values_list("union_id", flat=True).distinct())
    trace("unions.placement.refreshed", actor=actor, moved=moved)
    return moved


def replant(union_ids: Iterable[int], *, whole: bool = False) -> int:
    """Derive again the places of ``union_ids`` and of all that ever stood below them.

    Must run inside an action. Returns how many unions got other places or another present path.

    Raises:
        ValidationError: the edges would close a circle or the tree would grow too deep.
    """
    ids = set(union_ids) if whole else _ever_below(set(union_ids))
    unions = {one.pk: one for one in _among(Union.objects, "pk", ids)}
    links = _links(ids)
    outer = {link.upper for link in links} | {one.merged_into_id for one in unions.values()}
    outer -= {*unions, None}
    lives = {pk: (one.founded_on, one.revoked_on) for pk, one in unions.items()}
    forest = Forest(lives, links, _places_of(outer))
    try:
        fresh = {pk: forest.places(pk) for pk in unions}
        paths = _present_paths(unions, links, fresh, outer)
    except ValueError as error:
        raise ValidationError(_("隶属关系会成环或层级过深，请检查上级工会")) from error
    changed = _store_places(fresh) | _store_paths(unions, paths)
    return len(changed)


def _ever_below(ids: set[int]) -> set[int]:
    found, fresh = set(ids), set(ids)
    while fresh:
        edges = _among(Edge.objects.filter(kind__in=ANSWERING), "upper_id", fresh)
        lower = set(edges.values_list("lower_id", flat=True))
        gone = _among(Union.objects, "merged_into_id", fresh).values_list("pk", flat=True)
        fresh = (lower | set(gone)) - found
        found |= fresh
    return found


def _among(rows: Any, field: str, ids: set[int]) -> Any:
    """Rows whose ``field`` is one of ``ids``; beyond MANY ids the caller gets a subquery-free whole."""
    if len(ids) > MANY:
        return rows.filter(**{f"{field}__gte": min(ids), f"{field}__lte": max(ids)})
    return rows.filter(**{f"{field}__in": ids})


def _links(ids: set[int]) -> list[Link]:
    edges = _among(Edge.objects.filter(kind__in=ANSWERING), "lower_id", ids)
    fields = ("kind", "upper_id", "lower_id", "valid_from", "valid_to", "pk")
    return [Link(*row) for row in edges.values_list(*fields) if row[2] in ids]


def _places_of(ids: set[int]) -> dict[int, list[Place]]:
    result: dict[int, list[Place]] = {pk: [] for pk in ids}
    if ids:
        rows = _among(Placement.objects, "union_id", ids).order_by("valid_from")
        fields = ("union_id", "valid_from", "valid_to", "path", "lead_path")
        for pk, *values in rows.values_list(*fields):
            if pk in result:
                result[pk].append(Place(*values))
    return result


def _present_paths(
    unions: Mapping[int, Union],
    links: Sequence[Link],
    places: Mapping[int, Sequence[Place]],
    outer: set[int],
) -> dict[int, tuple[str, str]]:
    """Today's place of living unions, the first of future ones; ended ones stay below their last upper."""
    day = today()
    paths = dict(_outer_paths(outer))
    uppers = _last_uppers(unions, links)

    def path_of(pk: int) -> tuple[str, str]:
        if pk not in paths:
            here = [one for one in places[pk] if one.start <= day < one.end]
            if not here and unions[pk].founded_on > day:
                here = list(places[pk][:1])
            if here:
                paths[pk] = (here[0].path, here[0].lead_path)
            else:
                above = path_of(uppers[pk]) if pk in uppers else ("", "")
                paths[pk] = (child_path(above[0], pk), child_path(above[1], pk))
        return paths[pk]

    return {pk: path_of(pk) for pk in unions}


def _outer_paths(ids: set[int]) -> Iterable[tuple[int, tuple[str, str]]]:
    if not ids:
        return []
    rows = _among(Union.objects, "pk", ids).values_list("pk", "path", "lead_path")
    return [(pk, (path, lead)) for pk, path, lead in rows]


def _last_uppers(unions: Mapping[int, Union], links: Sequence[Link]) -> dict[int, int]:
    order = sorted(links, key=lambda one: (one.end, one.kind == EdgeKind.LEADS, one.start))
    uppers = {link.lower: link.upper for link in order}
    uppers |= {pk: one.merged_into_id for pk, one in unions.items() if one.merged_into_id}
    return uppers


def _store_places(fresh: Mapping[int, Sequence[Place]]) -> set[int]:
    stored = _places_of(set(fresh))
    changed = {pk for pk, places in fresh.items() if list(places) != stored[pk]}
    old = [pk for pk in changed if stored[pk]]
    for start in range(0, len(old), MANY):
        Placement.objects.filter(union_id__in=old[start : start + MANY]).delete()
    Placement.objects.bulk_create(
        [
            Placement(
                union_id=pk,
                valid_from=place.start,
                valid_to=place.end,
                path=place.path,
                lead_path=place.lead_path,
            )
            for pk in sorted(changed)
            for place in fresh[pk]
        ]
    )
    return changed


def _store_paths(unions: Mapping[int, Union], paths: Mapping[int, tuple[str, str]]) -> set[int]:
    changed = {pk for pk, one in unions.items() if (one.path, one.lead_path) != paths[pk]}
    bulk.update(Union, ["path", "lead_path"], [(*paths[pk], pk) for pk in sorted(changed)])
    return changed
