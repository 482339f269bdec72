"""What the portal's frame needs on every page, those of Wagtail included."""

from django import template

from gonghui.engines.campaigns.api import Campaign, public_calls, running_notices
from gonghui.faces.portal.queries import list_sections

register = template.Library()


@register.simple_tag
def main_sections():
    """The sections of the main menu."""
    return list_sections()


@register.simple_tag
def open_calls(limit: int = 5) -> list[Campaign]:
    """The calls that take nominations now, those that end first before the others."""
    return public_calls(limit)


@register.simple_tag
def public_notices(limit: int = 5) -> list:
    """The lists that are posted for everybody today, those that end first before the others."""
    return running_notices(limit)
