"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """In-site inbox and e-mail, each sent once."""

    name = "gonghui.kernel.notices"
    label = "notices"
    verbose_name = "消息"
