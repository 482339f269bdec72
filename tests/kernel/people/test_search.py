"""What a cadre types into the search box, and whom it means."""

import pytest

from gonghui.kernel.lib import scoping
from gonghui.kernel.people import api as people
from tests.factories.people import make_id, make_member
from tests.factories.unions import make_direct_union, make_federation

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(all_scope):
    union = make_direct_union(make_federation(), "甲大学工会")
    make_member(union, "张伟", doc_no=make_id(1), facts={"staff_no": "A0017"})
    make_member(union, "张伟丽", phone="13800138000")
    make_member(union, "欧阳修文")
    make_member(union, "买买提·艾力")
    return union


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张", ["张伟", "张伟丽"]),
        ("伟", ["张伟", "张伟丽"]),
        ("张伟丽", ["张伟丽"]),
        (" 张 伟丽 ", ["张伟丽"]),
        ("修文", ["欧阳修文"]),
        ("文", []),
        ("zhangw", ["张伟", "张伟丽"]),
        ("Zhang Wei", ["张伟", "张伟丽"]),
        ("zwl", ["张伟丽"]),
        ("oyxw", ["欧阳修文"]),
        ("13800138000", ["张伟丽"]),
        ("１３８００１３８０００", ["张伟丽"]),
        (make_id(1), ["张伟"]),
        (make_id(2), []),
        ("A0017", ["张伟"]),
        ("A001", []),
        ("%", []),
        ("", ["买买提·艾力", "张伟", "张伟丽", "欧阳修文"]),
    ],
)
def test_search_members_by(members, text, names):
    rows = people.search_members(people.present_members(), text)

    assert sorted(row.person.name for row in rows) == names


def test_search_members_stays_inside_the_scope(members):
    with scoping.active(scoping.Scope()):
        assert list(people.search_members(people.present_members(), "张")) == []
