"""What the desk itself shows beside the work: the latest messages and the posts one holds."""

from typing import Any

from django.http import HttpRequest

from gonghui.kernel.access.api import posts_of
from gonghui.kernel.notices.api import notices_of

NOTICES = 5


def messages(request: HttpRequest) -> dict[str, Any]:
    """The latest messages."""
    return {"notices": list(notices_of(request.user)[:NOTICES])}


def posts(request: HttpRequest) -> dict[str, Any]:
    """The posts the account acts in today."""
    return {"posts": posts_of(request.user)}
