"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploads kept privately and delivered after a permission check."""

    name = "gonghui.kernel.files"
    label = "files"
    verbose_name = "文件"
