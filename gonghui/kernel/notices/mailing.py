"""One e-mail, at most once: claimed and committed, then sent, then marked.

Between the claim and the mark nobody can know whether the mail went out. Whoever dies there leaves
``SENDING``, which becomes ``UNKNOWN`` and is sent again only when a person says so; a mail server
whose answer got lost is treated the same. What was surely not taken is tried again, ever later.
"""

import logging
import smtplib
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.lib.sealing import keyed_hash
from gonghui.kernel.notices.kinds import kind_of
from gonghui.kernel.notices.models import Delivery, DeliveryState, Notice

PATIENCE = timedelta(minutes=10)  # longer than any mail server's own time limit
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The server surely did not take the mail, says why (Chinese); ``final`` when it never will."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


def deliver_once(delivery_id: int) -> None:
    """Send a waiting delivery; does nothing for one that is not waiting or not yet due.

    Must not run inside a transaction: the claim has to be committed before anything is sent.
    """
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    try:
        _send(_message(delivery.notice, delivery.pk))
    except NotTaken as refusal:
        _note_refusal(delivery, refusal)
    except Exception as error:
        logger.exception("delivery %s: nobody knows whether it was sent", delivery.pk)
        sentence = _("邮件服务器没有回答是否收到（%(kind)s）") % {"kind": type(error).__name__}
        _close(delivery, state=DeliveryState.UNKNOWN, last_error=sentence)
    else:
        _close(delivery, state=DeliveryState.SENT, last_error="")


def list_due() -> QuerySet[Delivery]:
    """Deliveries that wait and whose time has come."""
    return Delivery.objects.filter(state=DeliveryState.WAITING, next_attempt_at__lte=timezone.now())


def give_up_on_lost() -> int:
    """Mark as unknown what a dead process left behind; returns how many."""
    now = timezone.now()
    lost = Delivery.objects.filter(state=DeliveryState.SENDING, changed_at__lt=now - PATIENCE)
    return lost.update(
        state=DeliveryState.UNKNOWN, changed_at=now, last_error=_("发送途中服务中断")
    )


def _claim(delivery_id: int) -> Delivery | None:
    mine = list_due().filter(pk=delivery_id)
    if not mine.update(
        state=DeliveryState.SENDING, attempts=F("attempts") + 1, changed_at=timezone.now()
    ):
        return None
    return Delivery.objects.select_related("notice__recipient").get(pk=delivery_id)


def _close(delivery: Delivery, **values: Any) -> None:
    """End this attempt, unless it was given up meanwhile."""
    mine = Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, state=DeliveryState.SENDING
    )
    mine.update(changed_at=timezone.now(), **values)


def _note_refusal(delivery: Delivery, refusal: NotTaken) -> None:
    reason = str(refusal)[:255]
    logger.warning("delivery %s was not taken: %r", delivery.pk, refusal.__cause__)
    if refusal.final or delivery.failures >= len(BACK_OFF):
        _close(delivery, state=DeliveryState.FAILED, last_error=reason)
        return
    _close(
        delivery,
        state=DeliveryState.WAITING,
        failures=delivery.failures + 1,
        next_attempt_at=timezone.now() + BACK_OFF[delivery.failures],
        last_error=reason,
    )


def _send(message: EmailMessage) -> None:
    """Hand the mail over; an error other than NotTaken leaves open whether it was taken."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(
            _("连不上邮件服务器（%(kind)s）") % {"kind": type(error).__name__}
        ) from error
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code = min(answer[0] for answer in error.recipients.values())
        raise NotTaken(
            _("收件地址被拒收（%(code)d）") % {"code": code}, final=code >= 500
        ) from error
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
        raise NotTaken(
            _("邮件服务器拒收（%(code)d）") % {"code": code}, final=code >= 500
        ) from error
    finally:
        connection.close()


def _message(notice: Notice, number: int) -> EmailMessage:
    """The mail: title and address; the body only where its kind may leave the house."""
    site = settings.WAGTAILADMIN_BASE_URL
    lines = [notice.title]
    if notice.body and kind_of(notice.kind).mail_body:
        lines += ["", notice.body]
    lines += ["", _("请登录查看：%(url)s") % {"url": site + (notice.link or "/inbox/")}]
    return EmailMessage(
        subject=notice.title,
        body="\n".join(lines),
        to=[notice.recipient.email],
        headers={"Message-ID": message_id(number), "Auto-Submitted": "auto-generated"},
    )


def message_id(number: int) -> str:
    """The same for every attempt at one delivery, so that a mailbox can drop a second copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice.{number}.{keyed_hash(str(number), 'notices.message')[:24]}@{domain}>"
