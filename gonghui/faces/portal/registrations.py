"""What the portal plugs in elsewhere."""

from datetime import timedelta

from django.core.management import call_command

from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.ui.api import MenuEntry, register_menu


def publish_scheduled() -> None:
    """Publish what is due and take down what has expired."""
    call_command("publish_scheduled")


register_permission(Permission("portal.site:open", "建立门户", ("province_cadre",)))
register_log_text("portal.site.opened", "建立门户首页和栏目")
register_log_text("portal.editor.admitted", "准许编辑门户")
register_log_text("portal.article.published", "发布文章")
register_log_text("portal.topic.published", "发布专题")
register_periodic("portal.publish_scheduled", publish_scheduled, every=timedelta(minutes=1))
register_menu(MenuEntry("portal", "unions", "工会名录", "portal:directory", "diagram-3", 30))
register_menu(
    MenuEntry(
        face="workbench",
        key="portal",
        label="门户编辑",
        url_name="wagtailadmin_home",
        icon="newspaper",
        order=900,
        permission="portal.site:open",
        group="门户",
    )
)
