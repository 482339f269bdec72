"""``manage.py refresh_places``: let dated moves come due; ``--rebuild`` derives every place again."""

from django.core.management.base import BaseCommand

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import rebuild_placements, refresh_places


class Command(BaseCommand):
    """Meant for the clock once a day; a rebuild is for repairs and after bulk loads."""

    help = "使到期的划转生效；--rebuild 由隶属关系重建全部树位"

    def add_arguments(self, parser):
        """One switch."""
        parser.add_argument("--rebuild", action="store_true", help="重建全部树位")

    def handle(self, **options):
        """Call the action and say how many unions moved."""
        work = rebuild_placements if options["rebuild"] else refresh_places
        self.stdout.write(f"树位：调整 {work(actor=SYSTEM)} 个工会")
