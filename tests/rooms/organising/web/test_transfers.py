"""A transfer from the member's phone to the receiving union's desk; re-election; rates."""

import pytest
from django.urls import reverse

from gonghui.engines.casework.models import Case
from gonghui.kernel.lib import scoping
from gonghui.rooms.organising.models import PublishedRate
from tests.factories.access import make_cadre, make_user
from tests.factories.access import make_member as make_account
from tests.factories.people import make_member, present


@pytest.fixture
def visit(client, province):
    """``visit(user)`` signs in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def step(client, transition, **data):
    """Press a step of the only case."""
    with scoping.everything("test"):
        case = Case.objects.get()
    url = reverse("casework:case-step", args=[case.pk, transition])
    data = {"expected_state": case.state_id, "note": ""} | data
    return client.post(url, data, follow=True).content.decode()


def test_transfer_runs_from_phone_to_desk(province, visit):
    teacher = make_member(province.physics, "张老师")
    account = make_account(teacher)
    client = visit(account)
    data = {"to_union": "样板大学工会", "reason": "调动"}
    text = client.post(reverse("organising:own-transfer"), data, follow=True).content.decode()
    assert "待转出工会同意" in text
    step(visit(make_cadre(province.first)), "issue", issued_on="2025-03-03")
    text = step(visit(account), "confirm")
    assert "本人已确认" in text
    step(visit(make_cadre(province.second)), "accept", accepted_on="2025-03-03")
    assert present(teacher).union == province.second


def test_unknown_union_is_refused_beside_its_field(province, visit):
    client = visit(make_account(make_member(province.physics, "张老师")))
    data = {"to_union": "不存在的工会", "reason": "调动"}
    text = client.post(reverse("organising:own-transfer"), data).content.decode()
    assert "没有找到唯一的“不存在的工会”" in text


def test_account_without_member_is_told_whom_to_ask(province, visit):
    answer = visit(make_user()).get(reverse("organising:own-membership"))
    assert (answer.status_code, "没有关联会员" in answer.content.decode()) == (403, True)


def test_cadre_lets_go_from_the_member_page(province, visit):
    teacher = make_member(province.first, "张老师")
    client = visit(make_cadre(province.first))
    data = {"to_union": "样板大学工会", "reason": "调动"}
    client.post(reverse("organising:transfer-begin", args=[teacher.pk]), data)
    assert present(teacher).status == "transferring"
    listed = client.get(reverse("organising:transfer-list")).content.decode()
    assert "张老师转往样板大学工会" in listed


def test_renewal_begins_from_the_union_page_once(province, visit):
    client = visit(make_cadre(province.first))
    url = reverse("organising:renewal-begin", args=[province.first.pk])
    assert "筹备换届" in client.post(url, follow=True).content.decode()
    assert "已有在办的换届工单" in client.post(url, follow=True).content.decode()
    assert "示范大学工会换届" in client.get(reverse("organising:renewal-list")).content.decode()


def test_formation_page_shows_three_increases_and_cities(province, visit):
    text = visit(province.cadre).get(reverse("organising:formation")).content.decode()
    for expected in ("期初比率", "相对提高", "数量增长", "个百分点", "未填开办日期"):
        assert expected in text


def test_published_rate_keeps_numbers_and_both_snapshots(province, visit):
    data = {"title": "五年建会率", "start": "2020-03-03", "end": "2025-03-03"}
    url = reverse("organising:rate-publish")
    text = visit(province.cadre).post(url, data, follow=True).content.decode()
    published = PublishedRate.objects.get()
    assert ("五年建会率" in text, published.numbers["期末在办单位"]) == (True, 1)
    assert (
        published.opening_snapshot.as_of.isoformat(),
        published.closing_snapshot.as_of.isoformat(),
    ) == ("2020-03-03", "2025-03-03")


def test_rate_is_not_published_backwards(province, visit):
    data = {"title": "五年建会率", "start": "2025-03-03", "end": "2020-03-03"}
    text = visit(province.cadre).post(reverse("organising:rate-publish"), data).content.decode()
    assert ("期初须早于期末" in text, PublishedRate.objects.count()) == (True, 0)
