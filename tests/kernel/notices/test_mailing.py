"""One mail at most: what was surely not taken is tried later, what nobody knows waits for a person."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from gonghui.kernel.notices import mailing
from gonghui.kernel.notices.models import Delivery, DeliveryState
from gonghui.kernel.notices.tasks import deliver, look_after
from tests.factories.notices import DeliveryFactory

pytestmark = pytest.mark.django_db
MOODS = "tests.kernel.notices.stubborn_mail."


def attempt(delivery):
    deliver.func(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def later(**delta):
    Delivery.objects.update(next_attempt_at=timezone.now() - timedelta(**delta))


def test_deliver_sends_title_and_way_but_not_the_body(kind):
    kind()
    delivery = DeliveryFactory(notice__body="补助 2,000 元已批准")

    attempt(delivery)

    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("待办：建会申请", [delivery.notice.recipient.email])
    assert sent.body == "待办：建会申请\n\n请登录查看：http://localhost:8000/cases/7/"
    assert sent.extra_headers["Message-ID"] == mailing.message_id(delivery.pk)
    assert (delivery.state, delivery.attempts) == (DeliveryState.SENT, 1)


def test_deliver_sends_the_body_of_a_kind_that_may_leave_the_house(kind):
    kind(mail_body=True)

    attempt(DeliveryFactory(notice__body="明天 9 点开会。", notice__link=""))

    assert mail.outbox[0].body == (
        "待办：建会申请\n\n明天 9 点开会。\n\n请登录查看：http://localhost:8000/inbox/"
    )


@pytest.mark.parametrize("state", set(DeliveryState) - {DeliveryState.WAITING})
def test_deliver_of_what_does_not_wait_does_nothing(state):
    attempt(DeliveryFactory(state=state))

    assert mail.outbox == []


def test_deliver_before_its_time_does_nothing():
    attempt(DeliveryFactory(next_attempt_at=timezone.now() + timedelta(minutes=1)))

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("Unreachable", "连不上邮件服务器（ConnectionRefusedError）"),
        ("Busy", "邮件服务器拒收（451）"),
        ("Full", "收件地址被拒收（452）"),
    ],
)
def test_deliver_that_was_not_taken_is_tried_again_later(settings, mood, reason):
    settings.EMAIL_BACKEND = MOODS + mood

    delivery = attempt(DeliveryFactory())

    assert (delivery.state, delivery.failures) == (DeliveryState.WAITING, 1)
    assert delivery.last_error == reason
    assert delivery.next_attempt_at > timezone.now()


def test_deliver_gives_up_after_five_later_attempts(settings):
    settings.EMAIL_BACKEND = MOODS + "Busy"
    delivery = DeliveryFactory()

    states = []
    for _number in range(6):
        later(minutes=1)
        states.append(attempt(delivery).state)

    assert states == [DeliveryState.WAITING] * 5 + [DeliveryState.FAILED]


def test_deliver_to_an_unknown_recipient_fails_at_once(settings):
    settings.EMAIL_BACKEND = MOODS + "Strict"

    assert attempt(DeliveryFactory()).state == DeliveryState.FAILED


def test_deliver_without_the_servers_answer_waits_for_a_person(settings, caplog):
    settings.EMAIL_BACKEND = MOODS + "Vanishing"

    delivery = attempt(DeliveryFactory())
    later(days=1)
    look_after()

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    assert delivery.last_error == "邮件服务器没有回答是否收到（SMTPServerDisconnected）"


def test_look_after_sends_what_is_due():
    due = DeliveryFactory()
    early = DeliveryFactory(next_attempt_at=timezone.now() + timedelta(minutes=1))

    look_after()

    states = [Delivery.objects.get(pk=each.pk).state for each in (due, early)]
    assert states == [DeliveryState.SENT, DeliveryState.WAITING]


@pytest.mark.parametrize(
    ("minutes", "state"), [(9, DeliveryState.SENDING), (11, DeliveryState.UNKNOWN)]
)
def test_look_after_marks_what_was_lost_on_its_way(minutes, state):
    delivery = DeliveryFactory(state=DeliveryState.SENDING)
    Delivery.objects.update(changed_at=timezone.now() - timedelta(minutes=minutes))

    look_after()

    delivery.refresh_from_db()
    assert (delivery.state, mail.outbox) == (state, [])


def test_message_id_is_the_same_each_time_and_tells_no_count(settings):
    settings.DEFAULT_FROM_EMAIL = "工会 <gonghui@union.example>"

    first, again, other = (mailing.message_id(number) for number in (7, 7, 8))

    assert first == again != other
    assert first.startswith("<notice.7.")
    assert first.endswith("@union.example>")
