"""What the portal's frame needs on every page, those of Wagtail included."""

from django import template

from gonghui.faces.portal.queries import list_sections

register = template.Library()


@register.simple_tag
def main_sections():
    """The sections of the main menu."""
    return list_sections()
