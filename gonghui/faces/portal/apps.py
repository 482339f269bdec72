"""App configuration."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "gonghui.faces.portal"
    label = "portal"
    verbose_name = "门户"
