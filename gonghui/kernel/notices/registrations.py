"""What this app adds to the house."""

from datetime import timedelta

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.notices import receivers
from gonghui.kernel.notices.actions import MANAGE
from gonghui.kernel.notices.kinds import register_notice_kind
from gonghui.kernel.notices.queries import unread_count
from gonghui.kernel.notices.tasks import look_after
from gonghui.kernel.ui.api import MenuEntry, Tool, register_menu, register_tool

register_permission(Permission(MANAGE, "邮件投递", ("province_cadre",)))
register_log_text("notices.delivery.resent", "重发一封通知邮件")
register_notice_kind("jobs.ended", "后台任务", icon="hourglass-bottom")
register_periodic("notices.look_after", look_after, timedelta(minutes=1))
register_tool(Tool("inbox", "消息", "notices:inbox", "bell", unread_count, order=20))
register_menu(
    MenuEntry(
        "workbench",
        "deliveries",
        "邮件投递",
        "notices:delivery-list",
        icon="envelope-exclamation",
        order=930,
        permission=MANAGE,
        group="系统",
    )
)

__all__ = ["receivers"]
