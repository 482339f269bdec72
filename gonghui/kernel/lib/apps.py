"""App configuration."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    """What has no subject: calendar, identifiers, money, phrases, sorting, sealing, scope, actions."""

    name = "gonghui.kernel.lib"
    label = "lib"
    verbose_name = "基础"
