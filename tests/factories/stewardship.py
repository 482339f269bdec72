"""Leaders, contact points and visits, made through the actions."""

from datetime import date, timedelta
from itertools import count

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.api import (
    Trip,
    enrol_leader,
    name_point,
    record_visit,
)
from tests.factories.unions import make_union, make_unit

_numbers = count(1)
SINCE = date(2020, 1, 1)


def make_leader(union, name=None, **facts):
    """A leader on the roster of ``union`` since 2020."""
    facts = {"valid_from": SINCE, "duty": "副主席"} | facts
    with scoping.everything("factory"):
        return enrol_leader(
            actor=SYSTEM, union=union, name=name or f"第{next(_numbers)}领导", **facts
        )


def make_university(federation, name=None, region_code="320502", **more):
    """A university's union led by the federation; in Suzhou unless told otherwise."""
    name = name or f"姑苏第{next(_numbers)}大学工会"
    unit = make_unit(name.removesuffix("工会"), kind="university", region_code=region_code)
    return make_union(name, upper=federation, units=[unit], **more)


def make_point(leader, union, **facts):
    """A contact point since 2020."""
    with scoping.everything("factory"):
        return name_point(actor=SYSTEM, leader=leader, union=union, **{"valid_from": SINCE} | facts)


def make_trip(first=None, last=None, **facts):
    """A whole day, yesterday unless told otherwise."""
    first = first or dates.today() - timedelta(days=1)
    return Trip(
        **{"form": "call", "theme": "看望教职工", "first_day": first, "last_day": last or first}
        | facts
    )


def make_visit(leader, *points, problems=(), **facts):
    """A visit of ``leader`` to own points."""
    with scoping.everything("factory"):
        return record_visit(
            actor=SYSTEM,
            leader=leader,
            trip=make_trip(**facts),
            points=points,
            problems=problems,
        )
