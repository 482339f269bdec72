"""Units: names, standings, exemptions, codes, and the base of the formation rate (handbook §10)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.records import Stale
from gonghui.kernel.unions import api as unions
from tests.factories.unions import make_province, make_union, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
UNION_CODE, UNIT_CODE = "81320000MC0000012F", "12320000466000002A"
D0, D1 = date(2018, 1, 1), date(2023, 1, 1)


def counts(on):
    return unions.units_with_union(on).count(), unions.units_existing(on).count()


def test_formation_rate_follows_openings_closings_and_exemptions():
    school, closed = make_unit(opened_on=date(2010, 1, 1)), make_unit(opened_on=date(2010, 1, 1))
    make_unit(opened_on=date(2020, 1, 1))
    exempt = make_unit(opened_on=date(2010, 1, 1))
    make_union(founded_on=date(2015, 1, 1), units=[school])
    make_union(founded_on=date(2012, 1, 1), units=[closed])
    unions.set_unit_standing(actor=SYSTEM, unit=closed, status="closed", on=date(2019, 7, 1))
    unions.exempt_unit(actor=SYSTEM, unit=exempt, reason="无教职工", on=date(2021, 1, 1))

    assert counts(date(2009, 12, 31)) == (0, 0)
    assert counts(date(2014, 12, 31)) == (1, 3)
    assert counts(D0) == (2, 3)
    assert counts(D1) == (1, 2)
    assert [unit.name for unit in unions.units_without_union(D1)] != [school.name]


def test_units_of_a_revoked_union_are_in_the_base_only():
    unit = make_unit()
    union = make_union(units=[unit])
    unions.dissolve_union(actor=SYSTEM, union=union, on=date(2020, 1, 1), reason="撤销")

    assert counts(date(2019, 12, 31)) == (1, 1)
    assert counts(D1) == (0, 1)


def test_undated_unit_is_in_every_base():
    make_unit(opened_on=None)

    assert counts(date(1950, 1, 1)) == (0, 1)


def test_units_covered_by_a_joint_union_count_each():
    make_union(kind="joint", units=[make_unit(), make_unit(), make_unit()])

    assert counts(D1) == (3, 3)


@pytest.mark.parametrize("number", [1, 3])
def test_formation_rate_needs_two_queries(number, django_assert_num_queries):
    for _ in range(number):
        make_union(units=[make_unit()])

    with django_assert_num_queries(2):
        assert counts(D1) == (number, number)


def test_create_unit_with_the_code_of_a_union_is_refused():
    unit = make_unit(uscc=UNIT_CODE)

    with pytest.raises(ValidationError) as refusal:
        make_unit(uscc=UNION_CODE)

    assert unit.uscc == UNIT_CODE
    assert refusal.value.error_dict["uscc"][0].code == "uscc_swap"


def test_found_union_with_the_code_of_a_unit_is_refused():
    union = make_union(uscc=UNION_CODE)

    with pytest.raises(ValidationError) as refusal:
        make_union(uscc=UNIT_CODE)

    assert union.uscc == UNION_CODE
    assert refusal.value.error_dict["uscc"][0].code == "uscc_swap"


def test_change_unit_moves_the_standing_with_the_opening_day():
    unit = make_unit(opened_on=date(2010, 1, 1))

    unions.change_unit(actor=SYSTEM, unit=unit, opened_on=date(2012, 1, 1), staff_total=40)

    assert counts(date(2011, 1, 1)) == (0, 0)
    assert counts(date(2012, 1, 1)) == (0, 1)


def test_change_unit_over_somebody_elses_change_is_refused():
    unit = make_unit()
    unions.change_unit(actor=SYSTEM, unit=unit, staff_total=40, expected_version=1)

    with pytest.raises(Stale) as refusal:
        unions.change_unit(actor=SYSTEM, unit=unit, staff_total=50, expected_version=1)

    unit.refresh_from_db()
    assert refusal.value.code == "stale"
    assert unit.staff_total == 40


def test_change_unit_with_a_value_that_does_not_fit_is_refused():
    unit = make_unit()

    with pytest.raises(ValidationError) as refusal:
        unions.change_unit(actor=SYSTEM, unit=unit, ownership="家里的")

    assert list(refusal.value.error_dict) == ["ownership"]


def test_rename_unit_keeps_the_old_name():
    unit = make_unit("第一学校")

    unions.rename_unit(actor=SYSTEM, unit=unit, name=" 实验 学校 ", on=date(2020, 1, 1))

    unit.refresh_from_db()
    names = unit.names.order_by("valid_from").values_list("name", "valid_from")
    assert unit.name == "实验 学校"
    assert list(names) == [("第一学校", date(2000, 1, 1)), ("实验 学校", date(2020, 1, 1))]


@pytest.mark.parametrize(
    ("name", "on", "sentence"),
    [
        ("第一学校", date(2020, 1, 1), "请填写新的名称"),
        ("新名", date(2999, 1, 1), "更名日期不能晚于今天"),
        ("新名", date(1999, 1, 1), "该日当天或之后已有更名，不能再补登"),
    ],
)
def test_rename_unit_refuses(name, on, sentence):
    unit = make_unit("第一学校")

    with pytest.raises(ValidationError) as refusal:
        unions.rename_unit(actor=SYSTEM, unit=unit, name=name, on=on)

    assert refusal.value.messages == [sentence]


def test_rename_union_keeps_the_old_name():
    union = make_union("旧名工会")

    unions.rename_union(actor=SYSTEM, union=union, name="新名工会", on=date(2020, 1, 1))

    assert list(union.names.order_by("valid_from").values_list("name", flat=True)) == [
        "旧名工会",
        "新名工会",
    ]


def test_set_unit_standing_merged_needs_another_unit():
    unit, other = make_unit(), make_unit()

    with pytest.raises(ValidationError):
        unions.set_unit_standing(actor=SYSTEM, unit=unit, status="merged", on=D0)
    unions.set_unit_standing(
        actor=SYSTEM, unit=unit, status="merged", on=D0, merged_into=other, reason="布局调整"
    )

    unit.refresh_from_db()
    assert (unit.closed_on, counts(D1)) == (D0, (0, 1))


def test_set_unit_standing_before_a_later_one_is_refused():
    unit = make_unit()
    unions.set_unit_standing(actor=SYSTEM, unit=unit, status="suspended", on=D1)

    with pytest.raises(ValidationError) as refusal:
        unions.set_unit_standing(actor=SYSTEM, unit=unit, status="closed", on=D0)

    assert refusal.value.messages == ["该日之后已有状态变更，不能再补登更早的变更"]


def test_exempt_unit_needs_a_reason_and_ends():
    unit = make_unit()

    with pytest.raises(ValidationError):
        unions.exempt_unit(actor=SYSTEM, unit=unit, reason="", on=D0)
    unions.exempt_unit(actor=SYSTEM, unit=unit, reason="无教职工", on=D0)
    unions.end_exemption(actor=SYSTEM, unit=unit, on=D1)

    assert (counts(date(2020, 1, 1)), counts(D1)) == ((0, 0), (0, 1))


def test_responsible_union_is_the_own_one_then_city_then_federation():
    province = make_province()
    own = unions.units_of(province.school).get()
    lonely, elsewhere = make_unit(region_code="320102"), make_unit(region_code="320404")

    assert unions.responsible_union(own) == province.school
    assert unions.responsible_union(lonely) == province.nanjing
    assert unions.responsible_union(elsewhere) == province.federation


def test_responsible_union_of_an_empty_system_is_nobody():
    assert unions.responsible_union(unions.Unit(region_code="320102")) is None
