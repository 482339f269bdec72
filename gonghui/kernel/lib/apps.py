"""App configuration."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    """What has no subject: calendar, identifiers, money, phrases, sorting, sealing, scope, actions."""

    name = "gonghui.kernel.lib"
    label = "lib"
    verbose_name = "基础"

    def ready(self):
        """Plug in the system checks."""
        from gonghui.kernel.lib import checks  # noqa: F401, PLC0415 -- app registry must be ready
