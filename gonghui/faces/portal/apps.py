"""App configuration."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "gonghui.faces.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.faces.portal import registrations  # noqa: F401, PLC0415 -- app registry must be ready
