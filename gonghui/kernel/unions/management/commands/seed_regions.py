"""``manage.py seed_regions``: load or refresh the region table."""

from django.core.management.base import BaseCommand

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import seed_regions


class Command(BaseCommand):
    """Load the region codes that ship with the program; may run again at any time."""

    help = "载入或更新行政区划代码"

    def handle(self, **_options):
        """Call the action and say how many rows changed."""
        self.stdout.write(f"行政区划：更新 {seed_regions(actor=SYSTEM)} 条")
