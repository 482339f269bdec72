"""App configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, their documents, and membership derived from events."""

    name = "gonghui.kernel.people"
    label = "people"
    verbose_name = "人员与会籍"
