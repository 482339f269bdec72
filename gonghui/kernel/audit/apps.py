"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """One append-only chain of entries over every action."""

    name = "gonghui.kernel.audit"
    label = "audit"
    verbose_name = "审计链"

    def ready(self):
        """Become the keeper of traces."""
        from gonghui.kernel.audit import (  # noqa: PLC0415 -- app registry must be ready
            registrations,  # noqa: F401 -- registers itself
        )
