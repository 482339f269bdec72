"""How many places a union has in a group, and how many of them are taken."""

from typing import Any

from django.db.models import Q, QuerySet, Sum

from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Campaign, Entry, Quota
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.kernel.lib.paths import ancestor_ids, below
from gonghui.kernel.unions.api import Union

LEFT = ("rejected", "withdrawn")
"""States in which an entry gives its place back (handbook contests §2.3, 补报)."""


def places_of(entry: Entry, union: Union, *, lock: bool = False) -> int | None:
    """The places that ``union`` has in the entry's group; None when nothing was given to it.

    With ``lock`` the rows are held until the commit, so that two officers cannot take the last place.
    """
    rows = Quota._base_manager.filter(category=entry.category_id, union=union).order_by("pk")
    if lock:
        rows = rows.select_for_update(no_key=True)
    places = list(rows.values_list("places", flat=True))
    return sum(places) if places else None


def places_given(campaign: Campaign, union: Union) -> list[tuple[str, int]]:
    """Group and places of every group in which ``union`` was given some, in the order of the groups."""
    rows = Quota.objects.filter(campaign=campaign, union=union, places__gt=0)
    named = rows.order_by("category__position").values_list("category__name")
    return [(name, places) for name, places in named.annotate(n=Sum("places"))]


def has_places_above(entry: Entry) -> bool:
    """Whether a union above the entry's, or itself, was given places in its group."""
    ids = ancestor_ids(entry.union.path)
    return Quota._base_manager.filter(category=entry.category_id, union__in=ids).exists()


def taken_by(entry: Entry, union: Union) -> QuerySet[Entry]:
    """Other entries of the group that used a place of ``union``.

    Its own count once they are handed in, lower ones once it has handed them on.
    """
    rows = Entry._base_manager.filter(category=entry.category_id).exclude(pk=entry.pk)
    rows = rows.filter(below(union.path, "union__path"))  # both follow from it, and it has an index
    rows = rows.exclude(case__state_id__in=LEFT)
    own = Q(union=union, submission_no__gt=0)
    passed = ~below(union.path, "at_union__path")
    return rows.filter(own | passed)


def entered_by_union(entry: Entry) -> QuerySet[Entry]:
    """Other entries of the campaign that the entry's union handed in."""
    rows = Entry._base_manager.filter(campaign=entry.campaign_id, union=entry.union_id)
    return rows.filter(submission_no__gt=0).exclude(pk=entry.pk).exclude(case__state_id__in=LEFT)


def is_strict(standing: Standing) -> bool:
    """Whether the plan gives places that may not be exceeded."""
    walk = standing.walk
    return walk.has(StageKind.QUOTA) and bool(walk.setting(StageKind.QUOTA, "strict", True))


def hold_union(union: Union) -> Any:
    """Hold a union's row until the commit, so that two officers cannot both be below its cap."""
    return Union._base_manager.select_for_update(no_key=True).get(pk=union.pk)
