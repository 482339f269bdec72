"""Homes in the permission matrix: places, titles, problems, pairings, ratings, the member's own, the public."""

from datetime import date
from typing import Any

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.homes.actions.inspections import Seen, record_inspection
from gonghui.rooms.homes.actions.pairings import begin_pairing
from gonghui.rooms.homes.actions.problems import report_problem
from gonghui.rooms.homes.actions.ratings import Terms, open_rating
from gonghui.rooms.homes.models import Place, Problem, RatingRound
from tests.factories.access import make_member
from tests.factories.homes import make_place, make_title
from tests.factories.people import make_members
from tests.house.permission_matrix import LOGIN, Row, World

DAY = "2024-05-01"


def place(world: World) -> Place:
    """An open place of the university."""
    return make_place(world.university)


def problem(world: World) -> Problem:
    """What the member reported there."""
    return report_problem(actor=world.user("member"), place=world.thing(place), text="门坏了")


def rating(world: World) -> RatingRound:
    """An open rating of the university, in which the branch's member may vote."""
    for person in make_members(world.university, 5):
        make_member(person)
    return open_rating(actor=SYSTEM, union=world.university, terms=Terms(dimensions=()))


def void(world: World) -> RatingRound:
    """A rating of the university that few took part in."""
    days = {"opens_on": date(2024, 4, 1), "closes_on": date(2024, 4, 15)}
    return RatingRound.objects.create(
        union=world.university, title="会员评家", status="void", reason="参评率不足", **days
    )


def of(make: Any) -> Any:
    """The address of one thing."""
    return lambda world: {"pk": world.thing(make).pk}


def verb(name: str) -> Any:
    """The address of something that may happen to the place."""
    return lambda world: {"pk": world.thing(place).pk, "verb": name}


def title(world: World) -> Any:
    """A title of the university."""
    return make_title(world.university)


def defect(world: World) -> Any:
    """Something to mend at the place."""
    seen = Seen(date(2024, 5, 1), "检查组", defects=(("门锁损坏", date(2024, 6, 1)),))
    found = record_inspection(actor=SYSTEM, place=world.thing(place), seen=seen)
    return found.defects.get()


def pairing(world: World) -> Any:
    """A pairing of the university."""
    return begin_pairing(
        actor=SYSTEM, union=world.university, helped_name="示范村小", starts_on=date(2024, 1, 1)
    )


def _own(right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, 404, 404, right), **more)


ROWS: dict[str, Row] = {
    "homes:place-list": Row((LOGIN, 200, 200, 200)),
    "homes:place-create": Row((LOGIN, 200, 200, 200)),
    "homes:place-detail": _own(kwargs=of(place)),
    "homes:place-edit": _own(kwargs=of(place)),
    "homes:place-act": _own(kwargs=verb("inspect")),
    "homes:defect-mend": _own(kwargs=of(defect)),
    "homes:title-list": Row((LOGIN, 200, 200, 200)),
    "homes:title-detail": _own(kwargs=of(title)),
    "homes:problem-list": Row((LOGIN, 200, 200, 200)),
    "homes:problem-answer": _own(kwargs=of(problem)),
    "homes:problem-take": _own(302, kwargs=of(problem), method="post"),
    "homes:pairing-list": Row((LOGIN, 200, 200, 200)),
    "homes:pairing-create": Row((LOGIN, 200, 200, 200)),
    "homes:pairing-detail": _own(kwargs=of(pairing)),
    "homes:pairing-visit": _own(kwargs=of(pairing)),
    "homes:pairing-end": _own(kwargs=of(pairing)),
    "homes:rating-list": Row((LOGIN, 200, 403, 200)),
    "homes:rating-open": Row((LOGIN, 200, 403, 200)),
    "homes:rating-detail": _own(kwargs=of(rating)),
    "homes:rating-close": _own(302, kwargs=of(rating), method="post"),
    "homes:rating-void": _own(kwargs=of(rating)),
    "homes:rating-repeat": _own(kwargs=of(void)),
    "homes:rating-publish": Row((LOGIN, 404, 404, 403), kwargs=of(rating), method="post"),
    "homes:own-places": Row((LOGIN, 200, 200, 200), role="member"),
    "homes:own-problems": Row((LOGIN, 200, 200, 200), role="member"),
    "homes:problem-report": Row((LOGIN, 200, 403, 200), role="member", kwargs=of(place)),
    "homes:own-ratings": Row((LOGIN, 200, 200, 200), role="member"),
    "homes:own-rating": Row((LOGIN, 404, 404, 200), role="member", kwargs=of(rating)),
    "homes:open-places": Row((200, 200, 200, 200)),
    "homes:open-place": Row((200, 200, 200, 200), kwargs=of(place)),
}
