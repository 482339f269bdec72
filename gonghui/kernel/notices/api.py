"""The door of kernel.notices."""

from gonghui.kernel.notices.actions import send_notice

__all__ = ["send_notice"]
