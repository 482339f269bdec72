"""What happens to accounts when two rows turn out to be one person."""

from typing import Any

from gonghui.kernel.access.models import User


def move_account(kept: Any, gone: Any) -> int:
    """The account goes along; where both have one, that of ``gone`` is closed, its posts stay history."""
    account = User.objects.filter(person=gone).first()
    if account is None:
        return 0
    taken = User.objects.filter(person=kept).exists()
    account.person = None if taken else kept
    account.is_active = account.is_active and not taken
    account.save(update_fields=["person", "is_active"])
    return 1
