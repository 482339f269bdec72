"""What becomes of an account when its person is merged with another or erased.

Called by ``kernel.people`` inside its own actions, which ask the policy and leave the trace.
"""

from typing import Any

from gonghui.kernel.access.models import User

ERASED = "已注销"


def move_account(kept: Any, gone: Any) -> int:
    """The account goes along; where both have one, that of ``gone`` is stopped, its posts stay history.

    Two accounts of one person must not both live on: whoever ends a post would forget the other.
    """
    account = User.objects.filter(person=gone).first()
    if account is None:
        return 0
    taken = User.objects.filter(person=kept).exists()
    account.person = None if taken else kept
    if taken:
        account.is_active = False
        account.sessions.all().delete()
    account.save(update_fields=["person", "is_active"])
    return 1


def close_account(*, person: Any, **_rest: Any) -> None:
    """Stop the account of an erased person and replace what it says about them; posts stay."""
    user = User.objects.filter(person=person).first()
    if user is None:
        return
    user.sessions.all().delete()
    user.is_active, user.person = False, None
    user.username, user.display_name = f"erased-{user.pk}", ERASED
    user.phone = user.phone_hash = user.email = ""
    user.set_unusable_password()
    user.save()
