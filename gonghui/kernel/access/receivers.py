"""What happens when somebody signs in, however they did."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from gonghui.kernel.access import sessions
from gonghui.kernel.access.models import User


@receiver(user_logged_in, dispatch_uid="access.begin_session")
def begin_session(*, request: HttpRequest, user: User, **_rest: Any) -> None:
    """Note where the session began and set its limits."""
    sessions.begin(request, user)
