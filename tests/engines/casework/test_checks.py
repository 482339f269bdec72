"""A changed or broken table stops the start-up check with a sentence."""

from dataclasses import replace

import pytest

from gonghui.engines.casework.registrations import check_stored_tables, check_tables
from gonghui.engines.casework.rules import TABLES, Shipped
from tests.engines.casework import kettle

pytestmark = pytest.mark.usefixtures("all_scope")


@pytest.fixture
def ship(monkeypatch):
    """``ship(table, digest)`` replaces the shipped tables by this one."""

    def only(table, digest=None):
        shipped = {table.key: Shipped(table, digest or table.digest)}
        monkeypatch.setattr(TABLES, "_items", shipped)

    return only


def test_signed_table_passes(ship):
    ship(kettle.KETTLE)
    assert check_tables() == []


def test_table_changed_after_signing_is_refused(ship):
    changed = replace(kettle.KETTLE, label="沏咖啡")
    ship(changed, kettle.KETTLE.digest)
    assert [each.id for each in check_tables()] == ["casework.E001"]
    assert changed.digest in check_tables()[0].msg


def test_unknown_guard_and_effect_are_refused(ship):
    first = replace(kettle.KETTLE.transitions[0], guards=("no.guard",), effects=("no.effect",))
    ship(replace(kettle.KETTLE, transitions=(first, *kettle.KETTLE.transitions[1:])))
    assert [each.msg for each in check_tables()] == [
        "kettle.tea: steep: guard no.guard is not registered",
        "kettle.tea: steep: effect no.effect is not registered",
    ]


def test_stored_version_with_other_words_is_refused(ship, brew):
    brew()
    ship(replace(kettle.KETTLE, label="沏咖啡"))
    assert [each.id for each in check_stored_tables(databases=["default"])] == ["casework.E002"]
    ship(replace(kettle.KETTLE, label="沏咖啡", version=2))
    assert check_stored_tables(databases=["default"]) == []
