"""Two unions with a cadre each, and an empty cache."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from tests.factories.access import make_cadre
from tests.factories.unions import make_branch, make_direct_union, make_federation
from tests.laying import laid_once


@pytest.fixture(autouse=True)
def _forget_visitors():
    cache.clear()


@pytest.fixture
def scene(db):
    return make_scene()


@laid_once
def make_scene():
    federation = make_federation()
    union = make_direct_union(federation, "示范大学工会")
    other = make_direct_union(federation, "样板大学工会")
    branch = make_branch(union)
    return SimpleNamespace(
        federation=federation,
        union=union,
        other=other,
        cadre=make_cadre(union),
        stranger=make_cadre(other),
        branch_cadre=make_cadre(branch, "branch_cadre"),
        reader=make_cadre(union, "reader"),
    )
