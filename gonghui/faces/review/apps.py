"""App configuration."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The five-year review: reads indicators only."""

    name = "gonghui.faces.review"
    label = "review"
    verbose_name = "五年回眸"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.faces.review import registrations  # noqa: F401, PLC0415 -- app registry must be ready
