"""Sign-in by user name or phone, with a password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from gonghui.kernel.access.models import User
from gonghui.kernel.access.queries import find_account
from gonghui.kernel.lib.sealing import keyed_hash

STRANGER = "?"


class NameOrPhoneBackend(ModelBackend):
    """Finds the account by user name, else by phone; permissions come from posts, not from here."""

    def authenticate(
        self,
        _request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_rest: Any,
    ) -> User | None:
        """The account, or None without telling what was wrong.

        An unknown name costs as much time as a wrong password. An initial password counts for 24
        hours only (handbook law-and-security §12).
        """
        if not username or password is None:
            return None
        user = find_account(username)
        if user is None:
            User().set_password(password)
            return None
        right = user.check_password(password) and self.user_can_authenticate(user)
        return user if right and not initial_expired(user) else None


def initial_expired(user: User) -> bool:
    """Whether the account still waits for its first own password and the day to set one is over."""
    until = user.initial_until
    return user.must_change_password and until is not None and until <= timezone.now()


def counted_name(_request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name django-axes counts a failure.

    User name and phone of one account count together, and what strangers type (a phone, at times a
    password) is kept as a keyed hash only.
    """
    typed = (credentials or {}).get("username") or ""
    user = find_account(typed)
    if user is not None:
        return user.get_username()
    return STRANGER + keyed_hash(typed.strip().lower(), "axes.username")[:32]


def keep_page(_request: HttpRequest, response: Any, _credentials: Any) -> Any:
    """Let the sign-in page itself say that there were too many failures."""
    return response
