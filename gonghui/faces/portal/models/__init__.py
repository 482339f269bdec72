"""Pages of the public site that editors write and arrange."""

from gonghui.faces.portal.models.articles import ArticlePage, SectionPage
from gonghui.faces.portal.models.home import HomePage, ServiceLink
from gonghui.faces.portal.models.topics import TopicArticle, TopicPage

__all__ = ["ArticlePage", "HomePage", "SectionPage", "ServiceLink", "TopicArticle", "TopicPage"]
