"""App configuration."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The cadre's desk."""

    name = "gonghui.faces.workbench"
    label = "workbench"
    verbose_name = "工作台"

    def ready(self) -> None:
        """Plug in."""
        from gonghui.faces.workbench import registrations  # noqa: F401, PLC0415 -- app registry must be ready
