"""App configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, their documents, and membership derived from events."""

    name = "gonghui.kernel.people"
    label = "people"
    verbose_name = "人员与会籍"

    def ready(self):
        """Plug in what this app declares."""
        from gonghui.kernel.people import registrations  # noqa: F401, PLC0415 -- app registry must be ready
