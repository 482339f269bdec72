"""Masked by default; the full value once, with a reason that is kept."""

import pytest
from django.core.exceptions import ValidationError

from gonghui.kernel.access.actions.unmasking import unmask
from gonghui.kernel.access.masking import masked_document, masked_phone
from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_cadre, make_member

pytestmark = pytest.mark.usefixtures("all_scope")


def test_masks_hide_the_middle(tree, member_of):
    person = member_of(tree.branch)
    assert [masked_document(person.documents.get()), masked_phone(person)] == [
        "1101**********002X",
        "139****1234",
    ]
    assert masked_document(None) == ""


def test_unmask_shows_the_value_and_keeps_who_and_why(tree, member_of):
    person, cadre = member_of(tree.branch), make_cadre(tree.university)
    values = [
        unmask(actor=cadre, person=person, field=f, reason="办理入会") for f in ("doc_no", "phone")
    ]
    assert values == ["居民身份证 11010519491231002X", "13900001234"]
    looks = Unmasking.objects.order_by("pk").values_list(
        "actor", "person", "union", "field", "reason"
    )
    assert list(looks) == [
        (cadre.pk, person.pk, tree.branch.pk, "doc_no", "办理入会"),
        (cadre.pk, person.pk, tree.branch.pk, "phone", "办理入会"),
    ]
    entry = Entry.objects.order_by("-id").first()
    assert [entry.key, entry.facts] == [
        "access.value.unmasked",
        {"field": "手机号", "reason": "办理入会"},
    ]


@pytest.mark.parametrize("reason", ["", "  查  ", "看看"])
def test_unmask_needs_a_reason(tree, member_of, reason):
    person = member_of(tree.branch)
    with pytest.raises(ValidationError, match="请写明查看事由"):
        unmask(actor=make_cadre(tree.university), person=person, field="phone", reason=reason)
    assert Unmasking.objects.count() == 0


def test_unmask_of_guided_unions_members_is_refused(tree, member_of):
    province = make_cadre(tree.federation, role="province_cadre")
    with pytest.raises(Refused, match="只能查看"):
        unmask(actor=province, person=member_of(tree.school), field="phone", reason="核对信息")
    assert Unmasking.objects.count() == 0


def test_unmask_of_somebody_in_no_union_is_refused(tree, person):
    with pytest.raises(Refused, match="不在任何工会"):
        unmask(
            actor=make_cadre(tree.federation, role="province_cadre"),
            person=person,
            field="phone",
            reason="核对信息",
        )


def test_unmask_the_own_value_is_allowed_and_kept(tree, member_of):
    person = member_of(tree.branch)
    member = make_member(person)
    assert unmask(actor=member, person=person, field="phone", reason="核对本人") == "13900001234"
    assert Unmasking.objects.get().actor == member


def test_unmask_unknown_field_raises(tree, member_of):
    with pytest.raises(LookupError):
        unmask(
            actor=make_cadre(tree.university),
            person=member_of(tree.branch),
            field="salary",
            reason="核对信息",
        )
