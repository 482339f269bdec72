"""What every room's tests may walk: a day that moves, and a campaign from programme to register."""

import pytest

from tests.factories.unions import make_province
from tests.walking.cast import Cast
from tests.walking.clock import Clock
from tests.walking.way import Way


@pytest.fixture
def clock(monkeypatch):
    """The day of the test; it moves only when the test says so."""
    return Clock(monkeypatch)


@pytest.fixture
def way(db, clock, all_scope):
    """A campaign yet to be planned, in a province with two universities and two cities."""
    return Way(Cast(make_province()), clock)
