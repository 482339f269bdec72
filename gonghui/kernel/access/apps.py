"""App configuration."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, posts, permissions with reasons, scope and masking."""

    name = "gonghui.kernel.access"
    label = "access"
    verbose_name = "账号与权限"
