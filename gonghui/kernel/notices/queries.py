"""Messages as their reader sees them, and mails as an operator does."""

from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.notices.models import Delivery, DeliveryState, Notice


def notices_of(user: Any) -> QuerySet[Notice]:
    """The inbox of an account, newest first."""
    return Notice.objects.filter(recipient=user).order_by("-created_at", "-pk")


def unread_count(user: Any) -> int:
    """How many messages the account has not read."""
    return Notice.objects.filter(recipient=user, read_at=None).count()


def list_stuck() -> QuerySet[Delivery]:
    """Mails that somebody has to decide about: refused for good, or with an unknown outcome."""
    stuck = Delivery.objects.filter(state__in=(DeliveryState.FAILED, DeliveryState.UNKNOWN))
    return stuck.select_related("notice__recipient").order_by("-changed_at", "-pk")
