"""App configuration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures with definitions, which open to their rows."""

    name = "gonghui.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"
