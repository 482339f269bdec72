"""Giving places to unions: split by weight with the arithmetic kept, or one by one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.drafts import draft, managed
from gonghui.engines.campaigns.enums import QuotaKind
from gonghui.engines.campaigns.models import Campaign, Category, Quota, QuotaSplit
from gonghui.engines.campaigns.queries.sharing import CHANGEABLE, claims_of, sums_exceeded
from gonghui.engines.campaigns.rules import quotas
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.unions.api import Union


@action
def split_places(
    *,
    actor: Any,
    campaign: Campaign,
    category: Category,
    weights: Mapping[int, Any],
    minimum: int = 0,
    competitive: int = 0,
) -> QuotaSplit:
    """Split the places of a group over the invited unions by largest remainders (handbook contests §2.7).

    Earlier places of the split are replaced; guaranteed and separate ones stay and count as the rules
    say. Side effects in order: the places, the arithmetic, a trace.

    Args:
        actor: organises the campaign.
        campaign: a draft.
        category: the group.
        weights: members, or whatever the notice counts, by id of the union.
        minimum: fewest places of every union, guaranteed ones included.
        competitive: places that stay open for the judging.

    Raises:
        Refused: the actor may not.
        ValidationError: it was opened, or the limits contradict each other.
    """
    fresh = draft(actor, campaign)
    category = fresh.categories.get(pk=category.pk)
    claims = claims_of(fresh, category, weights, minimum)
    if not any(claim.weight for claim in claims):
        raise ValidationError(_("没有任何工会有会员或权数，无法分配。"))
    try:
        split = quotas.split_places(category.places, claims, competitive=competitive)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None
    _give(fresh, category, split)
    kept = QuotaSplit.objects.create(
        campaign=fresh, category=category, arithmetic=split.as_json(), made_by_id=actor.pk
    )
    trace(
        "campaigns.places.split",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        title=str(fresh),
        category=category.name,
        places=category.places,
    )
    return kept


def _give(campaign: Campaign, category: Category, split: quotas.Split) -> None:
    """The rows of a split in place of those of an earlier one."""
    Quota.objects.filter(category=category, kind=QuotaKind.COMPETITIVE).delete()
    Quota.objects.bulk_create(
        Quota(
            campaign=campaign,
            category=category,
            union_id=int(row.key),
            kind=QuotaKind.COMPETITIVE,
            places=row.floor + row.extra,
        )
        for row in split.rows
        if row.floor + row.extra
    )


@action
def set_places(
    *,
    actor: Any,
    campaign: Campaign,
    category: Category,
    union: Union,
    places: int,
    kind: str = QuotaKind.COMPETITIVE,
) -> None:
    """Give one union so many places of one kind in a group, 0 for none. Traces.

    Possible until the nomination is over, so that a place that nobody wants can move.

    Raises:
        Refused: the actor may not.
        ValidationError: the nomination is over, or the number is negative.
    """
    fresh = managed(actor, campaign)
    if fresh.status not in CHANGEABLE:
        raise ValidationError(_("推荐已结束，不能再调整名额。"))
    if places < 0:
        raise ValidationError(_("名额不能为负。"))
    rows = Quota.objects.filter(campaign=fresh, category=category, union=union, kind=kind)
    if places:
        rows.update_or_create(
            defaults={"places": places},
            create_defaults={
                "campaign": fresh,
                "category": category,
                "union": union,
                "kind": kind,
                "places": places,
            },
        )
    else:
        rows.delete()
    trace(
        "campaigns.places.set",
        actor=actor,
        subject=fresh,
        union_id=fresh.union_id,
        title=str(fresh),
        category=category.name,
        union=union.name,
        places=places,
    )


@action
def set_all_places(*, actor: Any, campaign: Campaign, places: Mapping[tuple[int, int], int]) -> int:
    """Set the places of many unions at once, only those that differ; returns how many changed.

    The number is that of all kinds together; guaranteed and separate places stay, the rest follows.

    Args:
        actor: organises the campaign.
        campaign: until its nomination is over.
        places: by group id and union id.

    Raises:
        Refused: the actor may not.
        ValidationError: the nomination is over, fewer places than the guaranteed ones, or more than
            the group has.
    """
    fresh = managed(actor, campaign)
    refused = sums_exceeded(fresh, places)
    if refused:
        raise ValidationError(refused)
    categories = {row.pk: row for row in fresh.categories.all()}
    unions = Union.objects.in_bulk({union_id for _category_id, union_id in places})
    held: dict[tuple[int, int], dict[str, int]] = {}
    for row in Quota.objects.filter(campaign=fresh):
        held.setdefault((row.category_id, row.union_id), {})[row.kind] = row.places
    count = 0
    for key, wanted in places.items():
        given = held.get(key, {})
        if sum(given.values()) == wanted:
            continue
        fixed = sum(n for kind, n in given.items() if kind != QuotaKind.COMPETITIVE)
        if wanted < fixed:
            raise ValidationError(
                _("“%(union)s”已有指令性或单列名额 %(n)d 个，不能少于此数。")
                % {"union": unions[key[1]], "n": fixed}
            )
        set_places(
            actor=actor,
            campaign=fresh,
            category=categories[key[0]],
            union=unions[key[1]],
            places=wanted - fixed,
        )
        count += 1
    if not count:
        trace("campaigns.places.looked_over", actor=actor, subject=fresh, title=str(fresh))
    return count
