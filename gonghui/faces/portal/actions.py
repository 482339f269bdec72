"""Opening the site: the root page and the sections every portal begins with."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.html import escape
from wagtail.models import Page, Site

from gonghui.faces.portal.models import (
    ArticlePage,
    HomePage,
    SectionPage,
    ServiceLink,
    TopicArticle,
    TopicPage,
)
from gonghui.faces.portal.models.articles import SectionKind
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require

OPEN = "portal.site:open"
EDITORS = "Moderators"  # made by Wagtail's own migration
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
    require(actor, OPEN)
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


@action
def admit_editor(*, actor: Any, user: Any) -> None:
    """Let an account write and publish pages under ``/cms/``; traces.

    Joins the group that may publish everywhere below the home page.

    Raises:
        Refused: the actor may not open the portal.
    """
    require(actor, OPEN)
    group = Group.objects.get(name=EDITORS)
    user.groups.add(group)
    trace("portal.editor.admitted", actor=actor, subject=user, username=user.username)


@action
def publish_article(*, actor: Any, section: str, title: str, **fields: Any) -> ArticlePage:
    """Publish an article in the section with this slug, outside the editor; traces.

    Args:
        actor: may open the portal.
        section: slug of the section.
        title: its heading.
        fields: of ArticlePage; a lead without a body becomes the body, too.

    Raises:
        Refused: the actor may not.
    """
    require(actor, OPEN)
    parent = SectionPage.objects.get(slug=section)
    fields.setdefault("body", [("paragraph", f"<p>{escape(fields.get('lead', ''))}</p>")])
    article = parent.add_child(instance=ArticlePage(title=title, slug=_free_slug(parent), **fields))
    trace("portal.article.published", actor=actor, subject=article, title=title)
    return article


@action
def publish_topic(
    *, actor: Any, home: HomePage, title: str, intro: str, articles: list[ArticlePage]
) -> TopicPage:
    """Publish a topic that gathers ``articles``; traces.

    Raises:
        Refused: the actor may not.
    """
    require(actor, OPEN)
    links = [TopicArticle(article=article, sort_order=at) for at, article in enumerate(articles)]
    topic = home.add_child(
        instance=TopicPage(title=title, slug=_free_slug(home), intro=intro, links=links)
    )
    trace("portal.topic.published", actor=actor, subject=topic, title=title)
    return topic


def _free_slug(parent: Page) -> str:
    return f"p{parent.numchild + 1:04d}"
