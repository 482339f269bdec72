"""A federation with a leader, universities inside and outside the capital, cadres at both ends."""

from types import SimpleNamespace

import pytest

from tests.factories.access import make_cadre
from tests.factories.stewardship import make_leader, make_point, make_university
from tests.factories.unions import make_federation
from tests.laying import laid_once


@pytest.fixture
def house(db) -> SimpleNamespace:
    """A leader with two universities outside the capital as points; a third lies inside it."""
    return make_house()


@laid_once
def make_house() -> SimpleNamespace:
    """Unions, points and cadres."""
    federation = make_federation()
    leader = make_leader(federation, "周测")
    away = make_university(federation, "姑苏大学工会")
    far = make_university(federation, "彭城大学工会", region_code="320302")
    inside = make_university(federation, "金陵大学工会", region_code="320102")
    return SimpleNamespace(
        federation=federation,
        leader=leader,
        away=away,
        far=far,
        inside=inside,
        point=make_point(leader, away),
        second=make_point(leader, far),
        cadre=make_cadre(federation, "province_cadre", display_name="省干部"),
        local=make_cadre(away, display_name="校干部"),
        supervisor=make_cadre(federation, "supervisor", display_name="督办人"),
        owner=make_cadre(federation, "province_cadre", display_name="责任人"),
    )


@pytest.fixture
def desk(client):
    """``desk(user)`` is the browser of a cadre."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
