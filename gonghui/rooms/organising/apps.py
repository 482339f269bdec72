"""App configuration."""

from django.apps import AppConfig


class OrganisingConfig(AppConfig):
    """Registers of units and unions, founding, transfer, re-election, formation rate."""

    name = "gonghui.rooms.organising"
    label = "organising"
    verbose_name = "组织建设"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.organising import registrations  # noqa: F401, PLC0415 -- app registry must be ready
