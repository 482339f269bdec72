"""A private storage of its own for each test, and purposes that exist for one test only."""

import pytest

from gonghui.kernel.files.api import register_purpose
from gonghui.kernel.files.purposes import purposes
from tests.factories.files import purpose


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    """The private storage in a directory of the test."""
    location = tmp_path / "private"
    location.mkdir()
    storages = {**settings.STORAGES}
    storages["private"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": location, "base_url": None},
    }
    settings.STORAGES = storages
    return location


@pytest.fixture
def sample():
    """Register the sample purpose, with changes."""
    before = dict(purposes._items)

    def declare(**changes):
        return register_purpose(purpose(**changes))

    yield declare
    purposes._items = before
