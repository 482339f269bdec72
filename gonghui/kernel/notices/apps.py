"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """In-site inbox and e-mail, each sent once."""

    name = "gonghui.kernel.notices"
    label = "notices"
    verbose_name = "消息"

    def ready(self) -> None:
        """Plug this app in."""
        from gonghui.kernel.notices import registrations  # noqa: F401, PLC0415 -- app registry must be ready
