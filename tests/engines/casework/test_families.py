"""Tables that are compiled while the program runs: kept by content, served by their family."""

from dataclasses import replace

import pytest

from gonghui.engines.casework.actions import delegate
from gonghui.engines.casework.api import Family, Panel, inbox_of, open_case
from gonghui.engines.casework.forms import DelegationForm
from gonghui.engines.casework.models import TableVersion
from gonghui.engines.casework.queries import authorities_of, holders_of
from gonghui.engines.casework.registrations import check_stored_tables, check_tables
from gonghui.engines.casework.rules import FAMILIES, PANELS, TABLES, Shipped, panel_of
from gonghui.kernel.lib.dates import FOREVER
from tests.engines.casework import kettle
from tests.engines.casework.conftest import MONDAY, kettle_fields
from tests.factories.access import make_cadre

pytestmark = pytest.mark.usefixtures("all_scope")


@pytest.fixture
def begin(scene):
    """``begin(table)`` opens a case on a compiled table."""

    def opened(table):
        return open_case(
            actor=scene.cook,
            table=table,
            subject=scene.canteen,
            title="拼配",
            union=scene.canteen,
            person=scene.guest.person,
        )

    return opened


def versions() -> list:
    return list(TableVersion.objects.order_by("version").values_list("key", "version", "digest"))


def test_compiled_table_is_stored_once_for_its_content(begin):
    table = kettle.compiled(7)

    cases = [begin(table), begin(table)]

    assert [case.table for case in cases] == [table, table]
    assert versions() == [("kettle.blend.7", 1, table.digest)]


def test_recompiled_table_gets_the_next_version_and_old_cases_keep_theirs(begin):
    old, new = kettle.compiled(7), kettle.compiled(7, label="新拼配")
    first, second = begin(old), begin(new)

    assert (first.table, second.table) == (old, new)
    assert versions() == [("kettle.blend.7", 1, old.digest), ("kettle.blend.7", 2, new.digest)]


def test_compiled_case_walks_like_any_other(begin, scene, press):
    case = press(scene.cook, begin(kettle.compiled(7)), "steep", fields=kettle_fields())

    assert (case.state_id, case.holder_union) == ("steeping", scene.federation)


def test_table_outside_every_family_is_refused(begin):
    with pytest.raises(LookupError, match=r"kettle\.tea"):
        begin(kettle.KETTLE)


def test_compiled_table_with_problems_is_refused(begin):
    broken = replace(kettle.compiled(7), transitions=kettle.KETTLE.transitions[1:])

    with pytest.raises(ValueError, match="steeping: never reached"):
        begin(broken)


def test_family_is_delegated_as_one(begin, scene):
    deputy = make_cadre(scene.other, display_name="帮厨")
    case = begin(kettle.compiled(7))
    delegate(
        actor=scene.cook, to=deputy, valid_from=MONDAY, valid_to=FOREVER, table_key="kettle.blend"
    )

    assert authorities_of(deputy, case.table_key) == [deputy, scene.cook]
    assert authorities_of(deputy, "kettle.tea") == [deputy]
    assert list(inbox_of(deputy)) == [case]
    assert holders_of(case) == [scene.cook, deputy]


def test_family_can_be_chosen_for_a_delegation(db):
    assert ("kettle.blend", "拼配") in DelegationForm().fields["table_key"].choices


def test_panel_of_family_serves_its_tables(monkeypatch):
    panel = Panel("x.html", dict)
    monkeypatch.setitem(PANELS._items, "kettle.blend", panel)

    assert (panel_of("kettle.blend.7"), panel_of("kettle.tea")) == (panel, None)


@pytest.fixture
def ship(monkeypatch):
    """``ship(sample)`` leaves only one family, with this sample."""

    def only(sample):
        monkeypatch.setattr(TABLES, "_items", {})
        family = Family("kettle.blend", "拼配", lambda: [sample])
        monkeypatch.setattr(FAMILIES, "_items", {family.key: family})

    return only


def test_check_tries_samples_of_families(ship):
    first = replace(kettle.KETTLE.transitions[0], guards=("no.guard",), at="no.place")
    ship(replace(kettle.compiled(0), transitions=(first, *kettle.KETTLE.transitions[1:])))

    assert [each.msg for each in check_tables()] == [
        "kettle.blend.0: steep: guard no.guard is not registered",
        "kettle.blend.0: place no.place is not registered",
    ]


def test_check_keeps_shipped_tables_out_of_families(ship, monkeypatch):
    ship(kettle.compiled(0))
    shipped = kettle.compiled(1)
    monkeypatch.setattr(TABLES, "_items", {shipped.key: Shipped(shipped, shipped.digest)})

    assert [each.id for each in check_tables()] == ["casework.E001"]


def test_check_finds_running_tables_whose_guards_are_gone(begin, monkeypatch):
    first = replace(kettle.KETTLE.transitions[0], guards=("no.guard",))
    table = replace(kettle.compiled(7), transitions=(first, *kettle.KETTLE.transitions[1:]))
    case = begin(table)

    found = check_stored_tables(databases=["default"])
    assert [each.msg for each in found] == [
        "kettle.blend.7 1: steep: guard no.guard is not registered"
    ]
    case.is_open = False
    case.save()
    assert check_stored_tables(databases=["default"]) == []
