"""Topics (专题): articles from several sections put together under one picture."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from gonghui.faces.portal.models.blocks import TextBlock
from gonghui.faces.portal.models.searchable import SearchablePage


class TopicPage(SearchablePage):
    """专题: an introduction and its articles."""

    intro = models.CharField("导语", max_length=300, blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="题图",
    )  # fmt: skip
    body = StreamField(TextBlock(), verbose_name="正文", blank=True)

    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("intro", "cover", "body")),
        InlinePanel("links", label="文章"),
    ]
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    template = "portal/topic.html"
    personal_data = "whatever editors publish; they answer for it"
    scope_note = "global: public pages"

    class Meta:
        verbose_name = verbose_name_plural = "专题"

    def texts(self) -> list[str]:
        """Title, introduction and body."""
        return [self.title, self.intro, str(self.body)]

    def published_links(self) -> models.QuerySet["TopicArticle"]:
        """The links whose article the public may read."""
        return self.links.filter(article__live=True).select_related("article")


class TopicArticle(Orderable):
    """An article of a topic."""

    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="links")
    article = models.ForeignKey(
        "portal.ArticlePage", models.CASCADE, related_name="+", verbose_name="文章"
    )

    panels = [PageChooserPanel("article")]
    personal_data = "none"
    scope_note = "global: public pages"

    class Meta(Orderable.Meta):
        verbose_name = verbose_name_plural = "专题文章"
