"""How real users err about homes, in the order of handbook homes §14 (items of this room)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.engines.campaigns.api import PassRule, RatingCounts, rating_verdict
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import units_of
from gonghui.rooms.homes.api import enter_place
from gonghui.rooms.homes.enums import PlaceKind
from tests.factories.homes import make_place

pytestmark = pytest.mark.usefixtures("all_scope")


def test_six_ballots_of_three_hundred_do_not_pass_with_all_satisfied():
    counts = RatingCounts(issued=300, returned=6, satisfied=6)
    found = rating_verdict(counts, PassRule(60, 80))

    assert (found.passes, found.sentence) == (
        False,
        "回收率 2.0%（要求不低于 60%），满意和基本满意率 100.0%（要求不低于 80%），未达标。",
    )


def closed(union, on=date(2024, 7, 1)):
    units_of(union).update(closed_on=on)


def test_place_of_a_school_that_closed_is_refused(province):
    closed(province.school)

    with pytest.raises(ValidationError, match="所在单位已于2024-07-01终止"):
        enter_place(actor=SYSTEM, union=province.school, kind=PlaceKind.HOME, name="之家")


def test_place_of_a_school_that_closed_later_says_what_to_do(province, desk):
    place = make_place(province.school)
    page = desk(province.cadre)
    before = page.get(reverse("homes:place-detail", args=[place.pk])).content.decode()
    with scoping.everything("test"):
        closed(province.school)
    after = page.get(reverse("homes:place-detail", args=[place.pk])).content.decode()

    assert ("所在单位已于" in before, "所在单位已于 2024-07-01 终止" in after) == (False, True)
