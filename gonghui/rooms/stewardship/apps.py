"""App configuration."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """Contact points, rectification, first agenda."""

    name = "gonghui.rooms.stewardship"
    label = "stewardship"
    verbose_name = "联系基层与整改"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.stewardship import registrations  # noqa: F401, PLC0415 -- app registry must be ready
