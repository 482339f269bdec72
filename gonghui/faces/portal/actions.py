"""Opening the site: the root page and the sections every portal begins with."""

from typing import Any

from wagtail.models import Page, Site

from gonghui.faces.portal.models import HomePage, SectionPage, ServiceLink
from gonghui.faces.portal.models.articles import SectionKind
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

SECTIONS = (
    ("notices", "通知公告", SectionKind.NOTICE),
    ("news", "工会新闻", SectionKind.NEWS),
    ("policies", "制度文件", SectionKind.OTHER),
)
SERVICES = (
    ("查工会", "找到自己单位的工会", "diagram-3", "/unions/"),
    ("我的会籍", "会籍状态、入会时间、转会", "person-vcard", "/me/"),
    ("转会", "换了单位，会籍跟着走", "arrow-left-right", "/me/"),
    ("我的消息", "办理进度和提醒", "envelope", "/inbox/"),
)


@action
def open_portal(*, actor: Any, host: str = "localhost") -> HomePage:
    """Make the home page, its sections and services, unless the site stands already.

    Replaces Wagtail's welcome page; traces.

    Raises:
        Refused: the actor may not open the portal.
    """
    require(actor, "portal.site:open")
    standing = HomePage.objects.first()
    if standing is not None:
        trace("portal.site.opened", actor=actor, already=True)
        return standing
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(
            title="工会服务网",
            slug="home",
            slogan="教科工作者自己的家",
            intro="办事、查询、参加活动，都从这里开始。",
            services=[
                ServiceLink(title=title, hint=hint, icon=icon, address=address)
                for title, hint, icon, address in SERVICES
            ],
        )
    )
    for slug, title, kind in SECTIONS:
        home.add_child(instance=SectionPage(title=title, slug=slug, kind=kind, show_in_menus=True))
    Site.objects.all().delete()
    Site.objects.create(hostname=host, root_page=home, is_default_site=True)
    trace("portal.site.opened", actor=actor, already=False)
    return home
