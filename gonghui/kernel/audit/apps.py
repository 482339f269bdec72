"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """One append-only chain of entries over every action."""

    name = "gonghui.kernel.audit"
    label = "audit"
    verbose_name = "审计链"
