"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploads kept privately and delivered after a permission check."""

    name = "gonghui.kernel.files"
    label = "files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Plug this app in."""
        from gonghui.kernel.files import registrations  # noqa: F401, PLC0415 -- app registry must be ready
