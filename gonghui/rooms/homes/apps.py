"""App configuration."""

from django.apps import AppConfig


class HomesConfig(AppConfig):
    """Places, their titles and inspections, pairings, and the members' ratings."""

    name = "gonghui.rooms.homes"
    label = "homes"
    verbose_name = "职工之家"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.homes import registrations  # noqa: F401, PLC0415 -- app registry must be ready
