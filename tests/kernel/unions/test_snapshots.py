"""Frozen registers say what was true on their day, and show when somebody touched them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions import api as unions
from gonghui.kernel.unions.models import SnapshotUnion, SnapshotUnit
from tests.factories.people import make_member
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
AS_OF = date(2019, 9, 30)


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def snapshot(province):
    make_member(province.school)
    return unions.take_snapshot(actor=SYSTEM, title="2019年度统计", as_of=AS_OF)


def test_take_snapshot_freezes_units_unions_and_members(province, snapshot):
    unit = SnapshotUnit.objects.get(unit__name="南京第一小学").facts
    union = SnapshotUnion.objects.get(union=province.school)

    assert (unit["status"], unit["union"], unit["exempt"]) == ("running", province.school.pk, "")
    assert union.path == province.school.path
    assert union.facts["members"] == {"normal": 1}
    assert unions.verify_snapshot(snapshot)


def test_take_snapshot_stays_when_the_registers_change(province, snapshot):
    unions.move_union(
        actor=SYSTEM, union=province.school, upper=province.federation, on=date(2018, 1, 1)
    )

    kept = SnapshotUnion.objects.get(union=province.school)
    assert kept.path.startswith(province.nanjing.path)
    assert unions.verify_snapshot(snapshot)


@pytest.mark.parametrize("model", [SnapshotUnit, SnapshotUnion])
def test_verify_snapshot_sees_a_changed_row(snapshot, model):
    row = model.objects.order_by("pk").first()
    row.facts["name"] = "改过"
    row.save()

    assert not unions.verify_snapshot(snapshot)


def test_verify_snapshot_sees_a_missing_row(snapshot):
    SnapshotUnit.objects.first().delete()

    assert not unions.verify_snapshot(snapshot)


@pytest.mark.parametrize(("title", "as_of"), [(" ", AS_OF), ("统计", date(2999, 1, 1))])
def test_take_snapshot_refuses(title, as_of):
    with pytest.raises(ValidationError) as refusal:
        unions.take_snapshot(actor=SYSTEM, title=title, as_of=as_of)

    assert refusal.value.messages == ["请填写快照名称，截至日期不能晚于今天"]
