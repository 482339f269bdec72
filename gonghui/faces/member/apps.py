"""App configuration."""

from django.apps import AppConfig


class MemberConfig(AppConfig):
    """The member's pages, phone first."""

    name = "gonghui.faces.member"
    label = "member"
    verbose_name = "我的"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.faces.member import registrations  # noqa: F401, PLC0415 -- app registry must be ready
