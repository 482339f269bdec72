"""App configuration."""

from django.apps import AppConfig


class UnionsConfig(AppConfig):
    """Units, unions and their dated relations."""

    name = "gonghui.kernel.unions"
    label = "unions"
    verbose_name = "单位与工会"

    def ready(self):
        """Plug in what this app declares."""
        from gonghui.kernel.unions import registrations  # noqa: F401, PLC0415 -- app registry must be ready
