"""App configuration."""

from django.apps import AppConfig


class ExpertConfig(AppConfig):
    """The shell for judges; engines and rooms hang their sheets into it."""

    name = "gonghui.faces.expert"
    label = "expert"
    verbose_name = "评委"

    def ready(self):
        """Plug the face in."""
        from gonghui.faces.expert import registrations  # noqa: F401, PLC0415 -- app registry must be ready
