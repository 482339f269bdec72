"""Open places as everybody may see them: by city, with opening hours."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.lib.scoping import everything
from gonghui.kernel.people.api import present_membership
from gonghui.kernel.unions.api import prefectures, region_near
from gonghui.rooms.homes.enums import PlaceStatus
from gonghui.rooms.homes.models import Place, PlacePhoto, Problem

LONGEST_QUERY = 40
LAST = "9999"


def open_places(kind: str = "", prefecture: str = "", text: str = "") -> QuerySet[Place]:
    """Open places that may be shown, by region and name; for code with everything in scope."""
    rows = Place.objects.filter(status=PlaceStatus.OPEN, shown_publicly=True)
    if kind:
        rows = rows.filter(kind=kind)
    if prefecture:
        rows = rows.filter(region_code__startswith=prefecture)
    if text := text.strip()[:LONGEST_QUERY]:
        rows = rows.filter(name__contains=text) | rows.filter(address__contains=text)
    return rows.select_related("union").order_by("region_code", "kind", "name")


def read_open_places(kind: str = "", prefecture: str = "", text: str = "") -> list[Place]:
    """The same, read for whoever asks."""
    with everything("open places are public"):
        return list(open_places(kind, prefecture, text))


def read_open_place(pk: int) -> Place | None:
    """One open place, for whoever asks."""
    with everything("open places are public"):
        return open_places().filter(pk=pk).first()


def public_photos(place: Place) -> list[PlacePhoto]:
    """Its pictures that may be published."""
    with everything("open places are public"):
        return list(place.photos.filter(may_publish=True).select_related("stored"))


def by_city(places: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    """Places under the names of their cities, in the order of codes; the others come last."""
    names = {each.prefecture: each.name for each in prefectures()}
    ordered = sorted(places, key=lambda place: _city(place, names) or LAST)
    grouped = groupby(ordered, key=lambda place: _city(place, names))
    return [(names.get(code, "其他地区"), list(found)) for code, found in grouped]


def _city(place: Place, names: dict[str, str]) -> str:
    """The prefecture of a place; "" where its region is none of a city, so that these stand together."""
    code = place.region_code[:4]
    return code if code in names else ""


def near_member(user: Any) -> tuple[str, list[Place]]:
    """The city of the member's union and its open places; those of one's own union first."""
    membership = present_membership(user.person) if user.person_id else None
    if membership is None:
        return "", read_open_places()
    prefecture = region_near(membership.union)[:4]
    own = membership.union.path
    found = read_open_places(prefecture=prefecture)
    return prefecture, sorted(found, key=lambda place: not own.startswith(place.union.path))


def problems_of(user: Any) -> QuerySet[Problem]:
    """What the account's person reported, the latest first."""
    rows = Problem.objects.filter(reporter=user.person_id)
    return rows.select_related("place__union").order_by("-reported_on", "-pk")
