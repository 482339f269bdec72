"""The tabs of the judge's pages."""

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.notices.api import unread_count
from gonghui.kernel.ui.api import MenuEntry, register_menu

for entry in (
    MenuEntry("expert", "expert-home", _("评审"), "expert:home", icon="clipboard-check", order=0),
    MenuEntry(
        "expert", "expert-inbox", _("消息"), "member:messages", "bell", 20, count=unread_count
    ),
):
    register_menu(entry)
