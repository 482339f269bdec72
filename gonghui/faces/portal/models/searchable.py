"""Pages that a search for Chinese words finds."""

from django.db import models
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.search import index

from gonghui.faces.portal.words import words_to_store


class SearchablePage(Page):
    """Keeps the search words of its texts next to them.

    They are derived on every save, as drafts and scheduled publications all end there.
    """

    words = models.TextField(editable=False, blank=True)

    search_fields = [*Page.search_fields, index.SearchField("words")]

    class Meta:
        abstract = True

    def texts(self) -> list[str]:
        """The texts to be found by; pages add their own."""
        return [self.title]

    def full_clean(self, *args, **kwargs) -> None:
        """Derive the words, then check as usual; Wagtail calls this before every save."""
        self.words = words_to_store(*map(strip_tags, self.texts()))
        super().full_clean(*args, **kwargs)
