"""App configuration."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Excel both ways: read, map, check, compare, apply, undo."""

    name = "gonghui.kernel.exchange"
    label = "exchange"
    verbose_name = "表格往返"

    def ready(self):
        """Plug in what this app declares."""
        from gonghui.kernel.exchange import registrations  # noqa: F401, PLC0415 -- app registry must be ready
