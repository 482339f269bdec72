"""The tabs of the member's pages. Entries with a group are services and stand on their own page."""

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.notices.api import unread_count
from gonghui.kernel.ui.api import MenuEntry, register_menu

TABS = (
    MenuEntry("member", "home", _("首页"), "member:home", icon="house", order=0),
    MenuEntry("member", "services", _("服务"), "member:services", icon="grid", order=10),
    MenuEntry(
        "member", "inbox", _("消息"), "member:messages", icon="bell", order=20, count=unread_count
    ),
    MenuEntry("member", "profile", _("我的"), "member:profile", icon="person", order=30),
)
for entry in TABS:
    register_menu(entry)
