"""Saying something to somebody once, and what the reader or an operator does with it.

Reading one's own messages leaves no trace in the audit chain: it is nobody else's business.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gonghui.kernel.jobs.api import enqueue
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.notices.models import Delivery, DeliveryState, Notice
from gonghui.kernel.notices.tasks import deliver

BATCH = 1000
EMAIL = "email"
MANAGE = "notices.delivery:manage"


@transaction.atomic
def send_notice(
    *,
    recipient: Any,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    dedupe_key: str,
    email: bool = False,
) -> Notice:
    """Put a message into the recipient's inbox; what was said under this key is not said again.

    Joins the caller's transaction, so a step that is rolled back says nothing. Side effects in order:
    the notice, with ``email`` and an address of the recipient its delivery, a task that sends it.

    Args:
        recipient: the account.
        kind: a registered kind; another one is shown as a plain notice.
        title: Chinese, the whole message in one line, 128 characters at most.
        body: more of it, plain text.
        link: an address of this site, where the matter is dealt with.
        dedupe_key: names what is said, for instance ``casework.step.17``.
        email: also by e-mail.

    Returns:
        The notice, the old one if this was said before.

    Raises:
        ValueError: the link leads off this site.
    """
    if link and not (link.startswith("/") and url_has_allowed_host_and_scheme(link, None)):
        raise ValueError(f"a notice may not lead to {link!r}")
    words = {"kind": kind, "title": title[:128], "body": body, "link": link}
    notice, is_new = Notice.objects.get_or_create(
        recipient=recipient, dedupe_key=dedupe_key, defaults=words
    )
    if is_new and email and recipient.email:
        delivery = Delivery.objects.create(notice=notice, channel=EMAIL)
        enqueue(deliver, delivery.pk)
    return notice


def send_notices(notices: Iterable[Notice]) -> None:
    """Put many messages into inboxes in a few statements, without e-mail; otherwise as ``send_notice``.

    ``notices`` are unsaved rows with recipient, kind, title, link and dedupe_key; what was said before
    is not said again. Joins the caller's transaction.
    """
    rows = iter(notices)
    while batch := list(islice(rows, BATCH)):
        Notice.objects.bulk_create(batch, ignore_conflicts=True)


def mark_read(*, actor: Any, notices: QuerySet[Notice]) -> int:
    """Mark the actor's own among ``notices`` as read; returns how many were unread."""
    mine = notices.filter(recipient=actor, read_at=None)
    return mine.update(read_at=timezone.now())


@action
def send_again(*, actor: Any, delivery: Delivery) -> None:
    """Send a delivery once more that failed or whose outcome nobody knows: a person has decided.

    Side effects: back to waiting with fresh attempts, a task that sends it, a trace.

    Raises:
        Refused: no permission, or the delivery is not at rest.
    """
    require(actor, MANAGE)
    resting = Delivery.objects.filter(
        pk=delivery.pk, state__in=(DeliveryState.FAILED, DeliveryState.UNKNOWN)
    )
    now = timezone.now()
    if not resting.update(
        state=DeliveryState.WAITING, failures=0, next_attempt_at=now, changed_at=now
    ):
        raise Refused(_("这封邮件已发出或正在发送，不用重发。"))
    trace("notices.delivery.resent", actor=actor, subject=delivery)
    enqueue(deliver, delivery.pk)
