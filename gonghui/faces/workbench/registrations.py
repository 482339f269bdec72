"""What the desk hangs into itself."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from gonghui.faces.workbench import panels
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.ui.api import (
    MenuEntry,
    drop_old_drafts,
    register_dashboard,
    register_menu,
)

register_periodic("ui.drop_old_drafts", drop_old_drafts, time(3, 10))
register_menu(
    MenuEntry("workbench", "home", _("工作台"), "workbench:home", icon="grid-1x2", order=0)
)
register_dashboard("workbench", "figures", "workbench/figures.html", panels.figures, order=60)
register_dashboard(
    "workbench", "messages", "workbench/messages.html", panels.messages, order=80, side=True
)
register_dashboard("workbench", "posts", "workbench/posts.html", panels.posts, order=90, side=True)
