"""App configuration."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, posts, permissions with reasons, scope and masking."""

    name = "gonghui.kernel.access"
    label = "access"
    verbose_name = "账号与权限"

    def ready(self):
        """Declare roles and permissions, answer the policy's question, plug in the checks."""
        from gonghui.kernel.access import (  # noqa: PLC0415 -- app registry must be ready
            checks,  # noqa: F401 -- registers itself
            receivers,  # noqa: F401 -- registers itself
            registrations,  # noqa: F401 -- registers itself
        )
