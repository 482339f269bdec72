"""App configuration."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Excel both ways: read, map, check, compare, apply, undo."""

    name = "gonghui.kernel.exchange"
    label = "exchange"
    verbose_name = "表格往返"
