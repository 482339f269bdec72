"""App configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration province."""

    name = "gonghui.demo"
    label = "demo"
    verbose_name = "演示"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.demo import registrations  # noqa: F401, PLC0415 -- app registry must be ready
