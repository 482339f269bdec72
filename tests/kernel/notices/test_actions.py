"""Said once, never off this site, gone with a rolled-back step; read by its reader only."""

import pytest
from django.core import mail
from django.db import transaction

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.notices import api
from gonghui.kernel.notices.actions import mark_read, send_again
from gonghui.kernel.notices.models import Delivery, DeliveryState, Notice
from tests.factories.access import UserFactory
from tests.factories.jobs import jobs_at_once
from tests.factories.notices import DeliveryFactory, NoticeFactory, ReaderFactory

pytestmark = pytest.mark.django_db


def send(recipient, **changes):
    words = {
        "kind": "sample.arrived",
        "title": "待办：建会申请",
        "link": "/cases/7/",
        "dedupe_key": "sample.7",
    }
    return api.send_notice(recipient=recipient, **words | changes)


def test_send_notice_puts_it_into_the_inbox():
    reader = ReaderFactory()

    notice = send(reader, body="请在 3 个工作日内办理。")

    assert list(api.notices_of(reader)) == [notice]
    assert api.unread_count(reader) == 1
    assert Delivery.objects.count() == 0


def test_send_notice_twice_under_one_key_says_it_once():
    reader = ReaderFactory()

    with jobs_at_once():
        first = send(reader, email=True)
        second = send(reader, email=True, title="又一次")

    assert first == second
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_send_notice_to_two_readers_under_one_key_tells_both():
    send(ReaderFactory())
    send(ReaderFactory())

    assert Notice.objects.count() == 2


def test_send_notice_in_a_step_that_fails_says_nothing():
    @transaction.atomic
    def step():
        send(ReaderFactory(), email=True)
        raise ZeroDivisionError

    with jobs_at_once(), pytest.raises(ZeroDivisionError):
        step()

    assert (Notice.objects.count(), len(mail.outbox)) == (0, 0)


@pytest.mark.parametrize("link", ["//evil.example", "https://evil.example/", "javascript:x", "x"])
def test_send_notice_with_a_link_off_this_site_is_refused(link):
    with pytest.raises(ValueError, match="a notice may not lead to"):
        send(ReaderFactory(), link=link)


def test_send_notice_by_email_to_an_account_without_address_stays_in_the_inbox():
    reader = UserFactory()

    with jobs_at_once():
        send(reader, email=True)

    assert (api.unread_count(reader), len(mail.outbox)) == (1, 0)


def test_mark_read_leaves_the_messages_of_others():
    mine, other = NoticeFactory(), NoticeFactory()

    assert mark_read(actor=mine.recipient, notices=Notice.objects.all()) == 1
    assert (api.unread_count(mine.recipient), api.unread_count(other.recipient)) == (0, 1)


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.UNKNOWN])
def test_send_again_sends_what_a_person_decided_about(state):
    delivery = DeliveryFactory(state=state, failures=5)

    with jobs_at_once():
        send_again(actor=SYSTEM, delivery=delivery)

    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == (DeliveryState.SENT, 1)


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.SENDING])
def test_send_again_of_what_was_sent_or_is_on_its_way_is_refused(state):
    delivery = DeliveryFactory(state=state)

    with jobs_at_once(), pytest.raises(Refused) as refusal:
        send_again(actor=SYSTEM, delivery=delivery)

    assert str(refusal.value) == "这封邮件已发出或正在发送，不用重发。"
    assert mail.outbox == []


def test_send_again_without_permission_is_refused():
    delivery = DeliveryFactory(state=DeliveryState.FAILED)

    with jobs_at_once(), pytest.raises(Refused) as refusal:
        send_again(actor=UserFactory(), delivery=delivery)

    assert str(refusal.value) == "您没有工会岗位，不能办理“邮件投递”。"
    assert mail.outbox == []
