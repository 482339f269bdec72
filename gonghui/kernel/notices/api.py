"""The door of kernel.notices."""

from gonghui.kernel.notices.actions import send_notice
from gonghui.kernel.notices.kinds import register_notice_kind
from gonghui.kernel.notices.queries import notices_of, unread_count

__all__ = ["notices_of", "register_notice_kind", "send_notice", "unread_count"]
