"""A province whose federation trains cadres of two universities."""

from types import SimpleNamespace

import pytest

from tests.factories.access import make_cadre
from tests.factories.unions import make_province


@pytest.fixture
def province(db) -> SimpleNamespace:
    """The unions of the factory with a cadre of the province and one of each university."""
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    found.local = make_cadre(found.first, display_name="甲校干部")
    found.other = make_cadre(found.second, display_name="乙校干部")
    return found


@pytest.fixture
def desk(client):
    """``desk(user)`` is the browser of a cadre."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
