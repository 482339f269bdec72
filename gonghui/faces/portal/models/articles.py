"""News, notices and other articles, gathered in sections."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from gonghui.faces.portal.models.blocks import TextBlock
from gonghui.faces.portal.models.searchable import SearchablePage

PAGE_SIZE = 20


class SectionKind(models.TextChoices):
    """What a section holds; the home page places sections by it."""

    NEWS = "news", "新闻"
    NOTICE = "notice", "通知公告"
    OTHER = "other", "其他"


class SectionPage(Page):
    """栏目: a list of articles, newest first, those on top that were pinned."""

    intro = models.CharField("栏目说明", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=16, choices=SectionKind, default=SectionKind.OTHER)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("kind")]
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ArticlePage"]
    template = "portal/section.html"
    personal_data = "none"
    scope_note = "global: public pages"

    class Meta:
        verbose_name = verbose_name_plural = "栏目"

    def articles(self) -> models.QuerySet["ArticlePage"]:
        """What is published here, pinned first."""
        found = ArticlePage.objects.child_of(self).live()
        return found.order_by("-pinned", "-published_on", "-pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of articles."""
        page = Paginator(self.articles(), PAGE_SIZE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {
            "articles": page,
            "title": self.title,
        }


class ArticlePage(SearchablePage):
    """文章: news, notices, public information."""

    published_on = models.DateField("发布日期", default=timezone.localdate)
    lead = models.CharField("导语", max_length=300, blank=True)
    source = models.CharField("来源", max_length=64, blank=True)
    doc_no = models.CharField("文号", max_length=64, blank=True, help_text="如 示教科工〔2026〕5号")
    pinned = models.BooleanField("置顶", default=False)
    cover = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="题图",
    )  # fmt: skip
    body = StreamField(TextBlock(), verbose_name="正文", blank=True)

    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("published_on", "source", "doc_no", "pinned", "lead", "cover", "body")),
    ]
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"
    personal_data = "whatever editors publish; they answer for it"
    scope_note = "global: public pages"

    class Meta:
        verbose_name = verbose_name_plural = "文章"

    def texts(self) -> list[str]:
        """Title, lead, document number and body."""
        return [self.title, self.lead, self.doc_no, str(self.body)]
