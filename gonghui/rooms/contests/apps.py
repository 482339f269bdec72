"""App configuration."""

from django.apps import AppConfig


class ContestsConfig(AppConfig):
    """Contests of teaching, skills, speech and achievements, and labour contests inside projects."""

    name = "gonghui.rooms.contests"
    label = "contests"
    verbose_name = "竞赛"

    def ready(self):
        """Plug the room in."""
        from gonghui.rooms.contests import registrations  # noqa: F401, PLC0415 -- app registry must be ready
