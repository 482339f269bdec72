"""Open places for everybody: a list by city with opening hours, and the page of one place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gonghui.kernel.unions.api import prefectures
from gonghui.rooms.homes.enums import PlaceKind
from gonghui.rooms.homes.queries import open_places


def open_list(request: HttpRequest) -> HttpResponse:
    """Open places by city."""
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("kind", "city", "q")}
    kind = asked["kind"] if asked["kind"] in PlaceKind.values else ""
    city = asked["city"] if asked["city"].isdigit() else ""
    found = open_places.read_open_places(kind, city, asked["q"])
    context = {
        "title": _("开放场所"),
        "asked": asked,
        "kinds": PlaceKind.choices,
        "cities": prefectures(),
        "total": len(found),
        "groups": open_places.by_city(found),
    }
    return render(request, "homes/open_places.html", context)


def open_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One open place."""
    place = open_places.read_open_place(pk)
    if place is None:
        raise Http404(_("没有这个场所，或它现在没有开放。"))
    context = {
        "title": place.name,
        "crumbs": [(_("开放场所"), "../")],
        "place": place,
        "photos": open_places.public_photos(place),
    }
    return render(request, "homes/open_place.html", context)
