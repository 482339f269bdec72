"""The door of kernel.notices."""

from gonghui.kernel.notices.actions import send_notice, send_notices
from gonghui.kernel.notices.kinds import register_notice_kind
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.notices.queries import notices_of, unread_count

__all__ = [
    "Notice",
    "notices_of",
    "register_notice_kind",
    "send_notice",
    "send_notices",
    "unread_count",
]
