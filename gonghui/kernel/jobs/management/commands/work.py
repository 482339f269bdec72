"""Run background jobs, periodic tasks and recovery in one process."""

import os
import sys

from django.core.management.base import BaseCommand
from django.db import connections
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from gonghui.kernel.jobs.worker import BACKEND, Worker


class Command(BaseCommand):
    """``manage.py work``: start as many as there are cores to spare."""

    help = "Run background jobs, periodic tasks and recovery until SIGTERM."

    def add_arguments(self, parser) -> None:
        """Two ways to end by itself, and how large to grow."""
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--once", action="store_true", help="one round and one task at most")
        ways.add_argument("--until-idle", action="store_true", help="until nothing waits")
        parser.add_argument(
            "--renew-above",
            type=int,
            default=256,
            metavar="MIB",
            help="begin anew in the same process after a task that left more memory in use",
        )

    def handle(self, *_args, once: bool, until_idle: bool, renew_above: int, **_options):
        """Work."""
        if not isinstance(task_backends[BACKEND], DatabaseBackend):
            self.stderr.write("TASKS does not name the database: there is nothing to wait for")
            return
        ends_by_itself = once or until_idle
        worker = Worker(None if ends_by_itself else renew_above)
        worker.listen()
        worker.run(once=once, until_idle=until_idle)
        if worker.must_renew:
            connections.close_all()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 -- the very command that runs
