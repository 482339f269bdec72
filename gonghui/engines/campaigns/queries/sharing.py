"""Who shares the places of a campaign, how many members each brings, and what each was given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import CampaignStatus, QuotaKind, StageKind
from gonghui.engines.campaigns.models import Campaign, Category, Quota, QuotaSplit
from gonghui.engines.campaigns.queries.opening import invited_unions
from gonghui.engines.campaigns.rules.quotas import Claim
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import WIDTH
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import Union

CHANGEABLE = frozenset({CampaignStatus.PLANNED, CampaignStatus.OPEN, CampaignStatus.NOMINATING})
"""Until when places may move."""


@dataclass(frozen=True)
class Share:
    """A union with its places, one number for every group in the order of the groups."""

    union: Union
    places: tuple[tuple[Category, int], ...]

    @property
    def total(self) -> int:
        """All places of the union."""
        return sum(places for _category, places in self.places)


def sharers(campaign: Campaign) -> list[Union]:
    """The unions among which places are shared: the invited ones, and any that has places already."""
    return list(invited_or_holding(campaign).order_by("path"))


def invited_or_holding(campaign: Campaign) -> QuerySet[Union]:
    """The same unions as a query."""
    holding = Quota.objects.filter(campaign=campaign).values("union_id")
    found = invited_unions(campaign) | Union.objects.filter(pk__in=holding)
    return found.distinct()


def shares_of(campaign: Campaign, unions: Iterable[Union]) -> list[Share]:
    """What every union has in every group, places of all kinds together."""
    rows = Quota.objects.filter(campaign=campaign).values("union_id", "category_id")
    given = {
        (row["union_id"], row["category_id"]): row["n"] for row in rows.annotate(n=Sum("places"))
    }
    categories = list(campaign.categories.all())
    return [
        Share(union, tuple((each, given.get((union.pk, each.pk), 0)) for each in categories))
        for union in unions
    ]


def member_counts(unions: Iterable[Union]) -> dict[int, int]:
    """Members who count today in the subtree of each union, in one query.

    Outside the reader's scope: a number of members is no personal data, and the organiser shares out
    places over unions that it only guides.
    """
    wanted = {union.path: union.pk for union in unions}
    counts = dict.fromkeys(wanted.values(), 0)
    with scoping.everything("places are shared by numbers of members"):
        rows = list(members_on(today()).values_list("union__path").annotate(n=Count("pk")))
    for path, number in rows:
        for end in range(WIDTH, len(path) + 1, WIDTH):
            if path[:end] in wanted:
                counts[wanted[path[:end]]] += number
    return counts


def claims_of(
    campaign: Campaign, category: Category, weights: Mapping[int, Any], minimum: int
) -> list[Claim]:
    """What each union brings to the split of one group; the most a union may have is the stage's."""
    maximum = quota_settings(campaign)["maximum"]
    fixed = _fixed(category, QuotaKind.GUARANTEED)
    separate = _fixed(category, QuotaKind.SEPARATE)
    return [
        Claim(
            key=str(union.pk),
            label=union.name,
            weight=weights.get(union.pk, 0),
            minimum=minimum,
            maximum=maximum,
            guaranteed=fixed.get(union.pk, 0),
            separate=separate.get(union.pk, 0),
        )
        for union in sharers(campaign)
    ]


def quota_settings(campaign: Campaign) -> dict[str, Any]:
    """The settings of the quota stage, their defaults without one."""
    stages = campaign.stages.all()
    stage = next((row for row in stages if row.kind == StageKind.QUOTA), None)
    return chosen(StageKind.QUOTA, stage.settings if stage else {})


def usual_minimum(campaign: Campaign, category: Category, unions: int) -> int:
    """The stage's minimum where there are places enough for every union, else none."""
    wanted: int = quota_settings(campaign)["minimum"] or 0
    return wanted if wanted * unions <= category.places else 0


def sums_exceeded(campaign: Campaign, places: Mapping[tuple[int, int], int]) -> list[str]:
    """Groups to which more places would be given than they have, as sentences.

    Separate places (单列) stand on top of a group's number and are left out.

    Args:
        campaign: with its groups.
        places: what is to be set, by group id and union id; all others stay.
    """
    rows = Quota.objects.filter(campaign=campaign)
    given: dict[tuple[int, int], int] = {}
    separate: dict[int, int] = {}
    for row in rows:
        key = (row.category_id, row.union_id)
        given[key] = given.get(key, 0) + row.places
        if row.kind == QuotaKind.SEPARATE:
            separate[row.category_id] = separate.get(row.category_id, 0) + row.places
    sums: dict[int, int] = {}
    for (category, _union), number in {**given, **places}.items():
        sums[category] = sums.get(category, 0) + number
    return [
        _("“%(name)s”共 %(all)d 个名额，现分配 %(n)d 个，多出 %(over)d 个，请减少后再存。")
        % {"name": row.name, "all": row.places, "n": n, "over": n - row.places}
        for row in campaign.categories.all()
        if (n := sums.get(row.pk, 0) - separate.get(row.pk, 0)) > row.places
    ]


def _fixed(category: Category, kind: str) -> dict[int, int]:
    rows = Quota.objects.filter(category=category, kind=kind)
    return dict(rows.values_list("union_id", "places"))


def splits_of(campaign: Campaign) -> dict[int, QuotaSplit]:
    """The newest split of every group, by the group's id."""
    rows = QuotaSplit.objects.filter(campaign=campaign).select_related("made_by")
    return {row.category_id: row for row in rows.order_by("made_at", "pk")}
