"""What accounts leave behind: ended sessions and old failures, cleared by the clock every night."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.utils import timezone

from gonghui.kernel.access.models import Session

KEEP_FAILURES = timedelta(days=30)


def clear_expired() -> int:
    """Remove sessions that are over and failed sign-ins of more than a month ago; returns how many.

    Nothing anybody decided, so it leaves no trace; sign-ins themselves stand in the audit chain.
    """
    now = timezone.now()
    sessions, _by_model = Session.objects.filter(expire_date__lte=now).delete()
    failures, _by_model = AccessAttempt.objects.filter(
        attempt_time__lt=now - KEEP_FAILURES
    ).delete()
    return sessions + failures
