"""A province whose first university leads labour contests."""

from types import SimpleNamespace

import pytest

from tests.factories.access import make_cadre
from tests.factories.unions import make_province


@pytest.fixture
def province(db) -> SimpleNamespace:
    """The unions of the factory with a cadre of the province and one of the first university."""
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    found.local = make_cadre(found.first, display_name="校干部")
    return found


@pytest.fixture
def desk(client):
    """``desk(user)`` is the browser of a cadre."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
