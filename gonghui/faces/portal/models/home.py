"""The home page: what can be done now, what is announced, what is new."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from gonghui.faces.portal.models.articles import ArticlePage, SectionKind, SectionPage
from gonghui.faces.portal.models.topics import TopicPage


class HomePage(Page):
    """首页."""

    slogan = models.CharField("标语", max_length=64, blank=True)
    intro = models.CharField("说明", max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("slogan"),
        FieldPanel("intro"),
        InlinePanel("services", label="服务"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.SectionPage", "portal.TopicPage"]
    max_count = 1
    template = "portal/home.html"
    personal_data = "none"
    scope_note = "global: public pages"

    class Meta:
        verbose_name = verbose_name_plural = "首页"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Notices before news, topics after."""
        return super().get_context(request, *args, **kwargs) | {
            "notices": self._latest(SectionKind.NOTICE, 7),
            "news": self._latest(SectionKind.NEWS, 7),
            "topics": TopicPage.objects.child_of(self).live().order_by("-first_published_at")[:4],
        }

    def _latest(self, kind: SectionKind, many: int) -> models.QuerySet[ArticlePage]:
        sections = SectionPage.objects.child_of(self).live().filter(kind=kind)
        below = Q(pk__in=())
        for section in sections:
            below |= Q(path__startswith=section.path, depth=section.depth + 1)
        found = ArticlePage.objects.live().filter(below)
        return found.order_by("-pinned", "-published_on", "-pk")[:many]


class ServiceLink(Orderable):
    """A square of the services grid."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="services")
    title = models.CharField("名称", max_length=24)
    hint = models.CharField("一句话说明", max_length=48, blank=True)
    icon = models.CharField(
        "图标", max_length=32, default="grid", help_text="bootstrap-icons 图标名"
    )
    address = models.CharField("网址", max_length=255)

    panels = [FieldPanel(name) for name in ("title", "hint", "icon", "address")]
    personal_data = "none"
    scope_note = "global: public pages"

    class Meta(Orderable.Meta):
        verbose_name = verbose_name_plural = "服务入口"
