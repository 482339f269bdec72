"""The inbox of one account, and the operators' list of mails that wait for a person."""

import pytest
from django.core import mail
from django.urls import reverse

from gonghui.kernel.notices.models import Delivery, DeliveryState, Notice
from gonghui.kernel.unions.enums import UnionKind
from tests.factories.access import UserFactory, make_cadre
from tests.factories.jobs import jobs_at_once
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.unions import make_union
from tests.lists import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def operator(client):
    user = make_cadre(make_union(kind=UnionKind.FEDERATION), "province_cadre")
    client.force_login(user)
    return user


def text(client, name, query=""):
    return client.get(reverse(f"notices:{name}") + query).content.decode()


def test_inbox_asks_the_same_for_one_and_for_three(client, reader, kind):
    kind()
    NoticeFactory()

    def make():
        NoticeFactory(recipient=reader, body="请在 3 个工作日内办理。")

    assert_same_queries(client, reverse("notices:inbox"), make)
    shown = text(client, "inbox")
    assert (shown.count("row-title"), shown.count("待办到达 ·")) == (3, 3)


def test_inbox_shows_the_unread_alone_on_demand(client, reader):
    NoticeFactory(recipient=reader, title="旧消息", read_at="2026-01-01T00:00:00Z")
    NoticeFactory(recipient=reader, title="新消息")

    assert "旧消息" in text(client, "inbox")
    assert "旧消息" not in text(client, "inbox", "?show=unread")


def test_inbox_without_messages_says_what_it_is_for(client, reader):
    assert "还没有消息" in text(client, "inbox")


@pytest.mark.parametrize(("link", "target"), [("/cases/7/", "/cases/7/"), ("", "/inbox/")])
def test_open_marks_read_and_leads_on(client, reader, link, target):
    notice = NoticeFactory(recipient=reader, link=link)

    response = client.get(reverse("notices:open", args=[notice.pk]))

    assert (response.status_code, response.url) == (302, target)
    assert Notice.objects.filter(read_at=None).count() == 0


def test_open_of_somebody_elses_message_is_not_found(client, reader):
    notice = NoticeFactory()

    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.filter(read_at=None).count() == 1


def test_read_all_marks_mine(client, reader):
    NoticeFactory.create_batch(2, recipient=reader)
    NoticeFactory()

    response = client.post(reverse("notices:read-all"), follow=True)

    assert "已把 2 条消息标为已读。" in response.content.decode()
    assert Notice.objects.filter(read_at=None).count() == 1


def test_delivery_list_asks_the_same_for_one_and_for_three(client, operator):
    DeliveryFactory(state=DeliveryState.SENT)

    def make():
        DeliveryFactory(state=DeliveryState.UNKNOWN, last_error="发送途中服务中断")

    assert_same_queries(client, reverse("notices:delivery-list"), make)
    assert text(client, "delivery-list").count("row-title") == 3


def test_delivery_list_without_trouble_says_so(client, operator):
    assert "没有需要处理的邮件" in text(client, "delivery-list")


def test_delivery_list_without_permission_is_refused(client, reader):
    assert client.get(reverse("notices:delivery-list")).status_code == 403


@pytest.mark.parametrize(
    ("state", "sentence", "sent"),
    [
        (DeliveryState.FAILED, "已重新投递。", 1),
        (DeliveryState.SENT, "这封邮件已发出或正在发送，不用重发。", 0),
    ],
)
def test_resend_says_what_happened(client, operator, state, sentence, sent):
    delivery = DeliveryFactory(state=state)

    with jobs_at_once():
        response = client.post(reverse("notices:resend", args=[delivery.pk]), follow=True)

    assert sentence in response.content.decode()
    assert len(mail.outbox) == sent


def test_resend_without_permission_is_refused(client, reader):
    delivery = DeliveryFactory(state=DeliveryState.FAILED)

    response = client.post(reverse("notices:resend", args=[delivery.pk]))

    assert response.status_code == 403
    assert Delivery.objects.get().state == DeliveryState.FAILED
