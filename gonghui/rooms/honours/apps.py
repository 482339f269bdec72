"""App configuration."""

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    """The register of honours with its imports, studios, the files of model workers."""

    name = "gonghui.rooms.honours"
    label = "honours"
    verbose_name = "荣誉"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.honours import registrations  # noqa: F401, PLC0415 -- app registry must be ready
