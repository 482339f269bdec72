"""App configuration."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The cadre's desk."""

    name = "gonghui.faces.workbench"
    label = "workbench"
    verbose_name = "工作台"
