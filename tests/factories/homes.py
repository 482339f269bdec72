"""Places, titles and ratings, made through the actions."""

from datetime import date
from itertools import count

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.homes.actions.ratings import Ballot, Terms, cast_rating, open_rating
from gonghui.rooms.homes.api import enter_place, title_series
from gonghui.rooms.homes.enums import PlaceKind
from tests.factories.access import make_member as make_account
from tests.factories.awards import make_award
from tests.factories.people import make_members

_numbers = count(1)
FACTS = {
    "address": "示范路 1 号",
    "opening_hours": "周一至周五 8:30—17:30",
    "opened_on": date(2023, 5, 1),
    "equipment": ["图书", "茶水"],
}


def make_place(union, kind=PlaceKind.HOME, name=None, **more):
    """An open place."""
    with scoping.everything("factory"):
        return enter_place(
            actor=SYSTEM,
            union=union,
            kind=kind,
            name=name or f"第{next(_numbers)}职工之家",
            **FACTS | more,
        )


def make_title(union, key="star-home", grade="三星级", **more):
    """A title of this room in the register."""
    with scoping.everything("factory"):
        series = title_series(actor=SYSTEM, key=key)
    facts = {"holder_union": union, "holder_name": union.name, "grade": grade} | more
    return make_award(union, series, **facts)


def make_rating(union, raters=6, **terms):
    """An open rating of a union with members of its own; returns it and their accounts."""
    with scoping.everything("factory"):
        users = [make_account(person) for person in make_members(union, raters)]
        terms = {"dimensions": ("民主管理", "关心关爱")} | terms
        return open_rating(actor=SYSTEM, union=union, terms=Terms(**terms)), users


def vote(rating, user, overall="satisfied", **more):
    """One member's ballot, inside no scope but their own."""
    cast_rating(actor=user, rating=rating, ballot=Ballot(overall, **more))
