"""Saying something to somebody, once."""

from typing import Any

from gonghui.kernel.notices.models import Notice


def send_notice(
    *,
    recipient: Any,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    dedupe_key: str,
) -> Notice:
    """Put a message into the recipient's inbox; what was said under this key is not said again.

    Joins the caller's transaction, so a step that is rolled back says nothing.
    """
    words = {"kind": kind, "title": title, "body": body, "link": link}
    found = Notice.objects.get_or_create(recipient=recipient, dedupe_key=dedupe_key, defaults=words)
    return found[0]
