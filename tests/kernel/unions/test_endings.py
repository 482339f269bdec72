"""Merging and dissolving: relations close, history and members remain."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions import api as unions
from tests.factories.people import JOINED, make_member, present, spans_of
from tests.factories.unions import make_branch, make_province, make_union

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]
ON = date(2022, 1, 1)


@pytest.fixture
def province():
    return make_province()


def test_dissolve_union_ends_it_with_its_branches_and_frees_the_unit(province):
    unit = unions.units_of(province.first).get()

    unions.dissolve_union(actor=SYSTEM, union=province.first, on=ON, reason="学校撤销")

    province.physics.refresh_from_db()
    assert (province.first.revoked_on, province.physics.revoked_on) == (ON, ON)
    assert unions.covering_union(unit) is None
    assert unions.covering_union(unit, date(2021, 12, 31)) == province.first
    assert unions.leader_of(province.first) is None
    assert province.first in unions.direct_unions(province.federation, date(2021, 12, 31))


def test_dissolve_union_hands_its_members_to_the_upper_union_as_retained(province):
    member = make_member(province.physics, facts={"duty": "讲师"})
    gone = make_member(province.first)

    unions.dissolve_union(actor=SYSTEM, union=province.first, on=ON, reason="学校撤销")

    federation = province.federation.pk
    assert spans_of(member) == [
        (JOINED, ON, province.physics.pk, "normal"),
        (ON, FOREVER, federation, "retained"),
    ]
    assert spans_of(gone)[-1] == (ON, FOREVER, federation, "retained")


def test_dissolve_union_with_other_unions_below_is_refused(province):
    with pytest.raises(ValidationError) as refusal:
        unions.dissolve_union(actor=SYSTEM, union=province.nanjing, on=ON, reason="撤销")

    province.nanjing.refresh_from_db()
    assert refusal.value.messages == [
        "“南京市教育工会”还有1个下级工会（如“南京第一小学工会”），请先划转或撤销"
    ]
    assert province.nanjing.revoked_on == FOREVER


@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [
        (ON, " ", "请写明撤销的原因"),
        (date(2000, 1, 1), "撤销", "“样板大学工会”在2000-01-01之前须已成立且尚未撤销"),
        (date(2999, 1, 1), "撤销", "撤并日期不能晚于今天"),
    ],
)
def test_dissolve_union_refuses(province, on, reason, sentence):
    with pytest.raises(ValidationError) as refusal:
        unions.dissolve_union(actor=SYSTEM, union=province.second, on=on, reason=reason)

    assert refusal.value.messages == [sentence]


def test_dissolve_union_twice_is_refused(province):
    unions.dissolve_union(actor=SYSTEM, union=province.second, on=ON, reason="撤销")

    with pytest.raises(ValidationError) as refusal:
        unions.dissolve_union(
            actor=SYSTEM, union=province.second, on=date(2023, 1, 1), reason="撤销"
        )

    assert refusal.value.messages == ["“样板大学工会”在2023-01-01之前须已成立且尚未撤销"]


def test_dissolve_union_before_a_later_move_is_refused(province):
    unions.move_union(
        actor=SYSTEM, union=province.second, upper=province.nanjing, on=date(2023, 1, 1)
    )

    with pytest.raises(ValidationError) as refusal:
        unions.dissolve_union(actor=SYSTEM, union=province.second, on=ON, reason="撤销")

    assert refusal.value.messages == ["“样板大学工会”当天或之后还有隶属关系调整，请先处理"]


def test_merge_unions_moves_lowers_units_and_members(province):
    unit = unions.units_of(province.second).get()
    member = make_member(province.second, facts={"duty": "讲师"})
    branch = make_branch(province.second, "化学学院分工会")

    unions.merge_unions(actor=SYSTEM, kept=province.first, gone=province.second, on=ON)

    assert unions.leader_of(branch) == province.first
    assert unions.covering_union(unit) == province.first
    assert spans_of(member)[-1] == (ON, FOREVER, province.first.pk, "normal")
    assert present(member).duty == "讲师"
    assert branch in unions.subtree(province.second, date(2021, 12, 31))


def test_merge_branches_remembers_the_old_name(province):
    unions.remember_alias(actor=SYSTEM, top=province.first, text="物理系", union=province.physics)

    unions.merge_unions(actor=SYSTEM, kept=province.history, gone=province.physics, on=ON)

    assert unions.find_branch(province.first, "物理系") == province.history
    assert unions.find_branch(province.first, "物理学院分工会") == province.history


def test_merge_unions_keeps_the_guided(province):
    other = make_union("另一联合会", kind="industrial")

    unions.merge_unions(actor=SYSTEM, kept=other, gone=province.federation, on=ON)

    province.nanjing.refresh_from_db()
    assert province.nanjing.path == f"{other.pk:07d}{province.nanjing.pk:07d}"
    assert province.nanjing.lead_path == f"{province.nanjing.pk:07d}"


def test_merge_into_itself_or_below_is_refused(province):
    for kept in (province.first, province.physics):
        with pytest.raises(ValidationError):
            unions.merge_unions(actor=SYSTEM, kept=kept, gone=province.first, on=ON)

    province.first.refresh_from_db()
    assert province.first.revoked_on == FOREVER


def test_merged_union_is_seen_where_the_kept_one_stands(province):
    unions.merge_unions(actor=SYSTEM, kept=province.school, gone=province.second, on=ON)

    province.second.refresh_from_db()
    assert province.second.path == f"{province.school.path}{province.second.pk:07d}"
    assert province.second.merged_into == province.school
