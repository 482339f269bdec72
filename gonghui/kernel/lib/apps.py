"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LibConfig(AppConfig):
    """What has no subject: calendar, identifiers, money, phrases, sorting, sealing, scope, actions."""

    name = "gonghui.kernel.lib"
    label = "lib"
    verbose_name = "基础"

    def ready(self):
        """Plug in the system checks and the years of the calendar."""
        from gonghui.kernel.lib import (  # noqa: PLC0415 -- app registry must be ready
            among,  # noqa: F401 -- registers itself
            checks,  # noqa: F401 -- registers itself
            prefixes,  # noqa: F401 -- registers itself
        )
        from gonghui.kernel.lib.calendar_seed import seed_calendar  # noqa: PLC0415 -- app registry must be ready

        post_migrate.connect(seed_calendar, sender=self, dispatch_uid="lib.seed_calendar")
