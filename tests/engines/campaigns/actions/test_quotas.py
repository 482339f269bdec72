"""Places are split by members with the arithmetic kept, and set one by one."""

import pytest
from django.core.exceptions import ValidationError

from gonghui.engines.campaigns.actions.quotas import set_all_places, set_places, split_places
from gonghui.engines.campaigns.enums import CampaignStatus, QuotaKind
from gonghui.engines.campaigns.models import Quota, QuotaSplit
from gonghui.engines.campaigns.queries.sharing import member_counts, sharers, shares_of
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_draft
from tests.factories.people import make_member
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def cadre(province):
    return make_cadre(province.federation, role="province_cadre")


@pytest.fixture
def draft(province):
    return make_draft(province.federation, "may_day_medals")


def given(category):
    rows = Quota.objects.filter(category=category).order_by("union__path", "kind")
    return [(row.union.name, row.kind, row.places) for row in rows]


def test_members_count_for_the_union_above_them(province):
    make_member(province.physics)
    make_member(province.physics)
    make_member(province.first)
    make_member(province.school)

    counts = member_counts([province.first, province.nanjing, province.suzhou])

    assert counts == {province.first.pk: 3, province.nanjing.pk: 1, province.suzhou.pk: 0}


def test_split_gives_every_place_and_keeps_its_arithmetic(province, cadre, draft):
    medals = draft.categories.get(name="五一劳动奖章")
    weights = {province.first.pk: 700, province.second.pk: 200, province.nanjing.pk: 90}

    split = split_places(actor=cadre, campaign=draft, category=medals, weights=weights, minimum=1)

    assert given(medals) == [
        ("南京市教育工会", "competitive", 2),
        ("苏州市教育工会", "competitive", 1),
        ("示范大学工会", "competitive", 13),
        ("样板大学工会", "competitive", 4),
    ]
    assert [row["places"] for row in split.arithmetic["rows"]] == [2, 1, 13, 4]


def test_second_split_replaces_the_first_and_leaves_separate_places(province, cadre, draft):
    medals = draft.categories.get(name="五一劳动奖章")
    set_places(
        actor=cadre,
        campaign=draft,
        category=medals,
        union=province.first,
        places=2,
        kind=QuotaKind.SEPARATE,
    )
    weights = {province.first.pk: 1, province.second.pk: 1}

    for _again in range(2):
        split_places(actor=cadre, campaign=draft, category=medals, weights=weights)

    assert given(medals) == [
        ("示范大学工会", "competitive", 10),
        ("示范大学工会", "separate", 2),
        ("样板大学工会", "competitive", 10),
    ]
    assert QuotaSplit.objects.count() == 2


def test_split_says_when_the_minimum_asks_for_too_much(province, cadre, draft):
    team = draft.categories.get(name="工人先锋号")

    with pytest.raises(ValidationError, match="请降低下限"):
        split_places(
            actor=cadre,
            campaign=draft,
            category=team,
            weights={province.first.pk: 5},
            minimum=3,
        )

    assert given(team) == []


def test_split_without_any_member_is_refused(cadre, draft):
    with pytest.raises(ValidationError, match="没有任何工会有会员"):
        split_places(actor=cadre, campaign=draft, category=draft.categories.first(), weights={})


def test_split_is_refused_to_another_union(province, draft):
    with pytest.raises(Refused):
        split_places(
            actor=make_cadre(province.first),
            campaign=draft,
            category=draft.categories.first(),
            weights={province.first.pk: 1},
        )


def test_table_changes_only_what_differs(province, cadre, draft):
    medals = draft.categories.get(name="五一劳动奖章")
    places = {(medals.pk, province.first.pk): 3, (medals.pk, province.second.pk): 0}

    changed = [
        set_all_places(actor=cadre, campaign=draft, places=places),
        set_all_places(actor=cadre, campaign=draft, places=places),
    ]

    assert changed == [1, 0]
    first = next(share for share in shares_of(draft, sharers(draft)) if share.total)
    assert (first.union, first.total) == (province.first, 3)


def test_places_stand_still_once_the_nomination_is_over(province, cadre, draft):
    draft.status = CampaignStatus.CHECKING
    draft.save()

    with pytest.raises(ValidationError, match="推荐已结束"):
        set_places(
            actor=cadre,
            campaign=draft,
            category=draft.categories.first(),
            union=province.first,
            places=1,
        )
