"""A province whose city union founds, transfers and re-elects; everybody acts inside their own scope."""

from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest

from gonghui.engines.casework.api import cases_of, take_step
from gonghui.kernel.access.api import scope_of
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.unions.api import Ownership, UnitKind
from gonghui.rooms.organising.actions.elections import Standing, record_election
from gonghui.rooms.organising.actions.foundings import (
    add_applicants,
    change_founding,
    log_visit,
    survey_unit,
)
from gonghui.rooms.organising.models import FoundingCase
from tests.factories.access import make_cadre
from tests.factories.people import make_person
from tests.factories.unions import make_province, make_unit

MONDAY = date(2025, 3, 3)


@pytest.fixture
def on_day(monkeypatch):
    """``on_day(day)`` makes it that day."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(dates, "today", lambda: day)

    set_day(MONDAY)
    return set_day


@contextmanager
def acting(user):
    """What a request of this account would see."""
    with scoping.active(scope_of(user)):
        yield user


@pytest.fixture
def province(db, on_day):
    """The unions of the factory, a private kindergarten without a union, and cadres."""
    found = make_province()
    found.city = make_cadre(found.nanjing, "city_cadre", display_name="市干部")
    found.other_city = make_cadre(found.suzhou, "city_cadre", display_name="苏州干部")
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    found.garden = make_unit(
        "南京小星星幼儿园", kind=UnitKind.KINDERGARTEN, ownership=Ownership.PRIVATE
    )
    return found


@pytest.fixture
def press():
    """``press(actor, case, step)`` inside the actor's scope; returns the case after it."""

    def step(actor, case, transition, note="", **fields):
        with acting(actor):
            done = take_step(
                actor=actor,
                case=case,
                transition=transition,
                note=note,
                fields=fields,
                expected_state=case.state_id,
            )
        return done.case

    return step


APPROVAL = {"approval_no": "宁教工〔2025〕3号", "approved_on": "2025-03-01"}


@pytest.fixture
def founding_at(province, press):
    """``founding_at(state)`` walks a founding of the kindergarten to a state of its main line."""

    def walk(state, members=25, **facts):
        case, founding = _survey(province, **facts)
        people = [
            make_person(f"教师{'甲乙丙丁戊己庚辛壬癸'[n // 10]}{'一二三四五六七八九十'[n % 10]}")
            for n in range(members)
        ]
        moves = iter(_moves(province, founding, people))
        while case.state_id != state:
            actor, transition, prepare, fields = next(moves)
            with acting(province.city):
                prepare(case)
            case = press(actor, case, transition, **fields)
        return SimpleNamespace(case=case, founding=founding, people=people)

    return walk


def _survey(province, **facts):
    with acting(province.city):
        case = survey_unit(actor=province.city, unit=province.garden, **facts)
        founding = FoundingCase.objects.get(pk=case.subject_id)
        assert list(cases_of(founding)) == [case]
    return case, founding


def _moves(province, founding, people):
    """Actor, step, what comes before it, and its fields, along the main line."""
    city = province.city

    def visit(_case):
        log_visit(actor=city, founding=founding, kind="visit", visited_on=MONDAY, note="园长同意")

    def group(_case):
        change_founding(actor=city, founding=founding, group_members="赵一\n钱二")

    def recruit(_case):
        add_applicants(actor=city, founding=founding, people=people, applied_on=MONDAY)

    def elect(case):
        vote(city, case, people)

    def nothing(_case):
        pass

    yield city, "contact", visit, {}
    yield city, "prepare", nothing, {}
    yield city, "request", group, {"requested_on": "2025-02-20"}
    yield city, "approve_preparation", nothing, APPROVAL
    yield city, "elect", recruit, {}
    yield city, "submit_results", elect, {"reported_on": "2025-02-28"}
    yield city, "approve", nothing, APPROVAL | {"term_years": "3"}
    yield city, "register", nothing, {"uscc": "81320000MC0000012F", "certificate_no": "证001"}
    yield city, "activate", nothing, {}


def vote(actor, case, people, seats=3, **numbers):
    """A count sheet: the first few of ``people`` stand, the first of them as chair."""
    names = people[: seats + 1]
    offices = ["chair", "vice", *["member"] * seats]
    tops = [15, 14, 13, 5, 4][: len(names)]
    sheet = {
        "seats": seats,
        "should_attend": 25,
        "present": 24,
        "issued": 24,
        "recovered": 24,
        "valid": 24,
    }
    return record_election(
        actor=actor,
        case=case,
        body="committee",
        held_on=date(2025, 2, 27),
        numbers=sheet | numbers,
        standings=[Standing(p, v, o) for p, v, o in zip(names, tops, offices, strict=False)],
    )
