"""Initial passwords: random, good for one sign-in within a day (handbook law-and-security §12)."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without characters that are mistaken for another when somebody reads them out."""

GROUPS = 3
GROUP_LENGTH = 4
INITIAL_HOURS = 24


def new_initial_password() -> str:
    """Such as ``k7fp-x2mq-9hta``: 59 bits, easy to dictate."""
    groups = (
        "".join(secrets.choice(LETTERS) for _place in range(GROUP_LENGTH))
        for _group in range(GROUPS)
    )
    return "-".join(groups)


def initial_until() -> datetime:
    """When an initial password handed out now stops to count."""
    return timezone.now() + timedelta(hours=INITIAL_HOURS)
