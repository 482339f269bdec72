"""A real worker in a process of its own, on the database of the running test, for tests that kill it.

Whoever imports this has loaded the program: a server of forks pays for that once, not every worker.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

django.setup()

from tests.kernel.jobs import sample_jobs  # noqa: E402 -- the program is loaded above


def work(database: str, room: str, mail: str, *options: str) -> None:
    """Work as ``manage.py work`` does; ``mail`` is a backend, "" for that of the tests."""
    override_settings(
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}},
        EMAIL_BACKEND=mail or settings.EMAIL_BACKEND,
        EMAIL_FILE_PATH=room,
    ).enable()
    connection.settings_dict["NAME"] = database
    os.environ["GONGHUI_WORKER_ROOM"] = room
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
    sample_jobs.register()
    call_command("work", *options)


if __name__ == "__main__":
    work(*sys.argv[1:])
