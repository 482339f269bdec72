"""App configuration."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """One look: shell, lists, forms, timelines, states."""

    name = "gonghui.kernel.ui"
    label = "ui"
    verbose_name = "界面"
