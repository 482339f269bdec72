"""The clock clears what is over."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from gonghui.kernel.access.actions.clearing import clear_expired
from gonghui.kernel.access.models import Session
from tests.factories.access import make_user


def test_clear_expired_leaves_what_still_counts(db):
    user, now = make_user(), timezone.now()
    for _device in range(2):
        Client().force_login(user)
    over = Session.objects.first()
    Session.objects.filter(pk=over.pk).update(expire_date=now)
    for days in (29, 31):
        attempt = AccessAttempt.objects.create(
            username="?", user_agent=days, failures_since_start=1
        )
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=now - timedelta(days=days))
    assert [clear_expired(), Session.objects.count(), AccessAttempt.objects.count()] == [2, 1, 1]
