"""What the public may look up: articles by words, unions by name."""

from django.db.models import Q, QuerySet

from gonghui.faces.portal.models import ArticlePage, SectionPage, TopicPage
from gonghui.faces.portal.words import words_to_find
from gonghui.kernel.lib.dates import today
from gonghui.kernel.unions.api import Union, UnionKind

LISTED = (UnionKind.INDUSTRIAL, UnionKind.GRASSROOTS, UnionKind.JOINT)
MOST_HITS = 50


def find_pages(text: str) -> list:
    """Published articles and topics that hold all words of ``text``, the best first."""
    words = words_to_find(text)
    if not words:
        return []
    return [
        hit
        for model in (TopicPage, ArticlePage)
        for hit in model.objects.live().search(words, operator="and")[:MOST_HITS]
    ]


def list_unions(text: str = "", region: str = "") -> QuerySet[Union]:
    """Unions of the public directory that exist today; branches and groups are not listed."""
    found = Union.objects.filter(kind__in=LISTED, founded_on__lte=today(), revoked_on__gt=today())
    if text:
        found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    if region:
        found = found.filter(region_code__startswith=region)
    return found.order_by("path")


def list_sections() -> QuerySet[SectionPage]:
    """The sections of the main menu."""
    return SectionPage.objects.live().in_menu().order_by("path")
