"""Leaves some work on the desks: foundings under way, members who change their union."""

from datetime import timedelta

from gonghui.demo.accounts import FLAGSHIP
from gonghui.demo.plan import Province
from gonghui.demo.territory import Territory
from gonghui.engines.casework.api import Case, take_step
from gonghui.kernel.access.api import User
from gonghui.kernel.people.api import MembershipStatus, present_members
from gonghui.kernel.unions.api import Union, Unit, units_without_union
from gonghui.rooms.organising.api import FoundingCase, begin_transfer, log_visit, survey_unit

FOUNDINGS = 6
TRANSFERS = 3


def write_cases(plan: Province, territory: Territory) -> int:
    """Open the cases as the demonstration's own cadres would; returns how many."""
    city = User.objects.get(username="city")
    units = _units_to_organise(plan, territory.cities[0])
    for order, unit in enumerate(units):
        case = survey_unit(actor=city, unit=unit, survey_note="新近摸排，尚未建会")
        _advance(plan, city, case, steps=order % 3)
    return len(units) + _transfers(territory)


def _units_to_organise(plan: Province, city: Union) -> list[Unit]:
    without = units_without_union(plan.end)
    here = without.filter(region_code__startswith=city.region_code[:4])
    return list(here.order_by("pk")[:FOUNDINGS])


def _advance(plan: Province, city: User, case: Case, *, steps: int) -> None:
    if steps > 0:
        founding = FoundingCase.objects.get(pk=case.subject_id)
        log_visit(
            actor=city, founding=founding, kind="visit", visited_on=plan.end - timedelta(days=3),
            note="到校说明建会办法，校方表示支持", who="市教育科技工会",
        )  # fmt: skip
        take_step(actor=city, case=case, transition="contact", expected_state="surveyed")
    if steps > 1:
        take_step(actor=city, case=case, transition="prepare", expected_state="contacted")


def _transfers(territory: Territory) -> int:
    university, other = (User.objects.get(username=name) for name in ("university", "university2"))
    receiving = other.posts.get().union
    branch = territory.branches[FLAGSHIP][1]
    rows = present_members().filter(union=branch, status=MembershipStatus.NORMAL)
    for row in rows.select_related("person").order_by("pk")[:TRANSFERS]:
        begin_transfer(actor=university, person=row.person, to_union=receiving, reason="工作调动")
    return TRANSFERS
