"""Stewardship in the permission matrix: the roster, contact points, visits, problems."""

from typing import Any

from gonghui.rooms.stewardship.models import ContactPoint, Leader, Visit
from tests.factories.stewardship import make_leader, make_point, make_visit
from tests.house.permission_matrix import LOGIN, Row, World


def leader(world: World) -> Leader:
    """A leader of the federation."""
    return make_leader(world.federation)


def point(world: World) -> ContactPoint:
    """The university as the leader's contact point."""
    return make_point(world.thing(leader), world.university)


def visit(world: World) -> Visit:
    """A visit there."""
    return make_visit(world.thing(leader), world.thing(point))


def of(make: Any) -> Any:
    """The address of one thing."""
    return lambda world: {"pk": world.thing(make).pk}


def _top(lower: int | str = 404, right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, lower, lower, right), role="province_cadre", **more)


ROWS: dict[str, Row] = {
    "stewardship:leader-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:leader-create": _top(403),
    "stewardship:leader-detail": _top(kwargs=of(leader)),
    "stewardship:leader-retire": _top(kwargs=of(leader)),
    "stewardship:point-create": _top(kwargs=of(leader)),
    "stewardship:visit-create": _top(kwargs=of(leader)),
    "stewardship:report-file": _top(kwargs=of(leader)),
    "stewardship:point-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:point-detail": Row((LOGIN, 404, 404, 200), kwargs=of(point)),
    "stewardship:point-adjust": Row(
        (LOGIN, 404, 403, 200), role="province_cadre", kwargs=of(point)
    ),
    "stewardship:point-end": Row((LOGIN, 404, 403, 200), role="province_cadre", kwargs=of(point)),
    "stewardship:visit-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:visit-detail": _top(kwargs=of(visit)),
    "stewardship:problem-raise": _top(kwargs=of(visit)),
    "stewardship:ticket-list": Row((LOGIN, 200, 403, 200)),
}
