"""The session engine: Django's database sessions, each row naming account, address and device.

That lets a holder see and end the own sessions, and lets an action end all sessions of an account.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from gonghui.kernel.access.addresses import client_ip
from gonghui.kernel.access.models import Session, User
from gonghui.kernel.access.queries import posts_of

STARTED, SEEN, IP, DEVICE = "started_at", "seen_at", "ip", "device"
TOUCH_SECONDS = 60
"""A session is written again at most once a minute, however often its holder clicks."""

MOST = 5
"""Sessions of one account at a time (handbook law-and-security §12); the oldest gives way."""

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class SessionStore(DatabaseStore):
    """Writes the account and where it signed in from beside the session's data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The model behind the store."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for ``data``."""
        row = super().create_model_instance(data)
        user_id = data.get(SESSION_KEY)
        row.user_id = int(user_id) if user_id else None
        row.started_at, row.seen_at = _moment(data.get(STARTED)), _moment(data.get(SEEN))
        row.ip, row.device = data.get(IP), data.get(DEVICE, "")
        return row


def begin(request: HttpRequest, user: User) -> None:
    """Note when and where the session began and how long it may idle; ends the oldest beyond five."""
    session = request.session
    session[STARTED] = session[SEEN] = _now()
    session[IP], session[DEVICE] = client_ip(request), device_of(request)
    session.set_expiry(idle_seconds(user))
    others = user.sessions.exclude(session_key=session.session_key).order_by("-started_at")
    user.sessions.filter(session_key__in=[row.session_key for row in others[MOST - 1 :]]).delete()


def is_over(request: HttpRequest, user: User) -> bool:
    """Whether a cadre's session has lasted as long as any may (12 h by default)."""
    limit = settings.SESSION_LIMITS["staff_absolute"]
    return bool(posts_of(user)) and _now() - request.session.get(STARTED, 0) > limit


def touch(request: HttpRequest, user: User) -> None:
    """Let the idle time begin anew, written at most once a minute."""
    session = request.session
    if _now() - session.get(SEEN, 0) >= TOUCH_SECONDS:
        session[SEEN] = _now()
        session.set_expiry(idle_seconds(user))


def idle_seconds(user: User) -> int:
    """How long the account may do nothing: cadres half an hour, members a week."""
    limits = settings.SESSION_LIMITS
    return limits["staff_idle"] if posts_of(user) else limits["member_idle"]


def sessions_of(user: User) -> list[Session]:
    """The account's living sessions, the last used first."""
    return list(user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at"))


def handle_of(session_key: str) -> str:
    """A name for a session that may stand on a page, because nobody can sign in with it."""
    return salted_hmac("access.session", session_key, algorithm="sha256").hexdigest()[:24]


def find_session(user: User, handle: str) -> Session | None:
    """The account's session of that name."""
    for row in sessions_of(user):
        if constant_time_compare(handle_of(row.session_key), handle):
            return row
    return None


def device_of(request: HttpRequest) -> str:
    """Browser and system in two words, enough for the holder to recognise the device."""
    agent = request.headers.get("User-Agent", "")
    words = [
        next((word for mark, word in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return " ".join(filter(None, words))


def _now() -> int:
    return int(timezone.now().timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
