"""What the desk itself shows beside the work: the latest messages and the posts one holds."""

from typing import Any

from django.http import HttpRequest

from gonghui.kernel.access.api import posts_of
from gonghui.kernel.indicators.api import READ_FIGURES
from gonghui.kernel.lib.policy import decide
from gonghui.kernel.notices.api import notices_of
from gonghui.kernel.ui.api import acting_post

NOTICES = 5


def figures(request: HttpRequest) -> dict[str, Any] | None:
    """Room for the key figures of the union one acts for."""
    post = acting_post(request)
    return (
        {"union": post.union} if post and decide(request.user, READ_FIGURES, post.union) else None
    )


def messages(request: HttpRequest) -> dict[str, Any]:
    """The latest messages."""
    return {"notices": list(notices_of(request.user)[:NOTICES])}


def posts(request: HttpRequest) -> dict[str, Any]:
    """The posts the account acts in today."""
    return {"posts": posts_of(request.user)}
