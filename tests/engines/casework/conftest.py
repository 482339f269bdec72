"""A federation with a canteen union, a cook, a taster, a guest, and a pot of tea under way."""

from datetime import date
from types import SimpleNamespace

import pytest

from gonghui.engines.casework.api import open_case, take_step
from gonghui.kernel.lib import dates
from gonghui.kernel.people.models import Person
from tests.engines.casework import kettle
from tests.factories.access import make_cadre, make_member
from tests.factories.unions import make_direct_union, make_federation
from tests.laying import laid_once

MONDAY = date(2025, 3, 3)


@pytest.fixture
def on_day(monkeypatch):
    """``on_day(day)`` makes it that day."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(dates, "today", lambda: day)

    set_day(MONDAY)
    return set_day


@pytest.fixture
def scene(db, on_day):
    """Unions and accounts."""
    return make_scene()


@laid_once
def make_scene():
    """The canteen on a Monday."""
    federation = make_federation()
    canteen = make_direct_union(federation, "食堂大学工会")
    person = Person.objects.create(name="茶客", name_pinyin="cha ke", name_initials="ck")
    return SimpleNamespace(
        federation=federation,
        canteen=canteen,
        other=make_direct_union(federation, "邻居大学工会"),
        cook=make_cadre(canteen, display_name="厨师"),
        taster=make_cadre(federation, "province_cadre", display_name="茶师"),
        guest=make_member(person),
    )


@pytest.fixture
def brew(scene):
    """``brew()`` orders a pot; the subject is any record, here the canteen itself."""

    def order(**more):
        settings = {"union": scene.canteen, "person": scene.guest.person, "title": "一壶茶"}
        return open_case(
            actor=scene.cook, table_key="kettle.tea", subject=scene.canteen, **settings | more
        )

    return order


@pytest.fixture
def press():
    """``press(actor, case, step)`` as somebody who sees the present state; returns the case after it."""

    def step(actor, case, transition, **more):
        done = take_step(
            actor=actor, case=case, transition=transition, expected_state=case.state_id, **more
        )
        return done.case

    return step


@pytest.fixture
def steeping(scene, brew, press):
    """A pot that steeps."""
    return press(scene.cook, brew(), "steep", fields=kettle_fields())


def kettle_fields(**more):
    """What the first step asks for, as a form would send it."""
    return {"leaves": "5", "kind": "green"} | more


assert kettle.KETTLE
