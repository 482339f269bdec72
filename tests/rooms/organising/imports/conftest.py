"""A university with its departments and a cadre who may import."""

import pytest

from tests.factories.access import make_cadre
from tests.rooms.organising.imports.checking import make_university


@pytest.fixture
def university(db):
    return make_university()


@pytest.fixture
def cadre(university):
    return make_cadre(university)
