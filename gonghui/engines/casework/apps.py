"""App configuration."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """States as data, steps with actor and reason, clocks, inbox."""

    name = "gonghui.engines.casework"
    label = "casework"
    verbose_name = "工单"

    def ready(self):
        """Plug the engine in."""
        from gonghui.engines.casework import registrations  # noqa: F401, PLC0415 -- app registry must be ready
