"""Run background jobs, periodic tasks and recovery in one process."""

from django.core.management.base import BaseCommand
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from gonghui.kernel.jobs.worker import BACKEND, Worker


class Command(BaseCommand):
    """``manage.py work``: start as many as there are cores to spare."""

    help = "Run background jobs, periodic tasks and recovery until SIGTERM."

    def add_arguments(self, parser) -> None:
        """Two ways to end by itself."""
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--once", action="store_true", help="one round and one task at most")
        ways.add_argument("--until-idle", action="store_true", help="until nothing waits")

    def handle(self, *_args, once: bool, until_idle: bool, **_options) -> None:
        """Work."""
        if not isinstance(task_backends[BACKEND], DatabaseBackend):
            self.stderr.write("TASKS does not name the database: there is nothing to wait for")
            return
        worker = Worker()
        worker.listen()
        worker.run(once=once, until_idle=until_idle)
