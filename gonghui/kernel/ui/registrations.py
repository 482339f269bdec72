"""What the look itself plugs in when the program starts, and the menu of the floors below it."""

from gonghui.kernel.ui import checks
from gonghui.kernel.ui.menu import MenuEntry, register_menu

SYSTEM = "系统"
BELOW = (
    ("accounts", "账号与岗位", "access:accounts", "person-gear", "access.account:read"),
    ("unmaskings", "敏感信息调阅", "access:unmaskings", "eye", "access.unmasking:read"),
    ("log", "操作日志", "audit:entries", "journal-text", "audit.entry:read"),
)
"""kernel.access and kernel.audit stand below and cannot hang their entries themselves."""

for place, (key, label, url_name, icon, permission) in enumerate(BELOW):
    register_menu(
        MenuEntry(
            "workbench",
            key,
            label,
            url_name,
            icon,
            900 + place,
            permission=permission,
            group=SYSTEM,
        )
    )

__all__ = ["checks"]
