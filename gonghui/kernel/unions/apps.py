"""App configuration."""

from django.apps import AppConfig


class UnionsConfig(AppConfig):
    """Units, unions and their dated relations."""

    name = "gonghui.kernel.unions"
    label = "unions"
    verbose_name = "单位与工会"
