"""The figures a cadre sees first, and what the search box finds."""

from typing import Any

from django.urls import reverse

from gonghui.kernel.indicators.api import Figure, Question, figure, five_years_to, indicators
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.people.api import present_members, search_members
from gonghui.kernel.ui.api import Found, unions_like
from gonghui.kernel.unions.api import Union, UnionKind

UPPER = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)
UPPER_FIGURES = (
    "organising.members",
    "organising.direct_unions",
    "organising.private_formation_rate",
    "organising.timely_terms",
)
OWN_FIGURES = (
    "organising.members",
    "organising.women_share",
    "organising.enrolment_rate",
    "organising.unions",
)
MOST = 10


def key_figures(union: Union) -> list[Figure]:
    """The main figures below ``union`` as of today, as far as somebody declares them."""
    five = five_years_to(dates.today())
    question = Question(five.start, five.end, union.path)
    keys = UPPER_FIGURES if union.kind in UPPER else OWN_FIGURES
    return [figure(key, question) for key in keys if key in indicators]


def find_unions(user: Any, text: str) -> list[Found]:
    """Unions in scope by a piece of name, pinyin or code."""
    if not decide(user, "unions.union:read"):
        return []
    return [
        Found(union.name, reverse("organising:union-detail", args=[union.pk]), union.short_name)
        for union in unions_like(text)[:MOST]
    ]


def find_members(user: Any, text: str) -> list[Found]:
    """Members in scope by name, pinyin, staff number, or a whole phone or identity number."""
    if not decide(user, "people.member:read"):
        return []
    rows = search_members(present_members(), text).order_by("person__name_pinyin", "pk")
    return [
        Found(
            row.person.name,
            reverse("organising:member-detail", args=[row.person_id]),
            " · ".join(filter(None, (row.union.name, row.staff_no))),
        )
        for row in rows[:MOST]
    ]
