"""App configuration."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Trainings of cadres, from the notice to the certificate, and the register of old ones."""

    name = "gonghui.rooms.learning"
    label = "learning"
    verbose_name = "培训"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.learning import registrations  # noqa: F401, PLC0415 -- app registry must be ready
