"""Edges: at most one leader on any day, no circles, dates inside the lives of both sides."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions import api as unions
from tests.factories.unions import (
    make_branch,
    make_city_union,
    make_direct_union,
    make_federation,
    make_province,
    make_union,
    make_unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


def edges(union, kind="leads"):
    rows = unions.Edge.objects.filter(lower=union, kind=kind).order_by("valid_from", "pk")
    return list(rows.values_list("upper_id", "valid_from", "valid_to"))


def test_found_union_below_upper_places_it_there():
    federation = make_federation()

    union = make_direct_union(federation)

    assert union.path == f"{federation.pk:07d}{union.pk:07d}"
    assert union.lead_path == union.path
    assert edges(union) == [(federation.pk, date(2000, 1, 1), FOREVER)]


def test_found_union_guided_only_answers_upwards_but_is_not_led():
    federation = make_federation()

    city = make_city_union(federation)

    assert city.path == f"{federation.pk:07d}{city.pk:07d}"
    assert city.lead_path == f"{city.pk:07d}"


def test_found_union_older_than_its_upper_is_led_since_the_upper_exists():
    federation = make_federation(founded_on=date(1986, 5, 1))

    union = make_direct_union(federation, founded_on=date(1952, 1, 1))

    assert edges(union) == [(federation.pk, date(1986, 5, 1), FOREVER)]
    assert unions.place_on(union, date(1960, 1, 1)) == f"{union.pk:07d}"


def test_move_union_closes_the_old_edge_and_keeps_the_past():
    province = make_province()

    unions.move_union(
        actor=SYSTEM, union=province.school, upper=province.federation, on=date(2020, 1, 1)
    )

    assert edges(province.school) == [
        (province.nanjing.pk, date(2000, 1, 1), date(2020, 1, 1)),
        (province.federation.pk, date(2020, 1, 1), FOREVER),
    ]
    assert province.school in unions.subtree(province.nanjing, date(2019, 12, 31))
    assert province.school not in unions.subtree(province.nanjing, date(2020, 1, 1))
    assert province.school not in unions.subtree(province.nanjing)


def test_move_union_in_the_future_leaves_today_as_it_is():
    province = make_province()

    unions.move_union(
        actor=SYSTEM, union=province.school, upper=province.federation, on=date(2999, 1, 1)
    )

    assert province.school.lead_path == f"{province.nanjing.pk:07d}{province.school.pk:07d}"
    assert province.school in unions.subtree(province.federation, date(2999, 1, 1))
    assert unions.leader_of(province.school, date(2999, 1, 1)) == province.federation


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2019, 1, 1), "“南京第一小学工会”在2020-01-01已有后续调整，不能再补登更早的调整"),
        (date(2021, 1, 1), "“示范省教育科技工会”当天已经是上级"),
    ],
)
def test_move_union_refuses_what_contradicts_a_later_move(on, sentence):
    province = make_province()
    unions.move_union(
        actor=SYSTEM, union=province.school, upper=province.federation, on=date(2020, 1, 1)
    )

    with pytest.raises(ValidationError) as refusal:
        unions.move_union(actor=SYSTEM, union=province.school, upper=province.federation, on=on)

    assert refusal.value.messages == [sentence]


def test_move_union_before_the_founding_day_is_refused():
    province = make_province()

    with pytest.raises(ValidationError) as refusal:
        unions.remit_to(
            actor=SYSTEM, union=province.first, collector=province.nanjing, on=date(1999, 1, 1)
        )

    assert refusal.value.messages == ["日期不在“示范大学工会”存续期内（2000-01-01 至今）"]


def test_move_union_refuses_a_circle():
    province = make_province()

    with pytest.raises(ValidationError) as refusal:
        unions.move_union(
            actor=SYSTEM, union=province.first, upper=province.physics, on=date(2020, 1, 1)
        )

    assert refusal.value.messages == [
        "“物理学院分工会”是“示范大学工会”本身或在其之下，不能作它的上级"
    ]


def test_move_union_after_roles_were_exchanged_is_no_circle():
    upper, lower = make_union("甲", kind="industrial"), make_union("乙", kind="industrial")
    unions.move_union(actor=SYSTEM, union=lower, upper=upper, on=date(2001, 1, 1))
    unions.move_union(actor=SYSTEM, union=lower, upper=None, on=date(2010, 1, 1))

    unions.move_union(actor=SYSTEM, union=upper, upper=lower, on=date(2010, 1, 1))

    assert unions.leader_of(lower, date(2005, 1, 1)) == upper
    assert unions.leader_of(upper, date(2015, 1, 1)) == lower


def test_guide_union_counts_only_where_nobody_leads():
    province = make_province()

    unions.guide_union(
        actor=SYSTEM, union=province.school, guide=province.suzhou, on=date(2010, 1, 1)
    )

    assert province.school.path.startswith(province.nanjing.path)


def test_guide_union_twice_is_refused():
    province = make_province()

    with pytest.raises(ValidationError) as refusal:
        unions.guide_union(
            actor=SYSTEM, union=province.nanjing, guide=province.federation, on=date(2010, 1, 1)
        )

    assert refusal.value.messages == ["“示范省教育科技工会”在这段时间已经指导“南京市教育工会”"]


def test_end_guidance_takes_the_city_out_of_the_tree():
    province = make_province()

    unions.end_guidance(
        actor=SYSTEM, union=province.nanjing, guide=province.federation, on=date(2020, 1, 1)
    )

    assert province.nanjing.path == f"{province.nanjing.pk:07d}"
    assert province.school not in unions.subtree(province.federation)
    assert province.school in unions.subtree(province.federation, date(2019, 1, 1))


def test_remit_to_may_differ_from_the_leader():
    province = make_province()

    unions.remit_to(
        actor=SYSTEM, union=province.first, collector=province.nanjing, on=date(2015, 1, 1)
    )

    assert unions.collector_of(province.first) == province.nanjing
    assert unions.leader_of(province.first) == province.federation


def test_cover_unit_twice_is_refused_for_unit_and_for_a_grassroots_union():
    union, other = make_direct_union(), make_union("另一工会")
    unit = unions.units_of(union).get()

    with pytest.raises(ValidationError) as taken:
        unions.cover_unit(actor=SYSTEM, union=other, unit=unit, on=date(2010, 1, 1))
    with pytest.raises(ValidationError) as second:
        unions.cover_unit(actor=SYSTEM, union=union, unit=make_unit(), on=date(2010, 1, 1))

    assert taken.value.messages == [f"单位“{unit}”这段时间已由“{union}”覆盖"]
    assert second.value.messages == [f"“{union}”已覆盖“{unit}”；覆盖多个单位请建联合工会"]


def test_joint_union_covers_several_units():
    units = [make_unit(), make_unit()]

    joint = make_union("联合工会", kind="joint", units=units)

    assert list(unions.units_of(joint).order_by("pk")) == units


def test_remember_alias_finds_the_branch_again():
    province = make_province()

    unions.remember_alias(
        actor=SYSTEM, top=province.first, text=" 物理  学院 ", union=province.physics
    )

    assert unions.find_branch(province.first, "物理 学院") == province.physics
    assert unions.find_branch(province.first, "历史学院分工会") == province.history
    assert unions.find_branch(province.second, "历史学院分工会") is None


def test_found_branch_without_upper_is_refused():
    with pytest.raises(ValidationError) as refusal:
        make_union("无上级", kind="branch")

    assert refusal.value.messages == ["分工会和工会小组须有上级工会"]


def test_branches_and_grassroots_of_a_branch():
    province = make_province()
    group = make_branch(province.physics, "一组", kind="group")

    assert list(unions.branches_of(province.first)) == [province.physics, group, province.history]
    assert unions.grassroots_of(group) == province.first
    assert list(unions.direct_unions(province.federation)) == [province.first, province.second]
    assert unions.ancestors(group) == [province.federation, province.first, province.physics]


def test_branch_stands_in_the_city_of_the_nearest_union_above():
    federation = make_federation()
    university = make_direct_union(federation, region_code="320100")
    branch, alone = make_branch(university), make_direct_union(federation)
    assert [unions.region_near(each) for each in (branch, alone)] == ["320100", ""]
