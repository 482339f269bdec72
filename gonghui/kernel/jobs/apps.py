"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work longer than a click, with progress and resumption."""

    name = "gonghui.kernel.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        """Plug this app in."""
        from gonghui.kernel.jobs import registrations  # noqa: F401, PLC0415 -- app registry must be ready
