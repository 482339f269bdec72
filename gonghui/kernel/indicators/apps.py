"""App configuration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures with definitions, which open to their rows."""

    name = "gonghui.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.kernel.indicators import registrations  # noqa: F401, PLC0415 -- app registry must be ready
