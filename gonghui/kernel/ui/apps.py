"""App configuration."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """One look: shell, lists, forms, timelines, states."""

    name = "gonghui.kernel.ui"
    label = "ui"
    verbose_name = "界面"

    def ready(self):
        """Plug in the system checks."""
        from gonghui.kernel.ui import registrations  # noqa: F401, PLC0415 -- app registry must be ready
