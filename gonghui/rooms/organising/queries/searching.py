"""What the search box of the desk finds in the registers of this room."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from gonghui.kernel.lib.policy import decide
from gonghui.kernel.people.api import present_members, search_members
from gonghui.kernel.ui.api import Found
from gonghui.rooms.organising.queries.registers import unions_in_scope, units_in_scope

MOST = 10


def find_members(user: Any, text: str) -> list[Found]:
    """People on the roll by name, number or phone."""
    if not decide(user, "people.member:read"):
        return []
    rows = search_members(present_members(), text)[:MOST]
    return [
        Found(
            row.person.name,
            reverse("organising:member-detail", args=[row.person_id]),
            f"{row.union} · {row.get_status_display()}",
        )
        for row in rows
    ]


def find_unions(user: Any, text: str) -> list[Found]:
    """Living unions by name, pinyin or code."""
    if not decide(user, "unions.union:read"):
        return []
    rows = unions_in_scope().filter(_named(text)).order_by("path")[:MOST]
    return [
        Found(row.name, reverse("organising:union-detail", args=[row.pk]), row.get_kind_display())
        for row in rows
    ]


def find_units(user: Any, text: str) -> list[Found]:
    """Units by name, pinyin or code."""
    if not decide(user, "unions.unit:read"):
        return []
    rows = units_in_scope().filter(_named(text)).order_by("name_pinyin", "pk")[:MOST]
    return [
        Found(row.name, reverse("organising:unit-detail", args=[row.pk]), row.get_kind_display())
        for row in rows
    ]


def _named(text: str) -> Q:
    return (
        Q(name__icontains=text)
        | Q(short_name__icontains=text)
        | Q(name_pinyin__startswith=text.lower())
        | Q(uscc=text.upper())
        | Q(code=text)
    )
