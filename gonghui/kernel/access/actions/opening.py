"""An account together with its first post, for somebody who works for a union."""

from typing import Any

from gonghui.kernel.access.actions.accounts import Opened, open_account
from gonghui.kernel.access.actions.posts import grant_post
from gonghui.kernel.lib.actions import action


@action
def open_cadre_account(
    *,
    actor: Any,
    username: str,
    display_name: str,
    phone: str,
    post: dict[str, Any],
    person: Any = None,
) -> Opened:
    """Open an account and grant its first post in one transaction; both or none.

    ``post`` holds ``union``, ``role`` and what else ``grant_post`` takes. Refusals, errors and traces
    are those of ``open_account`` and ``grant_post``.
    """
    opened = open_account(
        actor=actor,
        union=post["union"],
        username=username,
        display_name=display_name,
        phone=phone,
        person=person,
    )
    grant_post(actor=actor, user=opened.user, **post)
    return opened
