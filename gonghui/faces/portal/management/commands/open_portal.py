"""``open_portal``: make the public site's first pages."""

from typing import Any

from django.core.management.base import BaseCommand

from gonghui.faces.portal.actions import open_portal
from gonghui.kernel.lib.actions import SYSTEM


class Command(BaseCommand):
    """Opens the portal once; a second run changes nothing."""

    help = "建立门户首页和栏目（已有则不变）"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Open."""
        home = open_portal(actor=SYSTEM)
        self.stdout.write(f"门户首页：{home.title}")
